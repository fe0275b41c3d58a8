"""The room as a Django application."""

from django.apps import AppConfig


class LegalPosition(AppConfig):
    """What the law says of what is recorded."""

    name = "openmappa.casework.legal_position"
    label = "legal_position"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask to be told when facts change that a position is made of."""
        from openmappa.casework.legal_position.services.following import FOLLOWED, follow  # noqa: PLC0415
        from openmappa.foundation.changes.services import subscribe  # noqa: PLC0415

        subscribe(
            FOLLOWED,
            follow,
            why="What the law says of a person is worked out anew when a fact about them changed.",
        )
