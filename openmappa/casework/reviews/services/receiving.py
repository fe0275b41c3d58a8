"""Receive an application, decide whether it is valid, acknowledge it, and record that it was withdrawn."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openmappa.casework.reviews.domain.application import WAYS, Validity
from openmappa.casework.reviews.domain.stages import RECEIVE
from openmappa.casework.reviews.domain.validity import MayApply
from openmappa.casework.reviews.models import ReviewApplication
from openmappa.casework.reviews.queries import may_apply_on
from openmappa.casework.reviews.services.changing import (
    UnableToRecord,
    carried,
    change,
    hold,
    refuse_day,
    refuse_text,
    store,
    tell,
)
from openmappa.foundation.access.domain import Viewer
from openmappa.statute.provisions.thresholds import commencement

LONGEST = 2000


def receive_application(
    *, by: Viewer, subject_id: UUID, expected: str, received_date: date, way: str
) -> MayApply:
    """
    Record an application as received, and whether it is valid by the law and the facts of that day.

    One made too early, or by somebody who may not apply, is kept as invalid, with why and from when one may be
    made. Law: Sexual Offences Act 2003 ss.91A and 91B. Returns what the law said; raises as changing.hold does.

    :raises UnableToRecord: if the day or the way is not as it must be
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step=RECEIVE, expected=expected)
        refuse_day(
            received_date,
            field="received_date",
            by=by,
            since=commencement("review_2012"),
            what=_("when reviews began"),
        )
        if way not in WAYS:
            raise UnableToRecord(_("Select how the application came"), field="way")
        said = may_apply_on(viewer=by, subject_id=subject_id, day=received_date)
        values = {
            "received_date": received_date,
            "way": way,
            "validity": said.validity.value,
            "validity_words": said.words[:LONGEST],
            "earliest_date": said.earliest_date,
        }
        store(
            lambda: ReviewApplication.objects.create(
                recorded_by_id=by.user_id, **values, **carried(held.subject)
            )
        )
        after = {name: None if each is None else str(each) for name, each in values.items()}
        tell(held, "review application received", after=after)
        return said


def decide_validity(*, by: Viewer, subject_id: UUID, expected: str, validity: str, reason: str) -> None:
    """
    Decide whether an application is valid of which the law could not say so for want of a fact.

    :raises UnableToRecord: if no decision or no reason is given; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="validity", expected=expected)
        if validity not in (Validity.VALID, Validity.INVALID):
            raise UnableToRecord(_("Select whether the application is valid"), field="validity")
        text = refuse_text(reason, field="reason", most=1000, missing=_("Enter the reason for the decision"))
        words = f"{held.application.validity_words} {text}"[:LONGEST]
        change(
            held, "review application validity decided", because=text, validity=validity, validity_words=words
        )


def acknowledge(*, by: Viewer, subject_id: UUID, expected: str, acknowledged_date: date) -> None:
    """
    Record that receipt of the application was acknowledged to the person.

    :raises UnableToRecord: if the day is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="acknowledge", expected=expected)
        since = held.application.received_date
        what = _("when the application was received")
        refuse_day(acknowledged_date, field="acknowledged_date", by=by, since=since, what=what)
        change(held, "review application acknowledged", acknowledged_date=acknowledged_date)


def withdraw(*, by: Viewer, subject_id: UUID, expected: str, withdrawn_date: date, reason: str) -> None:
    """
    Record that the person withdrew the application before it was determined.

    :raises UnableToRecord: if the day or the reason is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="withdraw", expected=expected)
        text = refuse_text(reason, field="reason", most=1000, missing=_("Enter how the person withdrew it"))
        since = held.application.received_date
        what = _("when the application was received")
        refuse_day(withdrawn_date, field="withdrawn_date", by=by, since=since, what=what)
        change(held, "review application withdrawn", because=text, withdrawn_date=withdrawn_date)
