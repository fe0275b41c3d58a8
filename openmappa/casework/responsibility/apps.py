"""The room as a Django application."""

from django.apps import AppConfig


class Responsibility(AppConfig):
    """Who answers for a person."""

    name = "openmappa.casework.responsibility"
    label = "responsibility"
    default_auto_field = "django.db.models.BigAutoField"
