"""The room as a Django application."""

from django.apps import AppConfig


class Administration(AppConfig):
    """The pages of system managers."""

    name = "openmappa.foundation.administration"
    label = "administration"
    default_auto_field = "django.db.models.BigAutoField"
