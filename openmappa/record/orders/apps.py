"""The room as a Django application."""

from django.apps import AppConfig


class Orders(AppConfig):
    """Orders made on a person."""

    name = "openmappa.record.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
