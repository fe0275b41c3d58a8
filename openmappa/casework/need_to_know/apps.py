"""The room as a Django application."""

from django.apps import AppConfig


class NeedToKnow(AppConfig):
    """Access asked for, given, ended, and taken in an emergency."""

    name = "openmappa.casework.need_to_know"
    label = "need_to_know"
    default_auto_field = "django.db.models.BigAutoField"
