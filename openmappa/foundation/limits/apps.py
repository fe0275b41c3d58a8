"""The room as a Django application."""

from django.apps import AppConfig


class Limits(AppConfig):
    """How often one may ask."""

    name = "openmappa.foundation.limits"
    label = "limits"
    default_auto_field = "django.db.models.BigAutoField"
