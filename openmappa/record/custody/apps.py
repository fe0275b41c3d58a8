"""The room as a Django application."""

from django.apps import AppConfig


class Custody(AppConfig):
    """Custody, leave and absence."""

    name = "openmappa.record.custody"
    label = "custody"
    default_auto_field = "django.db.models.BigAutoField"
