"""The notification requirements and breaches of them, as far as the viewer's sight reaches."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from openmappa.foundation.access.domain import Viewer
from openmappa.record.notification.domain import BreachSeen, RequirementSeen
from openmappa.record.notification.models import NotificationBreach, NotificationRequirement
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


def revocations_of(*, viewer: Viewer, subject_id: UUID) -> list[date]:
    """Return the days on which indefinite requirements of the subject were revoked on application (s.91A)."""
    found = NotificationRequirement.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return list(found.filter(revoked_date__isnull=False).values_list("revoked_date", flat=True))
