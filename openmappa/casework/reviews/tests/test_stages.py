"""The stages of a review, when one is overdue, the steps that follow, and the worklist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from openmappa.casework.reviews.domain.application import APPEAL_OUTCOMES, FACTORS, ApplicationSeen
from openmappa.casework.reviews.domain.stages import STEPS, next_due, open_steps
from openmappa.casework.reviews.facts import review_applications, stages
from openmappa.casework.reviews.forms import FORMS
from openmappa.casework.reviews.models import ReviewApplication
from openmappa.casework.reviews.presenters import STAGE_NAMES, STEP_NAMES, STEPS_DONE
from openmappa.casework.reviews.queries import open_reviews
from openmappa.casework.reviews.tests.acting import NOTICE, assessed, determine, latest, notice, receive
from openmappa.casework.reviews.views import SERVICES
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.statute.facts.binding import ReviewDecision

RECEIVED, ASKED = date(2025, 6, 2), date(2025, 6, 10)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def seen(officer: Viewer, person: Callable[..., Any], notified: object) -> ApplicationSeen:
    subject = person()
    receive(officer, subject)
    return latest(officer, subject)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "key", "due"),
    [
        ({}, "review.acknowledge", RECEIVED + timedelta(days=14)),
        ({"bodies_asked_date": ASKED}, "review.bodies", ASKED + timedelta(days=28)),
        ({"bodies_asked_date": ASKED}, "review.determine", ASKED + timedelta(days=28 + 42)),
    ],
)
def test_stage_is_overdue_after_its_day_and_not_on_it(seen, known, key, due) -> None:
    [stage] = [each for each in stages(replace(seen, **known)) if each.key == key]
    assert stage.due_date == due
    assert (stage.is_overdue(due), stage.is_overdue(due + ONE_DAY)) == (False, True)
    assert stage.citation == "Sexual Offences Act 2003 ss.91A to 91F"
    assert stage.unverified


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_stage_done_late_says_so_and_is_not_overdue(seen, days, late) -> None:
    [stage] = stages(replace(seen, acknowledged_date=RECEIVED + timedelta(days=days)))
    assert (stage.was_late, stage.is_overdue(date(2030, 1, 1))) == (late, False)


@pytest.mark.django_db
def test_what_the_review_went_on_without_is_no_longer_due(seen) -> None:
    done = replace(seen, bodies_asked_date=ASKED, determined_date=ASKED, decision="no_longer_subject")
    assert not any(each.is_overdue(date(2030, 1, 1)) for each in stages(done))
    assert next_due(stages(done), as_at=ASKED) is None
    assert stages(replace(seen, validity="invalid")) == stages(replace(seen, withdrawn_date=ASKED)) == ()


@pytest.mark.django_db
def test_law_is_told_of_valid_applications_and_of_appeals_allowed(seen) -> None:
    refused = replace(seen, determined_date=ASKED, decision="remains_subject", further_years=9)
    allowed = replace(refused, appeal_outcome="allowed", appeal_outcome_date=date(2025, 9, 1))
    [told] = review_applications(
        [replace(seen, validity="invalid"), replace(seen, withdrawn_date=ASKED), refused]
    )
    assert (told.decision, told.further_years) == (ReviewDecision.REMAINS_SUBJECT, 9)
    [told] = review_applications([allowed])
    assert (told.decision, told.determined_date) == (ReviewDecision.NO_LONGER_SUBJECT, date(2025, 9, 1))


def test_every_step_has_its_form_its_service_and_its_words() -> None:
    assert list(STEPS) == list(FORMS) == list(SERVICES) == list(STEP_NAMES) == list(STEPS_DONE)
    assert set(STAGE_NAMES) == {"review.acknowledge", "review.bodies", "review.determine", "review.appeal"}
    assert len(FACTORS) == 13
    assert set(APPEAL_OUTCOMES) == {"allowed", "dismissed", "withdrawn"}


@pytest.mark.django_db
def test_steps_follow_each_other(seen) -> None:
    assert open_steps(None) == ("receive",)
    assert open_steps(replace(seen, validity="undecided")) == ("validity", "withdraw")
    assert open_steps(seen) == ("acknowledge", "bodies", "withdraw")
    asked = replace(seen, acknowledged_date=ASKED, bodies_asked_date=ASKED)
    assert open_steps(asked) == ("assess", "withdraw")
    assert open_steps(replace(asked, assessed_date=ASKED)) == ("determine", "assess", "withdraw")
    done = replace(asked, assessed_date=ASKED, determined_date=ASKED, decision="remains_subject")
    assert open_steps(done) == ("notice", "receive")
    told = replace(done, notice_date=ASKED)
    assert open_steps(told) == ("appeal", "receive")
    assert open_steps(replace(told, decision="no_longer_subject")) == ("receive",)
    assert open_steps(replace(told, appeal_date=ASKED)) == ("outcome", "receive")
    assert open_steps(replace(told, appeal_date=ASKED, appeal_outcome="dismissed")) == ("receive",)


def worklist(by: Viewer) -> list[tuple[Any, str, bool]]:
    with acting_as(Role.WEB) as connection:
        set_viewer(connection, by)
        found = open_reviews(viewer=by)
    return [
        (each.application.subject_id, each.due.key if each.due else "", each.is_overdue) for each in found
    ]


@pytest.mark.django_db
def test_worklist_has_overdue_reviews_first_and_only_people_seen_in_full(
    officer, viewer_with, team, person, notified
) -> None:
    waiting, overdue, hidden = person(), person(), person()
    receive(officer, overdue)
    ReviewApplication.objects.create(
        subject_id=hidden,
        responsible_area_id=21,
        restricted=False,
        received_date=RECEIVED,
        way="post",
        recorded_by_id=officer.user_id,
        validity="valid",
    )
    from openmappa.foundation.access.models import Sight

    Sight.objects.filter(subject_id=hidden).update(level=1)
    receive(officer, waiting, received_date=date(2025, 12, 30))
    assert worklist(officer) == [
        (overdue, "review.acknowledge", True),
        (waiting, "review.acknowledge", False),
    ]
    assert worklist(viewer_with("police_offender_manager", name="kent", area=20)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "listed"), [(NOTICE + timedelta(days=21), True), (NOTICE + timedelta(days=22), False)]
)
def test_review_waits_until_the_last_day_for_an_appeal(
    officer, superintendent, viewer_with, team, person, notified, day, listed
) -> None:
    subject = person()
    assessed(officer, subject)
    determine(superintendent, subject)
    notice(officer, subject)
    then = viewer_with("police_offender_manager", name="then", of=team, as_at=day)
    assert worklist(then) == ([(subject, "review.appeal", False)] if listed else [])
