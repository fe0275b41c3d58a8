"""
From what is recorded to the facts of the statute: notifications made, changes, stays, journeys, absences.

Whether silence means that nothing was notified is said, never guessed. An area's extract says from which day on it holds
every notification (`notifications_from`). Where it does not say so, a person's record of notifications begins with the
first that was recorded; nobody's does without one, so that their notifications are not known, and nothing is overdue for
want of them. What fell due before the record begins is not known either; what falls due afterwards is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from openmappa.statute.facts.living import (
    Absence,
    Change,
    ChangeKind,
    ChildHouseholdStay,
    Journey,
    NotificationKind,
    NotificationMade,
    Stay,
)
from openmappa.statute.vocabulary.notification import HomeAddressGiven, JourneyState

COLUMNS_MADE = ("kind", "made_date", "of_date", "of_change", "of_premises", "home_address_given")
COLUMNS_CHANGE = ("kind", "change_date")
COLUMNS_STAY = ("premises", "start_date", "until_date")
COLUMNS_CHILD_STAY = ("premises", "start_date", "start_time", "hours")
COLUMNS_JOURNEY = ("state", "departure_date", "return_date", "arranged_date")
COLUMNS_ABSENCE = ("start_date", "until_date")

MadeRow = tuple[str, date, date | None, str | None, str | None, str | None]
ChangeRow = tuple[str, date]
StayRow = tuple[str, date, date | None]
ChildStayRow = tuple[str, date, time, int | None]
JourneyRow = tuple[str, date, date | None, date | None]
AbsenceRow = tuple[date, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """The facts that this room gives, under the names that `PersonFacts` has for them.

    `abroad_on_journeys` are the times away on journeys that were made; they are joined to the times abroad.
    """

    notifications: tuple[NotificationMade, ...] | None
    notifications_from: date | None
    changes: tuple[Change, ...] | None
    stays: tuple[Stay, ...] | None
    child_household_stays: tuple[ChildHouseholdStay, ...] | None
    journeys: tuple[Journey, ...] | None
    absences_from_home: tuple[Absence, ...] | None
    abroad_on_journeys: tuple[Absence, ...]


def lived(
    *,
    made: Iterable[MadeRow] = (),
    changes: Iterable[ChangeRow] = (),
    stays: Iterable[StayRow] = (),
    child_stays: Iterable[ChildStayRow] = (),
    journeys: Iterable[JourneyRow] = (),
    absences: Iterable[AbsenceRow] = (),
    supplied_from: date | None,
) -> Lived:
    """
    Return the facts of one person's rows, errors left out, each row with the columns that `COLUMNS_…` name in order.

    `supplied_from` is the day from which on the area says that it holds every notification; None if it does not say.
    Without it a list that holds nothing is not known.
    """
    notifications = tuple(_made(*row) for row in made)
    first = supplied_from or min((each.made_date for each in notifications), default=None)
    trips = tuple(row for row in journeys if row[0] != JourneyState.NOT_MADE)
    nothing = () if supplied_from else None
    return Lived(
        notifications=notifications if first else None,
        notifications_from=first,
        changes=tuple(Change(kind=ChangeKind(kind), change_date=day) for kind, day in changes) or nothing,
        stays=tuple(Stay(premises=name, start_date=day, until_date=until) for name, day, until in stays)
        or nothing,
        child_household_stays=tuple(_child_stay(*row) for row in child_stays) or nothing,
        journeys=tuple(
            Journey(departure_date=leaves, return_date=returns, arranged_date=arranged)
            for _, leaves, returns, arranged in trips
        )
        or nothing,
        absences_from_home=tuple(Absence(start_date=day, until_date=until) for day, until in absences)
        or nothing,
        abroad_on_journeys=tuple(_abroad(row) for row in trips if _was_away(row)),
    )


def _made(
    kind: str,
    made_date: date,
    of_date: date | None,
    of_change: str | None,
    of_premises: str | None,
    home: str | None,
) -> NotificationMade:
    return NotificationMade(
        kind=NotificationKind(kind),
        made_date=made_date,
        of_date=of_date,
        of_change=ChangeKind(of_change) if of_change else None,
        of_premises=of_premises or None,
        without_residence=home == HomeAddressGiven.PLACE_REGULARLY_FOUND if home else None,
    )


def _child_stay(premises: str, day: date, at: time, hours: int | None) -> ChildHouseholdStay:
    return ChildHouseholdStay(premises=premises, started_at=datetime.combine(day, at), hours=hours)


def _was_away(row: JourneyRow) -> bool:
    state, leaves, returns, _ = row
    return state == JourneyState.MADE and leaves != returns


def _abroad(row: JourneyRow) -> Absence:
    return Absence(start_date=row[1], until_date=row[2])
