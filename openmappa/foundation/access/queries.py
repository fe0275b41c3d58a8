"""What a viewer may know of one subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, F
from django.http import Http404

from openmappa.foundation.access.domain import (
    SPECIAL_SECTIONS,
    Permission,
    Section,
    Sensitivity,
    Viewer,
)
from openmappa.foundation.access.models import (
    AccessRequest,
    EmergencyAccess,
    Restriction,
    Sight,
    Subject,
    giving,
    opens_unless_excluded,
)


class NotVisible(Http404):
    """There is no such record, or the viewer may not know of it. The two answer alike."""


@dataclass(frozen=True, slots=True)
class SubjectSeen:
    """A subject whose existence the viewer may know of, and which parts of the record are open, by name."""

    id: UUID
    area: int
    area_name: str
    restricted: bool
    open: Mapping[str, bool]


def subject_for(
    *, viewer: Viewer, subject_id: UUID, parts: Mapping[str, Sensitivity] | None = None
) -> SubjectSeen:
    """
    Return the subject, and for each part whether the viewer sees rows of that sensitivity.

    :raises NotVisible: if there is no such subject or the viewer may not know of it
    """
    parts = parts or {}
    names = {f"opens_{number}": name for number, name in enumerate(parts)}
    # A viewer who is excluded gets no row, so that exclusion is not asked again for each part.
    columns = {
        column: ExpressionWrapper(
            opens_unless_excluded(viewer, parts[name], subject="id"), output_field=BooleanField()
        )
        for column, name in names.items()
    }
    found = (
        Subject.objects.visible_to(viewer)
        .annotate(**columns)
        .values("id", "responsible_area_id", "responsible_area__name", "restricted", *columns)
        .filter(id=subject_id)
        .first()
    )
    if found is None:
        raise NotVisible
    return SubjectSeen(
        found["id"],
        found["responsible_area_id"],
        found["responsible_area__name"],
        found["restricted"],
        {name: bool(found[column]) for column, name in names.items()},
    )


def may_give(*, viewer: Viewer, subject_id: UUID) -> frozenset[Section | None]:
    """Return what the viewer may give others sight of: None for all but special sections, and those by name."""
    choices: dict[str, Section | None] = {"ordinary": None}
    choices |= {f"special_{each.value}": each for each in sorted(SPECIAL_SECTIONS)}
    columns = {
        column: ExpressionWrapper(
            giving(viewer, section.value if section else None), output_field=BooleanField()
        )
        for column, section in choices.items()
    }
    found = Subject.objects.visible_to(viewer).annotate(**columns).values(*columns).filter(id=subject_id)
    row = found.first() or {}
    return frozenset(section for column, section in choices.items() if row.get(column))


def sight_of(*, viewer: Viewer, subject_id: UUID) -> list[Sight]:
    """Return everybody's sight of the subject, ended or not, the latest first; nothing without full sight of it."""
    found = Sight.objects.raw("SELECT * FROM access_sight_of(%s)", [subject_id])
    rows = found.prefetch_related("agency", "team", "user", "given_by", "ended_by")
    return sorted(rows, key=lambda each: (each.start_date, each.pk), reverse=True)


def team_to_ask(*, viewer: Viewer, subject_id: UUID) -> str:
    """Return the team that answers for the subject, for who may know that the record exists; "" for none."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT access_team_to_ask(%s)", [subject_id])
        return cursor.fetchone()[0] or ""


def restriction_of(*, viewer: Viewer, subject_id: UUID) -> Restriction | None:
    """Return why and by whom the record is restricted now, if that was recorded here."""
    found = Restriction.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return found.filter(ended_at__isnull=True).select_related("marked_by").first()


def requests_to_answer(*, viewer: Viewer) -> list[AccessRequest]:
    """Return the requests for access that wait for the viewer's answer, the oldest first."""
    if not viewer.areas_where(Permission.GIVE_SIGHT):
        return []
    found = AccessRequest.objects.visible_to(viewer).filter(answer__isnull=True)
    return list(found.exclude(user_id=viewer.user_id).select_related("user").order_by("asked_at", "id"))


def request_to_answer(*, viewer: Viewer, request_id: UUID) -> AccessRequest:
    """
    Return a request that waits for the viewer's answer, or that somebody has answered.

    :raises NotVisible: if there is none
    """
    asked = AccessRequest.objects.visible_to(viewer).filter(id=request_id).exclude(user_id=viewer.user_id)
    found = asked.select_related("user", "answered_by").first()
    if found is None:
        raise NotVisible
    return found


def own_requests(*, viewer: Viewer, since: datetime) -> list[AccessRequest]:
    """Return what the viewer asked for and waits for, or had answered since, the latest first."""
    found = AccessRequest.objects.filter(user_id=viewer.user_id).order_by("-asked_at", "id")
    return [each for each in found if each.answered_at is None or each.answered_at >= since]


def emergency_accesses(*, viewer: Viewer, since: datetime) -> list[EmergencyAccess]:
    """Return the emergency accesses that the viewer is told of: not reviewed yet, or opened since."""
    found = EmergencyAccess.objects.visible_to(viewer).select_related("user", "area", "reviewed_by")
    rows = found.order_by(F("opened_at").desc(), "id")
    return [each for each in rows if each.outcome is None or each.opened_at >= since]


def emergency_access(*, viewer: Viewer, access_id: UUID) -> EmergencyAccess:
    """
    Return an emergency access that the viewer is told of.

    :raises NotVisible: if there is none
    """
    rows = EmergencyAccess.objects.visible_to(viewer).select_related("user", "area", "reviewed_by")
    found = rows.filter(id=access_id).first()
    if found is None:
        raise NotVisible
    return found


def open_emergency(*, viewer: Viewer, subject_id: UUID) -> EmergencyAccess | None:
    """Return the emergency access by which the viewer has this record open now, if that is so."""
    found = EmergencyAccess.objects.filter(user_id=viewer.user_id, until_at__gt=viewer.now)
    return found.filter(subject_id=subject_id).order_by("-until_at").first()
