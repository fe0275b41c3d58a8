"""The room as a Django application."""

from django.apps import AppConfig


class Front(AppConfig):
    """Pages and the command line."""

    name = "openmappa.front"
    label = "front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the pages of every room their frame."""
        from openmappa.foundation.ui.environment import register_global
        from openmappa.front.case_file.frame import case_frame
        from openmappa.front.home.navigation import navigation

        register_global("case_frame", case_frame)
        register_global("navigation", navigation)
