"""The room as a Django application."""

from django.apps import AppConfig


class UserInterface(AppConfig):
    """Layout and components."""

    name = "openmappa.foundation.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
