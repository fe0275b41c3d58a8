"""The room as a Django application."""

from django.apps import AppConfig


class Annex(AppConfig):
    """The data-quality annex."""

    name = "openmappa.oversight.annex"
    label = "annex"
    default_auto_field = "django.db.models.BigAutoField"
