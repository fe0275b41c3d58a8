"""The room as a Django application."""

from django.apps import AppConfig


class Standing(AppConfig):
    """Standing and level."""

    name = "openmappa.casework.standing"
    label = "standing"
    default_auto_field = "django.db.models.BigAutoField"
