"""The room as a Django application."""

from django.apps import AppConfig


class DeIdentified(AppConfig):
    """Rows without identity."""

    name = "openmappa.oversight.de_identified"
    label = "de_identified"
    default_auto_field = "django.db.models.BigAutoField"
