"""The room as a Django application."""

from django.apps import AppConfig


class Drafts(AppConfig):
    """Drafts of forms."""

    name = "openmappa.foundation.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"
