"""The room as a Django application."""

from django.apps import AppConfig


class Extracts(AppConfig):
    """Extracts and their loads."""

    name = "openmappa.exchange.extracts"
    label = "extracts"
    default_auto_field = "django.db.models.BigAutoField"
