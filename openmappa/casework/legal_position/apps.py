"""The room as a Django application."""

from django.apps import AppConfig


class LegalPosition(AppConfig):
    """What the law says of what is recorded."""

    name = "openmappa.casework.legal_position"
    label = "legal_position"
    default_auto_field = "django.db.models.BigAutoField"
