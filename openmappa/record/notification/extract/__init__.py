"""The extract tables of this room."""

from openmappa.record.notification.extract.living import (
    ABSENCES,
    CHANGES,
    CHILD_STAYS,
    JOURNEYS,
    MISSING,
    STAYS,
)
from openmappa.record.notification.extract.made import NOTIFICATIONS
from openmappa.record.notification.extract.requirements import BREACHES, REQUIREMENTS

TABLES = (
    REQUIREMENTS,
    BREACHES,
    NOTIFICATIONS,
    CHANGES,
    STAYS,
    CHILD_STAYS,
    JOURNEYS,
    ABSENCES,
    MISSING,
)

__all__ = (
    "ABSENCES",
    "BREACHES",
    "CHANGES",
    "CHILD_STAYS",
    "JOURNEYS",
    "MISSING",
    "NOTIFICATIONS",
    "REQUIREMENTS",
    "STAYS",
    "TABLES",
)
