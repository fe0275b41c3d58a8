"""The room as a Django application."""

from django.apps import AppConfig


class Statistics(AppConfig):
    """Counting rules and stored runs."""

    name = "openmappa.oversight.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Ask to be told when facts change that a count depends on."""
        from openmappa.foundation.changes.domain import What  # noqa: PLC0415
        from openmappa.foundation.changes.services import subscribe  # noqa: PLC0415
        from openmappa.oversight.statistics.services import note_change  # noqa: PLC0415

        subscribe(
            # What the law makes of the facts is no fact: no count rests on it.
            set(What) - {What.LEGAL_POSITION},
            note_change,
            why="A stored count says so when the area's facts changed after it was made.",
        )
