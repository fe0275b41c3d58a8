"""What was notified and lived, each row with what it said before: two queries, however many tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import opens
from openmappa.record.notification.models import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    MissingPeriod,
    NotifiableChange,
    NotificationMade,
    PremisesStay,
)

_COLUMNS: dict[str, tuple[Any, str | None, str | None, str, str | None, str | None]] = {
    "made": (NotificationMade, "kind", "place", "made_date", "of_date", "taken_by"),
    "changes": (NotifiableChange, "kind", None, "change_date", None, None),
    "stays": (PremisesStay, None, "premises", "start_date", "until_date", None),
    "child_stays": (ChildHouseholdStay, None, "premises", "start_date", None, None),
    "journeys": (Journey, "state", "destination", "departure_date", "return_date", None),
    "absences": (AbsenceFromHome, None, None, "start_date", "until_date", None),
    "missing": (MissingPeriod, "kind", None, "start_date", "until_date", "reported_by"),
}
"""For each table: its model, and the columns of a code, a place, the first day, the end, and somebody named."""


@dataclass(slots=True)
class Former:
    """What a row said before, until the moment at which it was changed."""

    pgh_id: int
    pgh_created_at: datetime
    code: str
    place: str
    on: date
    until: date | None
    who: str


@dataclass(slots=True)
class Told:
    """A row of one of the tables, in the same words for all of them."""

    table: str
    code: str
    place: str
    on: date
    until: date | None
    who: str
    recorded_in_error: bool
    source: str
    """The area's system that it came from, "" where it was recorded or changed here."""
    history: list[Former] = field(default_factory=list)


def told_of(*, viewer: Viewer, subject_id: UUID) -> list[Told]:
    """Return all rows of the subject, errors included, each with what it said before."""
    formers: dict[tuple[str, int], list[Former]] = defaultdict(list)
    for table, key, code, place, on, until, who, at, number in _united(_histories(viewer, subject_id)):
        formers[table, key].append(Former(number, at, code, place, on, until, who))
    found = []
    for table, key, code, place, on, until, who, in_error, source in _united(_rows(viewer, subject_id)):
        told = Told(table, code, place, on, until, who, in_error, source)
        told.history = formers.get((table, key), [])
        found.append(told)
    return found


def _united(queries: Iterator[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = queries
    return first.union(*others, all=True)


def _rows(viewer: Viewer, subject_id: UUID) -> Iterator[QuerySet[Any, Any]]:
    for name, (model, *columns) in _COLUMNS.items():
        rows = model.objects.visible_to(viewer).filter(subject_id=subject_id)
        source = Cast(F("source_system__name"), TextField())
        yield _listed(rows, name, columns).values_list(
            *_NAMES, Cast(F("recorded_in_error"), BooleanField()), source
        )


def _histories(viewer: Viewer, subject_id: UUID) -> Iterator[QuerySet[Any, Any]]:
    for name, (model, *columns) in _COLUMNS.items():
        history = model.pgh_event_models["changed"]
        seen = opens(viewer, model.sensitivity, carrier="subject__")
        rows = history.objects.filter(seen, subject_id=subject_id)
        yield _listed(rows, name, columns).values_list(*_NAMES, "pgh_created_at", "pgh_id")


_NAMES = ("t_table", "id", "t_code", "t_place", "t_on", "t_until", "t_who")


def _listed(rows: Any, name: str, columns: list[str | None]) -> Any:
    kinds = (TextField, TextField, DateField, DateField, TextField)
    given = {
        title: Cast(F(column) if column else Value(None), kind())
        for title, column, kind in zip(_NAMES[2:], columns, kinds, strict=True)
    }
    return rows.annotate(t_table=Value(name, CharField()), **given)
