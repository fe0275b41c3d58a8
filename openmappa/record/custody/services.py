"""Record that somebody was released."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Level, Permission, Section, Sensitivity, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import SubjectSeen, subject_for
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day
from openmappa.record.custody.domain import SpellNow
from openmappa.record.custody.models import CustodySpell
from openmappa.record.custody.queries import spell_now
from openmappa.statute.vocabulary.custody import SPELL_ENDS

_FULL = {"custody": Sensitivity(Section.CUSTODY, Level.FULL)}


class UnableToRecordRelease(ValueError):
    """The release cannot be recorded so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotRecordRelease(PermissionError):
    """The viewer's role, or sight of this person, does not reach to recording a release."""


class CustodyHasChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """Somebody else changed the time inside since the viewer looked. `now` is what is recorded."""

    def __init__(self, now: SpellNow | None) -> None:
        super().__init__("custody has changed since")
        self.now = now


def may_record_release(*, viewer: Viewer, subject_id: UUID) -> bool:
    """Return whether the viewer may record this person's release: by role in the area, and by full sight."""
    subject = subject_for(viewer=viewer, subject_id=subject_id, parts=_FULL)
    return subject.open["custody"] and viewer.may(Permission.RECORD_WHEREABOUTS, area=subject.area)


def record_release(
    *, by: Viewer, subject_id: UUID, until_date: date, ended_by: str, expected: str, as_at: date
) -> None:
    """
    End the person's present time inside on `until_date`, the first day out.

    `expected` is the token of the time inside as the viewer saw it. Law: Sexual Offences Act 2003 ss.83(6) and 84(1)(d).

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotRecordRelease: if the viewer may not record this person's release
    :raises CustodyHasChanged: if the time inside is no longer as expected
    :raises UnableToRecordRelease: if it contradicts what is recorded, which the message says in words
    """
    subject = subject_for(viewer=by, subject_id=subject_id, parts=_FULL)
    if not (subject.open["custody"] and by.may(Permission.RECORD_WHEREABOUTS, area=subject.area)):
        raise MayNotRecordRelease
    with transaction.atomic():
        list(Subject.objects.visible_to(by).filter(id=subject_id).select_for_update().values_list("id"))
        spell = spell_now(viewer=by, subject_id=subject_id)
        if (spell.token if spell else "none") != expected:
            raise CustodyHasChanged(spell)
        if spell is None:
            raise UnableToRecordRelease(_("The person is not recorded as inside"))
        _refuse(spell, until_date, ended_by, as_at)
        key, version = (int(part) for part in spell.token.split("."))
        CustodySpell.objects.filter(id=key).update(
            until_date=until_date, ended_by=ended_by, version=version + 1, changed_here=True
        )
        _tell(by, subject, spell, until_date, ended_by)


def _refuse(spell: SpellNow, until_date: date, ended_by: str, as_at: date) -> None:
    if ended_by not in SPELL_ENDS:
        raise UnableToRecordRelease(_("Select how the time inside ended"), field="ended_by")
    if until_date > as_at:
        raise UnableToRecordRelease(_("The date must be today or in the past"), field="until_date")
    if until_date <= spell.start_date:
        raise UnableToRecordRelease(
            _("The date must be after %(day)s, the first day inside") % {"day": day(spell.start_date)},
            field="until_date",
        )


def _tell(by: Viewer, subject: SubjectSeen, spell: SpellNow, until_date: date, ended_by: str) -> None:
    connection = transaction.get_connection()
    record_event(
        connection,
        Entry(
            Operation.ALTERATION,
            "release recorded",
            actor=by.user_id,
            subjects=(subject.id,),
            area=subject.area,
            before={"until_date": spell.until_date},
            after={"until_date": until_date, "ended_by": ended_by},
        ),
    )
    changed(connection, area=subject.area, what={What.CUSTODY}, subjects=[subject.id])
