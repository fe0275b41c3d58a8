"""The room as a Django application."""

from django.apps import AppConfig


class CaseReviews(AppConfig):
    """Serious case reviews."""

    name = "openmappa.casework.case_reviews"
    label = "case_reviews"
    default_auto_field = "django.db.models.BigAutoField"
