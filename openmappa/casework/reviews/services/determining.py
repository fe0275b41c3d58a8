"""Determine an application, record the notice to the person, an appeal and what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openmappa.casework.reviews.domain.application import (
    APPEAL_OUTCOMES,
    DECISIONS,
    RANKS,
    WAYS,
    AppealOutcome,
)
from openmappa.casework.reviews.services.changing import (
    Held,
    UnableToRecord,
    change,
    hold,
    refuse_day,
    refuse_text,
)
from openmappa.foundation.access.domain import Viewer
from openmappa.record.notification.services.revoking import revoke_indefinite
from openmappa.statute.facts.binding import ReviewDecision
from openmappa.statute.provisions.thresholds import constant


def determine(
    *,
    by: Viewer,
    subject_id: UUID,
    expected: str,
    decision: str,
    determined_date: date,
    rank: str,
    reasons: str,
    further_years: int | None,
) -> None:
    """
    Determine whether the person remains subject to the requirements. Who assessed it cannot.

    "No longer subject" ends the indefinite requirements on that day, in the same transaction. `further_years` is
    the time before a further application, 8 to 15, if the chief officer sets more than 8.
    Law: Sexual Offences Act 2003 ss.91B(3) to (6) and 91C; Superintendent: notes to the annual report, note (j).

    :raises UnableToRecord: if the rank, a day or a number is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="determine", expected=expected)
        if by.user_id == held.application.assessed_by_id:
            raise UnableToRecord(
                _("You recorded the assessment. Another officer must determine the application.")
            )
        if decision not in DECISIONS:
            raise UnableToRecord(_("Select what you determine"), field="decision")
        if rank not in RANKS:
            raise UnableToRecord(
                _("Select your rank. An officer of the rank of Superintendent or above must determine."),
                field="rank",
            )
        since, what = held.application.assessed_date, _("when the assessment was recorded")
        refuse_day(determined_date, field="determined_date", by=by, since=since, what=what)
        _refuse_years(decision, further_years)
        text = refuse_text(reasons, field="reasons", most=4000, missing=_("Enter the reasons"))
        if decision == ReviewDecision.NO_LONGER_SUBJECT:
            _revoke(held, determined_date, field="determined_date")
        change(
            held,
            "review application determined",
            because=text,
            decision=decision,
            determined_date=determined_date,
            determined_by_id=by.user_id,
            rank=rank,
            reasons=text,
            further_years=further_years,
        )


def record_notice(*, by: Viewer, subject_id: UUID, expected: str, notice_date: date, notice_way: str) -> None:
    """
    Record that notice of the determination was given to the person: the day from which the time to appeal runs.

    :raises UnableToRecord: if the day or the way is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="notice", expected=expected)
        if notice_way not in WAYS:
            raise UnableToRecord(_("Select how the notice was given"), field="notice_way")
        since, what = held.application.determined_date, _("when the application was determined")
        refuse_day(notice_date, field="notice_date", by=by, since=since, what=what)
        change(held, "notice of a determination given", notice_date=notice_date, notice_way=notice_way)


def record_appeal(
    *, by: Viewer, subject_id: UUID, expected: str, appeal_date: date, appeal_court: str
) -> None:
    """
    Record that the person appealed to a magistrates' court. One made late is recorded: that is for the court.

    Law: Sexual Offences Act 2003 s.91E.

    :raises UnableToRecord: if the day or the court is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="appeal", expected=expected)
        court = refuse_text(appeal_court, field="appeal_court", most=100, missing=_("Enter the court"))
        since, what = held.application.notice_date, _("when notice was given")
        refuse_day(appeal_date, field="appeal_date", by=by, since=since, what=what)
        change(held, "appeal against a determination recorded", appeal_date=appeal_date, appeal_court=court)


def record_appeal_outcome(
    *, by: Viewer, subject_id: UUID, expected: str, appeal_outcome: str, appeal_outcome_date: date
) -> None:
    """
    Record what came of the appeal. One that was allowed ends the requirements on that day, in the same transaction.

    :raises UnableToRecord: if the outcome or the day is not as it must be; and as changing.hold raises
    """
    with transaction.atomic():
        held = hold(by=by, subject_id=subject_id, step="outcome", expected=expected)
        if appeal_outcome not in APPEAL_OUTCOMES:
            raise UnableToRecord(_("Select what came of the appeal"), field="appeal_outcome")
        since, what = held.application.appeal_date, _("when the appeal was made")
        refuse_day(appeal_outcome_date, field="appeal_outcome_date", by=by, since=since, what=what)
        if appeal_outcome == AppealOutcome.ALLOWED:
            _revoke(held, appeal_outcome_date, field="appeal_outcome_date")
        change(
            held,
            "outcome of an appeal recorded",
            appeal_outcome=appeal_outcome,
            appeal_outcome_date=appeal_outcome_date,
        )


def _refuse_years(decision: str, further_years: int | None) -> None:
    if further_years is None:
        return
    least, most = constant("review.further"), constant("review.further_most")
    if decision != ReviewDecision.REMAINS_SUBJECT:
        raise UnableToRecord(
            _("Leave the years empty: there is no further application to wait for"), field="further_years"
        )
    if not least <= further_years <= most:
        raise UnableToRecord(
            _("The years before a further application must be from %(least)s to %(most)s")
            % {"least": least, "most": most},
            field="further_years",
        )


def _revoke(held: Held, on: date, *, field: str) -> None:
    if not revoke_indefinite(by=held.by, subject_id=held.subject.id, on=on):
        raise UnableToRecord(
            _(
                "No indefinite requirement is recorded that holds on this day, so none can end."
                " Correct the notification requirements first."
            ),
            field=field,
        )
