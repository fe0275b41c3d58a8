"""The room as a Django application."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The log."""

    name = "openmappa.foundation.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
