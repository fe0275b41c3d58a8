"""Record notifications made, and that somebody is missing or was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Level, Permission, Section, Sensitivity, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import SubjectSeen, subject_for
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day
from openmappa.record.notification.domain import MadeSeen, MissingSeen
from openmappa.record.notification.models import MissingPeriod, NotificationMade
from openmappa.record.notification.queries import latest_made, missing_now
from openmappa.statute.facts.living import CHANGE_KINDS, NOTIFICATION_KINDS, NotificationKind
from openmappa.statute.vocabulary.notification import GIVEN, MISSING_KINDS

_FULL = {"notification": Sensitivity(Section.NOTIFICATION, Level.FULL)}
_AHEAD = frozenset({NotificationKind.ADVANCE, NotificationKind.TRAVEL, NotificationKind.ABSENCE})
"""Kinds that may tell of a day to come."""


class UnableToRecord(ValueError):
    """It cannot be recorded so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotRecord(PermissionError):
    """The viewer's role, or sight of this person, does not reach to recording it."""


class RecordHasChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """Somebody else recorded something since the viewer looked. `now` is what is recorded last."""

    def __init__(self, now: MadeSeen | MissingSeen | None) -> None:
        super().__init__("the record has changed since")
        self.now = now


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A notification as it is entered: codes, days and words, blank where not known."""

    kind: str
    made_date: date
    of_date: date | None = None
    of_change: str = ""
    of_premises: str = ""
    home_address_given: str = ""
    place: str = ""
    taken_by: str = ""
    given: tuple[str, ...] = ()
    fingerprints: str = ""
    photograph: str = ""


def may_record(*, viewer: Viewer, subject_id: UUID, permission: Permission) -> bool:
    """Return whether the viewer may record it of this person: by role in the area, and by full sight."""
    subject = subject_for(viewer=viewer, subject_id=subject_id, parts=_FULL)
    return subject.open["notification"] and viewer.may(permission, area=subject.area)


def record_notification(*, by: Viewer, subject_id: UUID, made: Made, expected: str, as_at: date) -> None:
    """
    Record a notification that the person gave. What was due and it closes, the statute's own rule says.

    `expected` is the token of the last notification as the viewer saw it, so that none is recorded twice.
    Law: Sexual Offences Act 2003 ss.83 to 87.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotRecord: if the viewer may not record notifications of this person
    :raises RecordHasChanged: if somebody else recorded one meanwhile
    :raises UnableToRecord: if it cannot be so, which the message says in words
    """
    subject = _opened(by, subject_id, Permission.RECORD_NOTIFICATION)
    with transaction.atomic():
        _hold(by, subject_id)
        last = latest_made(viewer=by, subject_id=subject_id)
        if (last.token if last else "none") != expected:
            raise RecordHasChanged(last)
        _refuse(made, as_at)
        said = asdict(made) | {"given": " ".join(each for each in GIVEN if each in made.given)}
        NotificationMade.objects.create(
            **_carried(subject), **{name: value or None for name, value in said.items()}
        )
        what = {"kind": made.kind, "made_date": made.made_date, "of_date": made.of_date}
        _tell(by, subject, "notification recorded", before=None, after=what)


def record_missing(
    *,
    by: Viewer,
    subject_id: UUID,
    kind: str,
    start_date: date,
    reported_by: str,
    expected: str,
    as_at: date,
) -> None:
    """
    Record that nobody knows where the person is, from `start_date` on. It stops no clock.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotRecord: if the viewer may not record it of this person
    :raises RecordHasChanged: if somebody else recorded it meanwhile
    :raises UnableToRecord: if it cannot be so, which the message says in words
    """
    subject = _opened(by, subject_id, Permission.RECORD_WHEREABOUTS)
    with transaction.atomic():
        now = _as_expected(by, subject_id, expected)
        if now is not None:
            raise UnableToRecord(_("The person is recorded as missing already"))
        if kind not in MISSING_KINDS:
            raise UnableToRecord(_("Select whether the person is missing or absconded"), field="kind")
        _refuse_to_come(start_date, as_at, "start_date")
        try:
            with transaction.atomic():
                MissingPeriod.objects.create(
                    **_carried(subject),
                    kind=kind,
                    start_date=start_date,
                    reported_by=reported_by.strip() or None,
                )
        except IntegrityError as problem:
            raise UnableToRecord(
                _("The person is recorded as missing on a later day. Look at the timeline and try again."),
                field="start_date",
            ) from problem
        after = {"kind": kind, "start_date": start_date}
        _tell(by, subject, "person recorded as missing", before=None, after=after)


def record_found(*, by: Viewer, subject_id: UUID, until_date: date, expected: str, as_at: date) -> None:
    """
    Record that a missing person was found on `until_date`.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotRecord: if the viewer may not record it of this person
    :raises RecordHasChanged: if somebody else recorded it meanwhile
    :raises UnableToRecord: if it cannot be so, which the message says in words
    """
    subject = _opened(by, subject_id, Permission.RECORD_WHEREABOUTS)
    with transaction.atomic():
        now = _as_expected(by, subject_id, expected)
        if now is None:
            raise UnableToRecord(_("The person is not recorded as missing"))
        _refuse_to_come(until_date, as_at, "until_date")
        if until_date <= now.start_date:
            words = _("The date must be after %(day)s, the first day missing") % {"day": day(now.start_date)}
            raise UnableToRecord(words, field="until_date")
        key, version = (int(part) for part in now.token.split("."))
        MissingPeriod.objects.filter(id=key).update(
            until_date=until_date, version=version + 1, changed_here=True
        )
        _tell(
            by, subject, "missing person found", before={"until_date": None}, after={"until_date": until_date}
        )


def _opened(by: Viewer, subject_id: UUID, permission: Permission) -> SubjectSeen:
    subject = subject_for(viewer=by, subject_id=subject_id, parts=_FULL)
    if not (subject.open["notification"] and by.may(permission, area=subject.area)):
        raise MayNotRecord
    return subject


def _as_expected(by: Viewer, subject_id: UUID, expected: str) -> MissingSeen | None:
    _hold(by, subject_id)
    now = missing_now(viewer=by, subject_id=subject_id)
    if (now.token if now else "none") != expected:
        raise RecordHasChanged(now)
    return now


def _hold(by: Viewer, subject_id: UUID) -> None:
    # Two changes at once: the second waits here, and then finds that the record is no longer as it saw it.
    list(Subject.objects.visible_to(by).filter(id=subject_id).select_for_update().values_list("id"))


def _carried(subject: SubjectSeen) -> dict[str, object]:
    return {
        "subject_id": subject.id,
        "responsible_area_id": subject.area,
        "restricted": subject.restricted,
        "changed_here": True,
    }


def _refuse(made: Made, as_at: date) -> None:
    if made.kind not in NOTIFICATION_KINDS:
        raise UnableToRecord(_("Select which notification it is"), field="kind")
    _refuse_to_come(made.made_date, as_at, "made_date")
    if made.kind == NotificationKind.ADVANCE:
        if made.of_date is None:
            raise UnableToRecord(_("Enter the day on which the change is expected"), field="of_date")
        if made.of_change not in CHANGE_KINDS:
            raise UnableToRecord(_("Select what will change"), field="of_change")
    elif made.of_change:
        raise UnableToRecord(_("Select what will change only for an advance notification"), field="of_change")
    if made.of_date and made.kind not in _AHEAD and made.of_date > made.made_date:
        raise UnableToRecord(
            _("The day of the event must not be after the day of the notification"), field="of_date"
        )


def _refuse_to_come(value: date, as_at: date, field: str) -> None:
    if value > as_at:
        raise UnableToRecord(_("The date must be today or in the past"), field=field)


def _tell(
    by: Viewer,
    subject: SubjectSeen,
    what: str,
    *,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
) -> None:
    connection = transaction.get_connection()
    entry = Entry(
        Operation.ALTERATION,
        what,
        actor=by.user_id,
        subjects=(subject.id,),
        area=subject.area,
        before=before,
        after=after,
    )
    record_event(connection, entry)
    changed(connection, area=subject.area, what={What.NOTIFICATION}, subjects=[subject.id])
