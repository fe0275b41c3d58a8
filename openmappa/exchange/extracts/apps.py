"""The room as a Django application."""

from django.apps import AppConfig


class Extracts(AppConfig):
    """Extracts and their loads."""

    name = "openmappa.exchange.extracts"
    label = "extracts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the people whom an area no longer sends stand among the findings."""
        from openmappa.exchange.extracts.domain.not_sent import NOT_SENT  # noqa: PLC0415
        from openmappa.oversight.data_quality.domain.catalogue import register_finding  # noqa: PLC0415

        register_finding(NOT_SENT)
