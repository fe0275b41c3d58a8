"""Ask for sight of a record of which only the existence is known, and answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Answer, Level, Section, Viewer
from openmappa.foundation.access.models import AccessRequest, Subject
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services.sight import (
    Holder,
    UnableToGive,
    give_sight,
    refuse_until,
    refuse_without_reason,
)


def ask_for_access(*, by: Viewer, subject_id: UUID, reason: str, wanted_until: date | None) -> AccessRequest:
    """
    Ask those who may give sight of the subject for it. `wanted_until` is the first day on which it ends.

    :raises NotVisible: if the viewer may not know of the subject
    :raises UnableToGive: if the reason or the end is not as it must be, or the viewer has asked already
    """
    if not Subject.objects.visible_to(by).filter(id=subject_id).exists():
        raise NotVisible
    refuse_without_reason(reason)
    until_date = refuse_until(by, wanted_until, field="wanted_until")
    try:
        with transaction.atomic():
            return AccessRequest.objects.create(
                subject_id=subject_id,
                user_id=by.user_id,
                reason=reason.strip(),
                wanted_until=until_date,
                asked_at=by.now,
            )
    except IntegrityError:
        raise UnableToGive(_("You have asked already and are waiting for an answer")) from None


def give_access(
    *,
    by: Viewer,
    request_id: UUID,
    level: Level,
    sections: Collection[Section],
    until_date: date | None,
    reason: str,
) -> AccessRequest:
    """
    Answer a request by giving sight to who asked: at this level, and of the special sections named.

    :raises NotVisible: if there is no such request that the viewer may answer
    :raises MayNotGive: if a section is not the viewer's to give
    :raises UnableToGive: if the reason or the end is not as it must be
    """
    if level is Level.NONE:
        raise UnableToGive(_("Select how much to open"), field="level")
    with transaction.atomic():
        asked = _waiting(by, request_id)
        for section in (None, *sorted(sections)):
            give_sight(
                by=by, subject_id=asked.subject_id, holder=Holder(user_id=asked.user_id), level=level,
                section=section, until_date=until_date, reason=reason,
            )  # fmt: skip
        _answer(by, asked, Answer.GIVEN, reason)
    return asked


def refuse_access(*, by: Viewer, request_id: UUID, reason: str) -> AccessRequest:
    """
    Answer a request by refusing it. Who asked reads the reason.

    :raises NotVisible: if there is no such request that the viewer may answer
    :raises UnableToGive: if there is no reason
    """
    refuse_without_reason(reason)
    with transaction.atomic():
        asked = _waiting(by, request_id)
        _answer(by, asked, Answer.REFUSED, reason)
    return asked


def _waiting(by: Viewer, request_id: UUID) -> AccessRequest:
    found = AccessRequest.objects.visible_to(by).filter(id=request_id, answer__isnull=True)
    asked = found.exclude(user_id=by.user_id).select_for_update().first()
    if asked is None:
        raise NotVisible
    return asked


def _answer(by: Viewer, asked: AccessRequest, answer: Answer, reason: str) -> None:
    AccessRequest.objects.filter(id=asked.id).update(
        answer=answer.value, answered_by_id=by.user_id, answered_at=by.now, answer_reason=reason.strip()
    )
