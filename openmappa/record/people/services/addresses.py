"""Record where somebody lives."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import SubjectSeen, subject_for
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day
from openmappa.record.people.domain import HomeSeen
from openmappa.record.people.models import FULL_IDENTITY, Address
from openmappa.record.people.queries import home_of
from openmappa.statute.vocabulary.persons import ADDRESS_KINDS, AddressKind

_FULL = {"identity": FULL_IDENTITY}
LONGEST_LINES, LONGEST_POSTCODE = 200, 8


class UnableToRecordAddress(ValueError):
    """The address cannot be recorded so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotRecordAddress(PermissionError):
    """The viewer's role, or sight of this person, does not reach to recording an address."""


class AddressHasChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """Somebody else changed the address since the viewer looked. `now` is what is recorded."""

    def __init__(self, now: HomeSeen | None) -> None:
        super().__init__("the address has changed since")
        self.now = now


def may_record_address(*, viewer: Viewer, subject_id: UUID) -> bool:
    """Return whether the viewer may record where this person lives: by role in the area, and by full sight."""
    subject = subject_for(viewer=viewer, subject_id=subject_id, parts=_FULL)
    return subject.open["identity"] and viewer.may(Permission.RECORD_WHEREABOUTS, area=subject.area)


def record_address(
    *,
    by: Viewer,
    subject_id: UUID,
    kind: str,
    lines: str,
    postcode: str,
    start_date: date,
    expected: str,
    as_at: date,
) -> None:
    """
    Record that the person lives somewhere from `start_date` on; the home until then ends on that day.

    `expected` is the token of the present home as the viewer saw it. No fixed abode is the kind for somebody without a
    sole or main residence, with the place where they can regularly be found. Law: Sexual Offences Act 2003 s.83(7).

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotRecordAddress: if the viewer may not record this person's address
    :raises AddressHasChanged: if the present home is no longer the expected one
    :raises UnableToRecordAddress: if it contradicts what is recorded, which the message says in words
    """
    subject = subject_for(viewer=by, subject_id=subject_id, parts=_FULL)
    if not (subject.open["identity"] and by.may(Permission.RECORD_WHEREABOUTS, area=subject.area)):
        raise MayNotRecordAddress
    with transaction.atomic():
        # Two changes at once: the second waits here, and then finds that the home is no longer the one it saw.
        list(Subject.objects.visible_to(by).filter(id=subject_id).select_for_update().values_list("id"))
        home = home_of(viewer=by, subject_id=subject_id)
        if (home.token if home else "none") != expected:
            raise AddressHasChanged(home)
        _refuse(kind, lines, postcode, start_date, home, as_at)
        _store(subject, kind, lines, postcode, start_date, home)
        _tell(by, subject, kind, start_date, home)


def _refuse(
    kind: str, lines: str, postcode: str, start_date: date, home: HomeSeen | None, as_at: date
) -> None:
    if kind not in ADDRESS_KINDS or kind == AddressKind.SECONDARY:
        raise UnableToRecordAddress(_("Select what kind of address it is"), field="kind")
    if not lines.strip():
        words = (
            _("Enter the place where the person can regularly be found")
            if kind == AddressKind.NO_FIXED_ABODE
            else _("Enter the address")
        )
        raise UnableToRecordAddress(words, field="lines")
    if len(lines.strip()) > LONGEST_LINES or len(postcode.strip()) > LONGEST_POSTCODE:
        raise UnableToRecordAddress(_("The address must be 200 characters or fewer"), field="lines")
    if start_date > as_at:
        raise UnableToRecordAddress(_("The date must be today or in the past"), field="start_date")
    if home is not None and start_date <= home.start_date:
        raise UnableToRecordAddress(
            _("The date must be after %(day)s, when the person moved to the present address")
            % {"day": day(home.start_date)},
            field="start_date",
        )


def _store(
    subject: SubjectSeen, kind: str, lines: str, postcode: str, start_date: date, home: HomeSeen | None
) -> None:
    try:
        with transaction.atomic():
            if home is not None:
                key, version = (int(part) for part in home.token.split("."))
                Address.objects.filter(id=key).update(
                    until_date=start_date, version=version + 1, changed_here=True
                )
            Address.objects.create(
                subject_id=subject.id,
                responsible_area_id=subject.area,
                restricted=subject.restricted,
                kind=kind,
                lines=lines.strip(),
                postcode=postcode.strip().upper() or None,
                start_date=start_date,
                changed_here=True,
            )
    except IntegrityError as problem:
        raise UnableToRecordAddress(
            _("Another address is recorded on one of these days. Look at the addresses and try again."),
            field="start_date",
        ) from problem


def _tell(by: Viewer, subject: SubjectSeen, kind: str, start_date: date, home: HomeSeen | None) -> None:
    connection = transaction.get_connection()
    before = {"kind": home.kind, "start_date": home.start_date} if home else None
    record_event(
        connection,
        Entry(
            Operation.ALTERATION,
            "address recorded",
            actor=by.user_id,
            subjects=(subject.id,),
            area=subject.area,
            before=before,
            after={"kind": kind, "start_date": start_date},
        ),
    )
    changed(connection, area=subject.area, what={What.PERSON}, subjects=[subject.id])
