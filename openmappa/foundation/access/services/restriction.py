"""Restrict a record to those who were given sight of it by name, and lift the restriction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Level, Source, Viewer
from openmappa.foundation.access.models import Restriction, Sight, Subject
from openmappa.foundation.access.services.sight import (
    Holder,
    MayNotGive,
    end_sight,
    give_sight,
    longest_until,
    refuse_without_reason,
)


def restrict(*, by: Viewer, subject_id: UUID, reason: str) -> None:
    """
    Close the record to sight of the area. Who restricts it keeps sight by name; the team that answers does too.

    :raises MayNotGive: if the viewer may not decide who sees this record, or it is restricted already
    :raises UnableToGive: if there is no reason
    """
    refuse_without_reason(reason)
    with transaction.atomic():
        subject = _held(by, subject_id, restricted=False)
        give_sight(
            by=by, subject_id=subject_id, holder=Holder(user_id=by.user_id), level=Level.FULL, section=None,
            until_date=longest_until(by), reason=reason, source=Source.RESTRICTION,
        )  # fmt: skip
        # An extract may have lifted the mark since, which ends no restriction by itself.
        _end_restriction(by, subject_id, _("The record was sent as not restricted"))
        Restriction.objects.create(
            subject_id=subject_id,
            responsible_area_id=subject.responsible_area_id,
            restricted=False,
            reason=reason.strip(),
            marked_by_id=by.user_id,
            marked_at=by.now,
        )
        _mark(subject_id, restricted=True)


def lift_restriction(*, by: Viewer, subject_id: UUID, reason: str) -> None:
    """
    Open the record to sight of the area again.

    :raises MayNotGive: if the viewer may not decide who sees this record, or it is not restricted
    :raises UnableToGive: if there is no reason
    """
    refuse_without_reason(reason)
    with transaction.atomic():
        _held(by, subject_id, restricted=True)
        _end_restriction(by, subject_id, reason.strip())
        _mark(subject_id, restricted=False)
        kept = Sight.objects.held_by(by).filter(
            subject_id=subject_id, user_id=by.user_id, source=Source.RESTRICTION, until_at__isnull=True
        )
        for sight_id in list(kept.values_list("id", flat=True)):
            end_sight(by=by, sight_id=sight_id, reason=reason)


def _end_restriction(by: Viewer, subject_id: UUID, reason: str) -> None:
    Restriction.objects.visible_to(by).filter(subject_id=subject_id, ended_at__isnull=True).update(
        ended_by_id=by.user_id, ended_at=by.now, end_reason=reason, version=F("version") + 1
    )


def _held(by: Viewer, subject_id: UUID, *, restricted: bool) -> Subject:
    """Return the subject, held until the end of the transaction, so that two decisions follow each other."""
    found = Subject.objects.given_by(by).filter(id=subject_id, restricted=restricted)
    subject = found.select_for_update().first()
    if subject is None:
        raise MayNotGive
    return subject


def _mark(subject_id: UUID, *, restricted: bool) -> None:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "UPDATE access_subject SET restricted = %s, version = version + 1 WHERE id = %s",
            [restricted, subject_id],
        )
