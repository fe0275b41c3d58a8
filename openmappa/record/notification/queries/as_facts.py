"""What was notified, and what must be notified, as facts for the law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, IntegerField, QuerySet, TextField, TimeField, Value
from django.db.models.functions import Cast

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.record.notification import facts
from openmappa.record.notification.models import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    NotifiableChange,
    NotificationMade,
    NotificationRequirement,
    NotificationSupply,
    PremisesStay,
)


def facts_of(*, viewer: Viewer, subject_id: UUID) -> tuple[facts.Lived, tuple[date, ...]]:
    """
    Return what the subject notified, and what must be notified, as facts for the law; in one query.

    With it go the days on which indefinite requirements were revoked on application (Sexual Offences Act 2003 s.91A).
    """
    rows: dict[str, list[tuple[Any, ...]]] = {each: [] for each in _ASKED}
    for row in _united(viewer, subject_id):
        rows[row[0]].append(tuple(row[1 + place] for place in _ASKED[row[0]].values()))
    supplied, revoked = ([day for (day,) in rows.pop(name)] for name in ("supplied", "revoked"))
    return facts.lived(**rows, supplied_from=next(iter(supplied), None)), tuple(revoked)


_TYPES = (
    *(TextField, TextField, TextField, TextField),
    *(DateField, DateField, DateField, TimeField, IntegerField),
)
_ASKED: dict[str, dict[str, int]] = {
    "made": dict(zip(facts.COLUMNS_MADE, (0, 4, 5, 1, 2, 3), strict=True)),
    "changes": dict(zip(facts.COLUMNS_CHANGE, (0, 4), strict=True)),
    "stays": dict(zip(facts.COLUMNS_STAY, (0, 4, 5), strict=True)),
    "child_stays": dict(zip(facts.COLUMNS_CHILD_STAY, (0, 4, 7, 8), strict=True)),
    "journeys": dict(zip(facts.COLUMNS_JOURNEY, (0, 4, 5, 6), strict=True)),
    "absences": dict(zip(facts.COLUMNS_ABSENCE, (4, 5), strict=True)),
    "revoked": {"revoked_date": 4},
    "supplied": {"from_date": 4},
}
"""For each list of facts where its columns stand among those of `_TYPES`."""

_MODELS = {
    "made": NotificationMade,
    "changes": NotifiableChange,
    "stays": PremisesStay,
    "child_stays": ChildHouseholdStay,
    "journeys": Journey,
    "absences": AbsenceFromHome,
}


def _united(viewer: Viewer, subject_id: UUID) -> QuerySet[Any, Any]:
    first, *others = (
        rows.annotate(u_list=Value(name, TextField()), **_columns(name)).values_list(
            "u_list", *(f"u_{place}" for place in range(len(_TYPES)))
        )
        for name, rows in _rows(viewer, subject_id)
    )
    found: QuerySet[Any, Any] = first.union(*others, all=True)
    return found


def _rows(viewer: Viewer, subject_id: UUID) -> Iterator[tuple[str, QuerySet[Any]]]:
    for name, model in _MODELS.items():
        yield name, model.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    required = NotificationRequirement.objects.visible_to(viewer).counting()
    yield "revoked", required.filter(subject_id=subject_id, revoked_date__isnull=False)
    area = Subject.objects.visible_to(viewer).filter(id=subject_id).values("responsible_area_id")
    yield "supplied", NotificationSupply.objects.filter(area_id__in=area)


def _columns(name: str) -> dict[str, Any]:
    asked = {place: column for column, place in _ASKED[name].items()}
    return {
        f"u_{place}": Cast(F(asked[place]) if place in asked else Value(None), kind())
        for place, kind in enumerate(_TYPES)
    }
