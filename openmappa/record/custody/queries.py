"""Custody and time abroad, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, F, Prefetch, Q, QuerySet, Value

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import AboutSubjectQuerySet
from openmappa.foundation.changes.history import as_it_is, as_it_was
from openmappa.record.custody.domain import Away, Place, Return, Spell, SpellNow
from openmappa.record.custody.facts import AbroadRow, SpellRow, abroad, custody
from openmappa.record.custody.models import AbsenceAbroad, CustodyLeave, CustodyReturn, CustodySpell
from openmappa.record.orders.queries import kind_of_order
from openmappa.statute.facts import living


def subjects_in_custody(*, viewer: Viewer) -> QuerySet[Any]:
    """Return the ids of the subjects who are inside on the viewer's day; those on leave are."""
    return _on_day(CustodySpell.objects.visible_to(viewer).counting(), viewer).values("subject_id")


def places_of(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, Place]:
    """Return, for each of these subjects who is not in the community on the viewer's day, where."""
    spells = _on_day(CustodySpell.objects.visible_to(viewer).counting(), viewer)
    abroad = _on_day(AbsenceAbroad.objects.visible_to(viewer).counting(), viewer)
    away = abroad.filter(subject_id__in=subjects).values_list("subject_id", flat=True)
    inside = spells.filter(subject_id__in=subjects).values_list("subject_id", flat=True)
    return {**dict.fromkeys(away, Place.ABROAD), **dict.fromkeys(inside, Place.CUSTODY)}


def spells_of(*, viewer: Viewer, subject_id: UUID) -> list[Spell]:
    """Return the subject's spells, the latest first, each with the leave from it."""
    leaves = CustodyLeave.objects.visible_to(viewer).counting().order_by("-start_date", "id")
    found = CustodySpell.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.order_by("-start_date", "id").prefetch_related(Prefetch("leaves", queryset=leaves))
    return [
        Spell(
            each.kind,
            each.establishment,
            each.start_date,
            each.until_date,
            each.ended_by,
            tuple(Away(leave.kind, leave.start_date, leave.until_date) for leave in each.leaves.all()),
        )
        for each in rows
    ]


def absences_of(*, viewer: Viewer, subject_id: UUID) -> list[Away]:
    """Return the subject's times abroad, the latest first."""
    found = AbsenceAbroad.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return [Away(each.kind, each.start_date, each.until_date) for each in found.order_by("-start_date", "id")]


def facts_of(
    *, viewer: Viewer, subject_id: UUID
) -> tuple[tuple[living.Spell, ...], tuple[living.Absence, ...]]:
    """Return the subject's times inside, and times abroad, as facts for the law."""
    inside = CustodySpell.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    away = AbsenceAbroad.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    columns = ("is_inside", "of_kind", "start_date", "until_date", "ended")
    rows = list(
        inside.annotate(is_inside=Value(True, BooleanField()), of_kind=F("kind"), ended=F("ended_by"))
        .values_list(*columns)
        .union(
            away.annotate(
                is_inside=Value(False, BooleanField()), of_kind=F("kind"), ended=Value("", CharField())
            ).values_list(*columns),
            all=True,
        )
    )
    return (
        custody(SpellRow._make(row[1:]) for row in rows if row[0]),
        abroad(AbroadRow._make(row[2:4]) for row in rows if not row[0]),
    )


def returns_of(*, viewer: Viewer, subject_id: UUID) -> list[Return]:
    """Return the subject's returns to custody, the latest first."""
    found = CustodyReturn.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.annotate(order_kind=kind_of_order(viewer=viewer)).order_by("-return_date", "id")
    return [
        Return(each.return_date, each.reason, each.order_id is not None, each.order_kind) for each in rows
    ]


def spell_now(*, viewer: Viewer, subject_id: UUID) -> SpellNow | None:
    """Return the time inside that lasts on the viewer's day, None if there is none."""
    found = _on_day(CustodySpell.objects.visible_to(viewer).counting(), viewer)
    spell = found.filter(subject_id=subject_id).order_by("-start_date", "-id").first()
    return _spell_now(spell) if spell else None


def spell_as_seen(*, viewer: Viewer, subject_id: UUID, token: str) -> SpellNow | None:
    """Return the time inside that this token was of, as it then was; None for none."""
    spell = as_it_was(CustodySpell.objects.visible_to(viewer).filter(subject_id=subject_id), token)
    return _spell_now(spell) if spell else None


def spell_as_it_became(*, viewer: Viewer, subject_id: UUID, token: str) -> SpellNow | None:
    """Return the time inside that this token was of, as it is now; None for none."""
    spell = as_it_is(CustodySpell.objects.visible_to(viewer).filter(subject_id=subject_id), token)
    return _spell_now(spell) if spell else None


def _spell_now(row: CustodySpell) -> SpellNow:
    token = f"{row.pk}.{row.version}"
    return SpellNow(row.kind, row.establishment or "", row.start_date, row.until_date, token)


def with_history(*, viewer: Viewer, subject_id: UUID) -> dict[str, QuerySet[Any]]:
    """Return the subject's spells, leaves, absences and returns with what each said before, errors included."""
    models = {
        "spells": CustodySpell,
        "leaves": CustodyLeave,
        "absences": AbsenceAbroad,
        "returns": CustodyReturn,
    }
    return {
        name: model.objects.visible_to(viewer)
        .filter(subject_id=subject_id)
        .select_related("source_system")
        .prefetch_related("history")
        for name, model in models.items()
    }


def _on_day(rows: AboutSubjectQuerySet, viewer: Viewer) -> AboutSubjectQuerySet:
    return rows.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at), start_date__lte=viewer.as_at
    )
