"""The room as a Django application."""

from django.apps import AppConfig


class SigningIn(AppConfig):
    """Signing in and out, second factors, terms of use, one's own sessions."""

    name = "openmappa.foundation.signing_in"
    label = "signing_in"
    default_auto_field = "django.db.models.BigAutoField"
