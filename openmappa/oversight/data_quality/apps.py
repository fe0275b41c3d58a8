"""The room as a Django application."""

from django.apps import AppConfig


class DataQuality(AppConfig):
    """Findings before publishing."""

    name = "openmappa.oversight.data_quality"
    label = "data_quality"
    default_auto_field = "django.db.models.BigAutoField"
