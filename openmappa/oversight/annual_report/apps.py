"""The room as a Django application."""

from django.apps import AppConfig


class AnnualReport(AppConfig):
    """The annual report."""

    name = "openmappa.oversight.annual_report"
    label = "annual_report"
    default_auto_field = "django.db.models.BigAutoField"
