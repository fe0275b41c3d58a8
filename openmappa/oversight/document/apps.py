"""The room as a Django application."""

from django.apps import AppConfig


class Document(AppConfig):
    """Documents and their formats; no tables."""

    name = "openmappa.oversight.document"
    label = "document"
