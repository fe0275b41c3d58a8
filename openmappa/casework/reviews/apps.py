"""The room as a Django application."""

from django.apps import AppConfig


class Reviews(AppConfig):
    """Reviews of indefinite notification requirements."""

    name = "openmappa.casework.reviews"
    label = "reviews"
    default_auto_field = "django.db.models.BigAutoField"
