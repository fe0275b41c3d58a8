"""The room as a Django application."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Users and memberships."""

    name = "openmappa.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
