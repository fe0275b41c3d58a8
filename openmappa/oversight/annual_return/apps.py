"""The room as a Django application."""

from django.apps import AppConfig


class AnnualReturn(AppConfig):
    """The annual return."""

    name = "openmappa.oversight.annual_return"
    label = "annual_return"
