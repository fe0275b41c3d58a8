"""Standings and levels, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Prefetch, Q, QuerySet, SmallIntegerField, Value

from openmappa.casework.standing.domain import (
    GroundSeen,
    LevelSeen,
    Position,
    StandingSeen,
)
from openmappa.casework.standing.facts import Decided, GroundRow, LevelRow, decided, levels
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import AboutSubjectQuerySet
from openmappa.statute.facts.binding import LevelHeld


def subjects_in(*, viewer: Viewer, category: int | None = None, level: int | None = None) -> QuerySet[Any]:
    """Return the ids of the subjects in the category and at the level on the viewer's day, as far as given."""
    if level is None:
        rows = standings_on(viewer=viewer, day=viewer.as_at)
        return rows.filter(category=category).values("subject_id")
    rows = levels_on(viewer=viewer, day=viewer.as_at).filter(level=level)
    return (rows.filter(category=category) if category else rows).values("subject_id")


def positions_of(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, Position]:
    """Return the standing and level of each of these subjects on the viewer's day."""
    levels = dict(
        levels_on(viewer=viewer, day=viewer.as_at)
        .filter(subject_id__in=subjects)
        .values_list("subject_id", "level")
    )
    rows = standings_on(viewer=viewer, day=viewer.as_at).filter(subject_id__in=subjects)
    return {
        subject: Position(kind, category, levels.get(subject))
        for subject, kind, category in rows.values_list("subject_id", "kind", "category")
    }


def categories_on(*, viewer: Viewer, days: Mapping[UUID, date]) -> dict[UUID, int]:
    """Return the category recorded of each of these subjects on the day beside it, where one is recorded and seen."""
    rows = Standing.objects.visible_to(viewer).counting().filter(subject_id__in=days, kind="eligible")
    return {
        each.subject_id: each.category
        for each in rows
        if each.start_date <= days[each.subject_id]
        and (each.last_date is None or each.last_date >= days[each.subject_id])
    }


def people_at_each_level(*, viewer: Viewer) -> dict[int, int]:
    """Return how many people whom the viewer sees are at each level on the viewer's day, inside or out."""
    rows = levels_on(viewer=viewer, day=viewer.as_at).values_list("level").annotate(people=Count("id"))
    return {**dict.fromkeys((1, 2, 3), 0), **dict(rows)}


def standings_of(*, viewer: Viewer, subject_id: UUID) -> list[StandingSeen]:
    """Return the subject's standings, the latest first, each with its grounds and levels."""
    found = Standing.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    grounds = Ground.objects.visible_to(viewer).counting().order_by("start_date", "id")
    levels = Level.objects.visible_to(viewer).counting().order_by("-start_date", "id")
    rows = found.order_by("-start_date", "id").prefetch_related(
        Prefetch("grounds", queryset=grounds), Prefetch("levels", queryset=levels)
    )
    return [
        StandingSeen(
            each.id,
            each.kind,
            each.category,
            each.start_date,
            each.last_date,
            tuple(GroundSeen(of.limb, of.start_date, of.last_date) for of in each.grounds.all()),
            tuple(_seen(of) for of in each.levels.all()),
        )
        for each in rows
    ]


def facts_of(*, viewer: Viewer, subject_id: UUID) -> tuple[Decided, tuple[LevelHeld, ...]]:
    """Return what is decided of the subject, as far as grounds record it, and the levels, as facts for the law."""
    grounds = (
        Ground.objects.visible_to(viewer)
        .counting()
        .filter(standing__subject_id=subject_id, standing__recorded_in_error=False)
    )
    held = Level.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    columns = ("of_limb", "of_level", "start_date", "end_date")
    rows = list(
        grounds.annotate(of_limb=F("limb"), of_level=Value(0, SmallIntegerField()), end_date=F("last_date"))
        .values_list(*columns)
        .union(
            held.annotate(
                of_limb=Value("", CharField()), of_level=F("level"), end_date=F("until_date")
            ).values_list(*columns),
            all=True,
        )
    )
    return (
        decided(GroundRow(limb, start, end) for limb, _, start, end in rows if limb),
        levels(LevelRow(level, start, end) for limb, level, start, end in rows if not limb),
    )


def latest_level(*, viewer: Viewer, subject_id: UUID) -> LevelSeen | None:
    """Return the subject's latest time at a level, ended or not."""
    found = Level.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    latest = found.order_by("-start_date").first()
    return _seen(latest) if latest else None


def level_as_it_was(*, viewer: Viewer, subject_id: UUID, token: str) -> LevelSeen | None:
    """Return the level that a token names, as it then was; None if the token names none of the subject's."""
    key, _, version = token.partition(".")
    if not (key.isdecimal() and version.isdecimal()):
        return None
    row = Level.objects.visible_to(viewer).filter(subject_id=subject_id, id=int(key)).first()
    if row is None or row.version == int(version):
        return _seen(row) if row else None
    former = row.history.filter(version=int(version)).order_by("pgh_id").last()
    return _seen(former) if former else None


def standing_for_level(*, viewer: Viewer, subject_id: UUID, day: date) -> StandingSeen | None:
    """Return the eligible standing that holds on the day, on which a level can hang."""
    found = standings_on(viewer=viewer, day=day).filter(subject_id=subject_id, kind="eligible").first()
    return (
        StandingSeen(found.id, found.kind, found.category, found.start_date, found.last_date)
        if found
        else None
    )


def rows_with_history(*, viewer: Viewer, subject_id: UUID) -> dict[str, QuerySet[Any]]:
    """Return the subject's standings, grounds and levels with what each said before, errors included."""
    models = {"standings": Standing, "grounds": Ground, "levels": Level}
    return {
        name: model.objects.visible_to(viewer)
        .filter(subject_id=subject_id)
        .select_related("source_system")
        .prefetch_related("history")
        for name, model in models.items()
    }


def standings_on(*, viewer: Viewer, day: date) -> AboutSubjectQuerySet:
    """Return the standings that hold on the day. The last day is inclusive."""
    rows = Standing.objects.visible_to(viewer).counting()
    return rows.filter(Q(last_date__isnull=True) | Q(last_date__gte=day), start_date__lte=day)


def levels_on(*, viewer: Viewer, day: date) -> AboutSubjectQuerySet:
    """Return the levels that hold on the day. The until date is the first day no longer so."""
    rows = Level.objects.visible_to(viewer).counting()
    return rows.filter(Q(until_date__isnull=True) | Q(until_date__gt=day), start_date__lte=day)


def _seen(row) -> LevelSeen:  # type: ignore[no-untyped-def]
    key = getattr(row, "pgh_obj_id", row.pk)
    return LevelSeen(f"{key}.{row.version}", row.level, row.start_date, row.until_date, row.reason)
