"""The room as a Django application."""

from django.apps import AppConfig


class Access(AppConfig):
    """Subjects and sight."""

    name = "openmappa.foundation.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
