"""The room as a Django application."""

from django.apps import AppConfig


class People(AppConfig):
    """Who a person is."""

    name = "openmappa.record.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
