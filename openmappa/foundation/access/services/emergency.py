"""Open a record in an emergency, end that early, and review it afterwards."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import (
    EMERGENCY_LASTS,
    SPECIAL_SECTIONS,
    Level,
    Outcome,
    Permission,
    Section,
    Sensitivity,
    Source,
    Viewer,
)
from openmappa.foundation.access.models import EmergencyAccess, Subject, opens
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services.sight import (
    Holder,
    UnableToGive,
    insert_sight,
    refuse_without_reason,
)

_FULL = Sensitivity(Section.PRESENCE, Level.FULL)


def open_in_emergency(
    *, by: Viewer, subject_id: UUID, reason: str, sections: Collection[Section] = ()
) -> EmergencyAccess:
    """
    Open the record in full to the viewer for four hours, with those special sections that are named.

    A restricted record is opened too, to those who know its reference. An exclusion is never overcome.

    :raises NotVisible: if there is no such record, it is not in an area where the viewer may do so, or the
        viewer is excluded from it: the three answer alike
    :raises UnableToGive: if there is no reason, or the viewer sees the record in full already
    """
    refuse_without_reason(reason)
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT access_emergency_area(%s)", [subject_id])
        (area,) = cursor.fetchone()
    if area is None:
        raise NotVisible
    named = sorted(set(sections) & SPECIAL_SECTIONS)
    if not named and Subject.objects.filter(opens(by, _FULL, subject="id"), id=subject_id).exists():
        raise UnableToGive(_("You can open this record already"))
    until_at = by.now + EMERGENCY_LASTS
    with transaction.atomic():
        opened = EmergencyAccess.objects.create(
            subject_id=subject_id,
            area_id=area,
            user_id=by.user_id,
            reason=reason.strip(),
            sections=[each.value for each in named],
            opened_at=by.now,
            until_at=until_at,
        )
        for section in (None, *named):
            insert_sight(
                by, subject_id, Holder(user_id=by.user_id), section=section, source=Source.EMERGENCY,
                until_at=until_at, reason=reason, emergency_id=opened.id,
            )  # fmt: skip
    return opened


def end_emergency(*, by: Viewer, access_id: UUID) -> None:
    """
    Close a record that is open in an emergency: by who opened it, or by who may give sight of it.

    :raises NotVisible: if there is none that is open, or the viewer may not close it
    """
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT access_end_emergency(%s)", [access_id])
        if cursor.fetchone() is None:
            raise NotVisible


def review_emergency(*, by: Viewer, access_id: UUID, outcome: Outcome, review: str) -> None:
    """
    Record what the review of an emergency access found. Once; afterwards; by somebody else.

    :raises NotVisible: if there is none to review, it is still open, or it is the viewer's own
    :raises UnableToGive: if nothing is said of why
    """
    refuse_without_reason(review, field="review")
    changed = (
        EmergencyAccess.objects.visible_to(by)
        .filter(id=access_id, outcome__isnull=True, until_at__lte=by.now)
        .exclude(user_id=by.user_id)
        .filter(area_id__in=by.areas_where(Permission.REVIEW_EMERGENCY))
        .update(reviewed_by_id=by.user_id, reviewed_at=by.now, outcome=outcome.value, review=review.strip())
    )
    if not changed:
        raise NotVisible
