"""The room as a Django application."""

from django.apps import AppConfig


class Notification(AppConfig):
    """The notification requirements."""

    name = "openmappa.record.notification"
    label = "notification"
    default_auto_field = "django.db.models.BigAutoField"
