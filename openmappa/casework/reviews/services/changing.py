"""What every step shares: who may take it, the lock, what was seen, what is stored and who is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.casework.reviews.domain.application import ApplicationSeen, token_of
from openmappa.casework.reviews.domain.stages import open_steps
from openmappa.casework.reviews.models import FULL_NOTIFICATION, ReviewApplication
from openmappa.casework.reviews.queries import latest_application
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import SubjectSeen, subject_for
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day

Written = TypeVar("Written")
_PARTS = {"reviews": FULL_NOTIFICATION}


class UnableToRecord(ValueError):
    """The step cannot be recorded so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotReview(PermissionError):
    """The viewer's role, or sight of this person, does not reach to this step."""


class ReviewHasChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """Somebody else took a step since the viewer looked. `now` is what is recorded."""

    def __init__(self, now: ApplicationSeen | None) -> None:
        super().__init__("the review has changed since")
        self.now = now


@dataclass(frozen=True, slots=True)
class Held:
    """A subject whose record is locked for the transaction, and the application on which a step is taken."""

    by: Viewer
    subject: SubjectSeen
    now: ApplicationSeen | None

    @property
    def application(self) -> ApplicationSeen:
        """Return the application, where the step that was asked for needs one."""
        assert self.now is not None  # noqa: S101  hold() refuses a step that is not open
        return self.now


def permission_of(step: str) -> Permission:
    """Return the permission that a step needs."""
    return Permission.DETERMINE_REVIEW if step == "determine" else Permission.RECORD_REVIEW


def hold(*, by: Viewer, subject_id: UUID, step: str, expected: str) -> Held:
    """
    Lock the subject's record for a step. To be called in a transaction.

    `expected` is the token of the latest application as the viewer saw it (domain.application.token_of).

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotReview: if the viewer may not take this step on this person
    :raises ReviewHasChanged: if the application is no longer the expected one
    :raises UnableToRecord: if the step is not one that can be taken now
    """
    subject = subject_for(viewer=by, subject_id=subject_id, parts=_PARTS)
    if not _reaches(by, subject, step):
        raise MayNotReview
    # Two steps at once: the second waits here, and then finds that the application is no longer the one it saw.
    list(Subject.objects.visible_to(by).filter(id=subject_id).select_for_update().values_list("id"))
    now = latest_application(viewer=by, subject_id=subject_id)
    if token_of(now) != expected:
        raise ReviewHasChanged(now)
    if step not in open_steps(now):
        raise UnableToRecord(_("This step cannot be taken now. Look at the review and try again."))
    return Held(by, subject, now)


def change(held: Held, what: str, *, because: str = "", **values: object) -> None:
    """Change the application, raise its version, write it down and tell rooms above. `what` is a fixed phrase."""
    application = held.application
    version = int(application.token.partition(".")[2]) + 1
    stored_values = {"version": version, "changed_here": True, **values}
    store(lambda: ReviewApplication.objects.filter(id=application.id).update(**stored_values))
    before = {name: _plain(getattr(application, name)) for name in values if hasattr(application, name)}
    tell(
        held,
        what,
        because=because,
        before=before,
        after={name: _plain(each) for name, each in values.items()},
    )


def tell(
    held: Held,
    what: str,
    *,
    because: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Write the step down in its transaction, and tell rooms above."""
    connection, subject = transaction.get_connection(), held.subject
    entry = Entry(
        Operation.ALTERATION,
        what,
        actor=held.by.user_id,
        subjects=(subject.id,),
        area=subject.area,
        justification=because.strip(),
        before=before,
        after=after,
    )
    record_event(connection, entry)
    changed(connection, area=subject.area, what={What.NOTIFICATION}, subjects=[subject.id])


def store(write: Callable[[], Written]) -> Written:
    """
    Return what `write` returns; the database has the last word on what contradicts the record.

    :raises UnableToRecord: if a constraint refuses it
    """
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as problem:
        name = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "") or ""
        raise UnableToRecord(_words_of(name)) from problem


def carried(subject: SubjectSeen) -> dict[str, object]:
    """Return the columns that a new row about the subject carries."""
    return {
        "subject_id": subject.id,
        "responsible_area_id": subject.area,
        "restricted": subject.restricted,
        "changed_here": True,
    }


def refuse_day(value: date, *, field: str, by: Viewer, since: date | None, what: str) -> None:
    """
    Refuse a day that is to come, or before the step that it follows. `what` names that step, in words.

    :raises UnableToRecord: if it is either
    """
    if value > by.as_at:
        raise UnableToRecord(_("The date must be today or in the past"), field=field)
    if since is not None and value < since:
        raise UnableToRecord(
            _("The date must be on or after %(day)s, %(what)s") % {"day": day(since), "what": what},
            field=field,
        )


def refuse_text(value: str, *, field: str, most: int, missing: str) -> str:
    """
    Return the text without blanks at its ends.

    :raises UnableToRecord: if nothing is left, or it is longer than `most` characters
    """
    text = value.strip()
    if not text:
        raise UnableToRecord(missing, field=field)
    if len(text) > most:
        raise UnableToRecord(
            _("The text must be %(most)s characters or fewer") % {"most": f"{most:,}"}, field=field
        )
    return text


def _reaches(viewer: Viewer, subject: SubjectSeen, step: str) -> bool:
    return subject.open["reviews"] and viewer.may(permission_of(step), area=subject.area)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)


def _words_of(constraint: str) -> str:
    words = {
        "reviews_application_one_waits": _("An earlier application still waits for a determination."),
        "reviews_application_determined_by_another": _(
            "Somebody other than the officer who recorded the assessment must determine the application."
        ),
        "reviews_application_further_years": _(
            "The time before a further application must be 8 to 15 years."
        ),
        "reviews_body_once": _("This body was asked already."),
    }
    return words.get(constraint, _("This contradicts what is recorded. Look at the review and try again."))
