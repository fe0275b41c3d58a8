"""The room as a Django application."""

from django.apps import AppConfig


class Agencies(AppConfig):
    """Agencies, areas, teams and source systems."""

    name = "openmappa.foundation.agencies"
    label = "agencies"
    default_auto_field = "django.db.models.BigAutoField"
