"""The tables of this room."""

from openmappa.record.notification.models.living import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    MissingPeriod,
    NotifiableChange,
    PremisesStay,
)
from openmappa.record.notification.models.made import NotificationMade, NotificationSupply
from openmappa.record.notification.models.requirements import NotificationBreach, NotificationRequirement

__all__ = (
    "AbsenceFromHome",
    "ChildHouseholdStay",
    "Journey",
    "MissingPeriod",
    "NotifiableChange",
    "NotificationBreach",
    "NotificationMade",
    "NotificationRequirement",
    "NotificationSupply",
    "PremisesStay",
)
