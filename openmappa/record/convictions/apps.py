"""The room as a Django application."""

from django.apps import AppConfig


class Convictions(AppConfig):
    """Convictions and disposals."""

    name = "openmappa.record.convictions"
    label = "convictions"
    default_auto_field = "django.db.models.BigAutoField"
