"""The room as a Django application."""

from django.apps import AppConfig


class LogReview(AppConfig):
    """The log, read and reviewed."""

    name = "openmappa.oversight.log_review"
    label = "log_review"
    default_auto_field = "django.db.models.BigAutoField"
