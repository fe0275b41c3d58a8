"""What was notified, and what must be notified, as facts for the law."""

from __future__ import annotations

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
    NotificationSupply,
    PremisesStay,
)


def facts_of(*, viewer: Viewer, subject_id: UUID) -> facts.Lived:
    """Return what the subject notified, and what must be notified, as facts for the law; in two queries."""
    rows: dict[str, list[tuple[Any, ...]]] = {each: [] for each in _ASKED}
    for row in _united(viewer, subject_id):
        rows[row[0]].append(tuple(row[1 + place] for place in _ASKED[row[0]].values()))
    area = Subject.objects.visible_to(viewer).filter(id=subject_id).values("responsible_area_id")
    supply = NotificationSupply.objects.filter(area_id__in=area).values_list("from_date", flat=True)
    return facts.lived(**rows, supplied_from=supply.first())


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
        model.objects.visible_to(viewer)
        .counting()
        .filter(subject_id=subject_id)
        .annotate(u_list=Value(name, TextField()), **_columns(name))
        .values_list("u_list", *(f"u_{place}" for place in range(len(_TYPES))))
        for name, model in _MODELS.items()
    )
    found: QuerySet[Any, Any] = first.union(*others, all=True)
    return found


def _columns(name: str) -> dict[str, Any]:
    asked = {place: column for column, place in _ASKED[name].items()}
    return {
        f"u_{place}": Cast(F(asked[place]) if place in asked else Value(None), kind())
        for place, kind in enumerate(_TYPES)
    }
