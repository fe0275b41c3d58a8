"""The room as a Django application."""

from django.apps import AppConfig


class Reconciliation(AppConfig):
    """Reconciliation with published reports."""

    name = "openmappa.oversight.reconciliation"
    label = "reconciliation"
