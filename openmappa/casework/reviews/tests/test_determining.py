"""Assessing, determining, notice and appeal: who may, in which order, within which bounds, and what follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from openmappa.casework.reviews.models import BodyAsked, FactorConsidered, ReviewApplication
from openmappa.casework.reviews.queries import may_apply_on
from openmappa.casework.reviews.services import assessing
from openmappa.casework.reviews.services.changing import MayNotReview, UnableToRecord
from openmappa.casework.reviews.tests.acting import (
    APPEALED,
    ASKED,
    ASSESSED,
    DETERMINED,
    FINDINGS,
    NOTICE,
    RECEIVED,
    appeal,
    assess,
    assessed,
    bodies,
    decide_appeal,
    determine,
    latest,
    notice,
    receive,
    take,
)
from openmappa.casework.reviews.tests.conftest import TODAY
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.audit.models import Event
from openmappa.record.notification.models import NotificationRequirement

pytestmark = pytest.mark.django_db


def requirement(subject_id: UUID) -> tuple[date | None, date | None, int]:
    row = NotificationRequirement.objects.get(subject_id=subject_id)
    return row.revoked_date, row.last_date, row.version


def determined(officer: Viewer, superintendent: Viewer, subject: UUID, **values: Any) -> None:
    assessed(officer, subject)
    determine(superintendent, subject, **values)


def test_no_longer_subject_revokes_the_requirement_on_that_day_in_one_transaction(
    officer, superintendent, person, notified
) -> None:
    subject = person()
    with transaction.atomic():
        determined(officer, superintendent, subject, decision="no_longer_subject")
        assert requirement(subject) == (DETERMINED, DETERMINED, 2)
        transaction.set_rollback(True)
    assert requirement(subject) == (None, None, 1)
    determined(officer, superintendent, subject, decision="no_longer_subject")
    assert requirement(subject) == (DETERMINED, DETERMINED, 2)
    revoked = Event.objects.get(what="indefinite notification requirements revoked")
    assert (revoked.actor, revoked.subjects) == (superintendent.user_id, [subject])
    event = Event.objects.get(what="review application determined")
    assert event.after["rank"] == "superintendent"
    assert event.justification == "The risk has not fallen"


def test_requirement_that_is_not_indefinite_or_not_begun_goes_on(
    officer, superintendent, person, notified
) -> None:
    subject = person()
    about = {"subject_id": subject, "responsible_area_id": 21, "restricted": False, "basis": "conviction"}
    until_further_order = NotificationRequirement.objects.create(start_date=RECEIVED, **about)
    to_come = NotificationRequirement.objects.create(
        start_date=DETERMINED + timedelta(days=1), is_indefinite=True, **about
    )
    ending = NotificationRequirement.objects.create(start_date=DETERMINED, is_indefinite=True, **about)
    determined(officer, superintendent, subject, decision="no_longer_subject")
    for row, revoked in ((until_further_order, None), (to_come, None), (ending, DETERMINED)):
        row.refresh_from_db()
        assert (row.revoked_date, row.last_date) == (revoked, revoked)


def test_remains_subject_revokes_nothing(officer, superintendent, person, notified) -> None:
    subject = person()
    determined(officer, superintendent, subject)
    assert requirement(subject) == (None, None, 1)


def test_no_requirement_to_end_is_said_and_nothing_is_determined(
    officer, superintendent, person, notified
) -> None:
    subject = person(required=False)
    assessed(officer, subject)
    with pytest.raises(UnableToRecord, match="No indefinite requirement is recorded"):
        determine(superintendent, subject, decision="no_longer_subject")
    assert latest(officer, subject).determined_date is None


def test_who_assessed_does_not_determine(viewer_with, officer, team, person, notified) -> None:
    subject = person()
    both = viewer_with("police_offender_manager", name="both", of=team)
    promoted = viewer_with("police_superintendent", name="promoted")
    twice = Viewer(promoted.user_id, promoted.name, promoted.as_at, (*promoted.held, *both.held))
    receive(officer, subject)
    bodies(officer, subject)
    row = ReviewApplication.objects.get()
    ReviewApplication.objects.filter(pk=row.pk).update(
        assessed_date=ASSESSED, assessed_by_id=promoted.user_id, version=row.version + 1
    )
    with pytest.raises(UnableToRecord, match="Another officer must determine"):
        determine(twice, subject)
    with pytest.raises(IntegrityError, match="determined_by_another"), transaction.atomic():
        ReviewApplication.objects.update(
            determined_by_id=promoted.user_id,
            determined_date=DETERMINED,
            rank="superintendent",
            decision="remains_subject",
            reasons="x",
        )


@pytest.mark.parametrize("role", ["co_ordinator", "administrator"])
def test_only_a_superintendent_determines(viewer_with, officer, person, notified, role) -> None:
    subject = person()
    assessed(officer, subject)
    for by in (officer, viewer_with(role)):
        with pytest.raises(MayNotReview):
            determine(by, subject)


@pytest.mark.parametrize("rank", ["", "chief_inspector", "Superintendent"])
def test_rank_is_demanded(officer, superintendent, person, notified, rank) -> None:
    subject = person()
    assessed(officer, subject)
    with pytest.raises(UnableToRecord, match="rank of Superintendent or above"):
        determine(superintendent, subject, rank=rank)
    determine(superintendent, subject, rank="chief_superintendent")
    with pytest.raises(IntegrityError, match="application_determined"), transaction.atomic():
        ReviewApplication.objects.update(rank=rank)


@pytest.mark.parametrize(("years", "may"), [(7, False), (8, True), (15, True), (16, False)])
def test_section_91b_5_further_years_are_8_to_15(
    officer, superintendent, person, notified, years, may
) -> None:
    subject = person()
    assessed(officer, subject)
    if not may:
        with pytest.raises(UnableToRecord, match="from 8 to 15"):
            determine(superintendent, subject, further_years=years)
        determine(superintendent, subject)
        with pytest.raises(IntegrityError, match="further_years"), transaction.atomic():
            ReviewApplication.objects.update(further_years=years)
        return
    determine(superintendent, subject, further_years=years)
    said = may_apply_on(viewer=superintendent, subject_id=subject, day=TODAY)
    assert said.earliest_date == DETERMINED.replace(year=DETERMINED.year + years)


def test_further_years_belong_to_remaining_subject(officer, superintendent, person, notified) -> None:
    subject = person()
    assessed(officer, subject)
    with pytest.raises(UnableToRecord, match="Leave the years empty"):
        determine(superintendent, subject, decision="no_longer_subject", further_years=9)


@pytest.mark.parametrize(
    ("received", "validity"), [(date(2033, 7, 31), "invalid"), (date(2033, 8, 1), "valid")]
)
def test_section_91b_3_further_application_after_8_years(
    officer, superintendent, viewer_with, team, person, notified, received, validity
) -> None:
    subject = person()
    determined(officer, superintendent, subject)
    later = viewer_with("police_offender_manager", name="later", of=team, as_at=date(2034, 1, 1))
    receive(later, subject, received_date=received)
    row = ReviewApplication.objects.order_by("-id")[0]
    assert (row.validity, row.earliest_date) == (validity, date(2033, 8, 1))


def test_appeal_allowed_revokes_on_the_day_of_the_decision(officer, superintendent, person, notified) -> None:
    subject = person()
    determined(officer, superintendent, subject)
    notice(officer, subject)
    appeal(officer, subject)
    decide_appeal(officer, subject)
    assert requirement(subject)[:2] == (date(2025, 10, 1), date(2025, 10, 1))
    with pytest.raises(UnableToRecord, match="cannot be taken now"):
        decide_appeal(officer, subject, appeal_outcome="dismissed")


@pytest.mark.parametrize("outcome", ["dismissed", "withdrawn"])
def test_other_outcomes_of_an_appeal_revoke_nothing(
    officer, superintendent, person, notified, outcome
) -> None:
    subject = person()
    determined(officer, superintendent, subject)
    notice(officer, subject)
    appeal(officer, subject)
    decide_appeal(officer, subject, appeal_outcome=outcome)
    assert requirement(subject) == (None, None, 1)


def test_nobody_appeals_against_no_longer_being_subject(officer, superintendent, person, notified) -> None:
    subject = person()
    determined(officer, superintendent, subject, decision="no_longer_subject")
    notice(officer, subject)
    with pytest.raises(UnableToRecord, match="cannot be taken now"):
        appeal(officer, subject)


def test_each_step_is_on_or_after_the_day_of_the_one_before(
    officer, superintendent, person, notified
) -> None:
    subject = person()
    receive(officer, subject)
    day = timedelta(days=1)
    steps = (
        (bodies, officer, "bodies_asked_date", RECEIVED),
        (assess, officer, "assessed_date", RECEIVED),
        (determine, superintendent, "determined_date", RECEIVED),
        (notice, officer, "notice_date", RECEIVED),
        (appeal, officer, "appeal_date", RECEIVED),
        (decide_appeal, officer, "appeal_outcome_date", RECEIVED),
    )
    for step, by, name, least in steps:
        with pytest.raises(UnableToRecord, match="on or after 2 June 2025") as raised:
            step(by, subject, **{name: least - day})
        assert raised.value.field == name
        with pytest.raises(UnableToRecord, match="today or in the past"):
            step(by, subject, **{name: TODAY + day})
        step(by, subject, **{name: least})


def test_steps_cannot_be_taken_out_of_order(officer, superintendent, person, notified) -> None:
    subject = person()
    receive(officer, subject)
    for step, by in ((assess, officer), (determine, superintendent), (notice, officer), (appeal, officer)):
        with pytest.raises(UnableToRecord, match="cannot be taken now"):
            step(by, subject)


def test_bodies_answer_once_each(officer, person, notified) -> None:
    subject = person()
    receive(officer, subject)
    with pytest.raises(UnableToRecord, match="Select the responsible bodies"):
        bodies(officer, subject, agencies=["999999"])
    bodies(officer, subject)
    first, second = latest(officer, subject).bodies
    given = {"answered_date": ASKED, "answer": "Nothing known"}
    take(assessing.record_answer, officer, subject, body=str(first.id), **given)
    with pytest.raises(UnableToRecord, match="Select the body"):
        take(assessing.record_answer, officer, subject, body=str(first.id), **given)
    with pytest.raises(UnableToRecord, match="on or after 10 June 2025"):
        take(
            assessing.record_answer,
            officer,
            subject,
            body=str(second.id),
            answered_date=ASKED - timedelta(days=1),
            answer="Late news",
        )
    assert latest(officer, subject).all_answered_date is None
    take(assessing.record_answer, officer, subject, body=str(second.id), **given)
    assert latest(officer, subject).all_answered_date == ASKED
    assert BodyAsked.objects.filter(version=2).count() == 2


def test_every_factor_needs_a_finding_and_may_be_found_anew(officer, person, notified) -> None:
    subject = person()
    receive(officer, subject)
    bodies(officer, subject)
    with pytest.raises(UnableToRecord, match="the person's age at the time of the offence") as raised:
        assess(officer, subject, findings={**FINDINGS, "age_then": " "})
    assert raised.value.field == "factor_age_then"
    assert not FactorConsidered.objects.exists()
    assess(officer, subject)
    assess(officer, subject, findings={**FINDINGS, "risk": "High"})
    assert FactorConsidered.objects.count() == 13
    assert FactorConsidered.objects.get(factor="risk").history.get().finding == "Nothing of note"
    assert latest(officer, subject).findings["risk"] == "High"


def test_determination_stands(officer, superintendent, person, notified) -> None:
    subject = person()
    determined(officer, superintendent, subject)
    for step, by in ((determine, superintendent), (assess, officer), (bodies, officer)):
        with pytest.raises(UnableToRecord, match="cannot be taken now"):
            step(by, subject)


def test_database_refuses_what_contradicts_itself(officer, superintendent, person, notified) -> None:
    subject = person()
    determined(officer, superintendent, subject)
    for wrong in (
        {"validity": "invalid"},
        {"reasons": ""},
        {"determined_date": ASSESSED - timedelta(days=1)},
        {"withdrawn_date": TODAY},
        {"notice_date": DETERMINED - timedelta(days=1)},
        {"notice_date": NOTICE, "decision": "no_longer_subject", "appeal_date": APPEALED},
        {"appeal_outcome": "allowed"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            ReviewApplication.objects.update(**wrong)
