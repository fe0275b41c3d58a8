"""Where the extract tables of this room go, and what an extract says of how far back it reaches."""

from __future__ import annotations

from datetime import date

from django.db.backends.utils import CursorWrapper

from openmappa.foundation.access.load import Target
from openmappa.record.notification import extract
from openmappa.record.notification.models import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    MissingPeriod,
    NotifiableChange,
    NotificationBreach,
    NotificationMade,
    NotificationRequirement,
    PremisesStay,
)

TARGETS = (
    Target(extract.REQUIREMENTS, NotificationRequirement),
    Target(extract.BREACHES, NotificationBreach),
    Target(extract.NOTIFICATIONS, NotificationMade),
    Target(extract.CHANGES, NotifiableChange),
    Target(extract.STAYS, PremisesStay),
    Target(extract.CHILD_STAYS, ChildHouseholdStay),
    Target(extract.JOURNEYS, Journey),
    Target(extract.ABSENCES, AbsenceFromHome),
    Target(extract.MISSING, MissingPeriod),
)


def keep_supply(cursor: CursorWrapper, *, area: int, from_date: date | None, load: int) -> bool:
    """Keep from which day on the area's extract holds every notification; return whether that is new."""
    cursor.execute(
        "INSERT INTO notification_notificationsupply AS n (area_id, from_date, load_number)"
        " SELECT %(area)s, %(from)s, %(load)s WHERE %(from)s::date IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM notification_notificationsupply WHERE area_id = %(area)s)"
        " ON CONFLICT (area_id) DO UPDATE SET from_date = excluded.from_date, load_number = excluded.load_number"
        " WHERE n.from_date IS DISTINCT FROM excluded.from_date RETURNING area_id",
        {"area": area, "from": from_date, "load": load},
    )
    return cursor.fetchone() is not None
