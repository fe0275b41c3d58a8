"""The notification requirements and breaches of them, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.changes.history import as_it_is, as_it_was
from openmappa.record.notification.domain import BreachSeen, MadeSeen, MissingSeen, RequirementSeen
from openmappa.record.notification.models import (
    MissingPeriod,
    NotificationBreach,
    NotificationMade,
    NotificationRequirement,
)
from openmappa.record.orders.queries import kind_of_order


def requirements_of(*, viewer: Viewer, subject_id: UUID) -> list[RequirementSeen]:
    """Return the subject's times under the requirements, the latest first."""
    found = NotificationRequirement.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.annotate(order_kind=kind_of_order(viewer=viewer)).order_by("-start_date", "id")
    return [
        RequirementSeen(
            each.basis,
            each.order_id is not None,
            each.order_kind,
            each.start_date,
            each.last_date,
            bool(each.is_indefinite),
            each.revoked_date,
        )
        for each in rows
    ]


def breaches_of(*, viewer: Viewer, subject_id: UUID) -> list[BreachSeen]:
    """Return the subject's failures to comply, the latest first."""
    found = NotificationBreach.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.order_by("-breach_date", "id")
    return [BreachSeen(each.breach_date, each.outcome, each.outcome_date) for each in rows]


def made_by(*, viewer: Viewer, subject_id: UUID) -> list[MadeSeen]:
    """Return the notifications that the subject gave, the latest first."""
    found = NotificationMade.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return [_made(each) for each in found.order_by("-made_date", "-id")]


def latest_made(*, viewer: Viewer, subject_id: UUID) -> MadeSeen | None:
    """Return the notification of the subject that was recorded last; None if there is none."""
    found = NotificationMade.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    last = found.order_by("-id").first()
    return None if last is None else _made(last)


def made_as_seen(*, viewer: Viewer, subject_id: UUID, token: str) -> MadeSeen | None:
    """Return the notification that this token was of, as it then was; None for none."""
    row = as_it_was(NotificationMade.objects.visible_to(viewer).filter(subject_id=subject_id), token)
    return _made(row) if row else None


def missing_as_seen(*, viewer: Viewer, subject_id: UUID, token: str) -> MissingSeen | None:
    """Return the time missing that this token was of, as it then was; None for none."""
    row = as_it_was(MissingPeriod.objects.visible_to(viewer).filter(subject_id=subject_id), token)
    return _missing(row) if row else None


def missing_as_it_became(*, viewer: Viewer, subject_id: UUID, token: str) -> MissingSeen | None:
    """Return the time missing that this token was of, as it is now; None for none."""
    row = as_it_is(MissingPeriod.objects.visible_to(viewer).filter(subject_id=subject_id), token)
    return _missing(row) if row else None


def missing_now(*, viewer: Viewer, subject_id: UUID) -> MissingSeen | None:
    """Return since when the subject is missing; None if the subject is not."""
    return missing_among(viewer=viewer, subjects=[subject_id]).get(subject_id)


def missing_among(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, MissingSeen]:
    """Return, for each of these subjects who is missing, since when."""
    found = MissingPeriod.objects.visible_to(viewer).counting().filter(subject_id__in=subjects)
    return {each.subject_id: _missing(each) for each in found.filter(until_date__isnull=True)}


def _made(row: NotificationMade) -> MadeSeen:
    return MadeSeen(
        row.kind,
        row.made_date,
        row.of_date,
        row.of_change,
        row.of_premises or "",
        row.home_address_given,
        row.place or "",
        row.taken_by or "",
        tuple((row.given or "").split()),
        row.fingerprints,
        row.photograph,
        f"{row.pk}.{row.version}",
    )


def _missing(row: MissingPeriod) -> MissingSeen:
    token = f"{row.pk}.{row.version}"
    return MissingSeen(row.kind, row.start_date, row.until_date, row.reported_by or "", token)


def with_history(*, viewer: Viewer, subject_id: UUID) -> dict[str, QuerySet[Any]]:
    """Return the subject's requirements and breaches with what each said before, errors included."""
    models = {"requirements": NotificationRequirement, "breaches": NotificationBreach}
    return {
        name: model.objects.visible_to(viewer)
        .filter(subject_id=subject_id)
        .select_related("source_system")
        .prefetch_related("history")
        for name, model in models.items()
    }
