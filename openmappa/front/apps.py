"""The room as a Django application."""

from django.apps import AppConfig


class Front(AppConfig):
    """Pages and the command line."""

    name = "openmappa.front"
    label = "front"
    default_auto_field = "django.db.models.BigAutoField"
