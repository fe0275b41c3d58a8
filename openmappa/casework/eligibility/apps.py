"""The room as a Django application."""

from django.apps import AppConfig


class Eligibility(AppConfig):
    """Decisions whether somebody is eligible, and the status of potentially dangerous persons."""

    name = "openmappa.casework.eligibility"
    label = "eligibility"
    default_auto_field = "django.db.models.BigAutoField"
