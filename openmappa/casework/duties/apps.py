"""The room as a Django application."""

from django.apps import AppConfig


class Duties(AppConfig):
    """What is due from people."""

    name = "openmappa.casework.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of what changes what is due."""
        from openmappa.casework.duties.services.listening import WHAT, hear
        from openmappa.foundation.changes.services import subscribe

        subscribe(WHAT, hear, why="What is due from a person follows from what is recorded of them.")
