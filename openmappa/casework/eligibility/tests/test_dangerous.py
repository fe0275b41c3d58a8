"""The status of a potentially dangerous person: dated, authorised, reviewed, and only for who is not eligible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openmappa.casework.eligibility.domain.dangerous import Rank, ReviewOutcome, StatusSettings
from openmappa.casework.eligibility.models import DangerousReview, DangerousStatus
from openmappa.casework.eligibility.queries import statuses_of
from openmappa.casework.eligibility.services.dangerous import present_status, review_status, start_status
from openmappa.casework.eligibility.services.problems import MatterHasChanged, MayNotDecide, UnableToDecide
from openmappa.casework.eligibility.tests.conftest import RAPE, ROBBERY, TODAY, confirmed, matter, web
from openmappa.foundation.audit.models import Event

pytestmark = pytest.mark.django_db
REVIEW = date(2024, 10, 10)


def start(by: Any, person: Any, **values: Any) -> None:
    given = {
        "start_date": TODAY, "authorised_by": "A Commander", "rank": "superintendent", "reason": "Threats recorded",
        "review_date": REVIEW, "expected": matter(by, person).token, **values,
    }  # fmt: skip
    with web(by):
        start_status(by=by, subject_id=person.id, **given)


def review(by: Any, person: Any, outcome: ReviewOutcome, **values: Any) -> None:
    with web(by):
        present = present_status(viewer=by, subject_id=person.id)
        given = {
            "review_date": TODAY, "authorised_by": "A Commander", "rank": "superintendent", "reason": "Read again",
            "next_review_date": REVIEW, "expected": present.token if present else "none", **values,
        }  # fmt: skip
        review_status(by=by, subject_id=person.id, outcome=outcome, **given)


@pytest.fixture
def person(recorded):  # type: ignore[no-untyped-def]
    found = recorded()
    found.convicted(ROBBERY, months=6)
    return found


def test_the_status_is_a_standing_with_who_authorised_it(first, person) -> None:
    start(first, person)
    assert person.standings() == [("potentially_dangerous", None, TODAY, None)]
    with web(first):
        [found] = statuses_of(viewer=first, subject_id=person.id)
    assert (found.authorised_by, found.rank, found.review_date) == ("A Commander", "superintendent", REVIEW)
    event = Event.objects.get(operation="alteration")
    assert (event.what, event.justification) == ("potentially dangerous person recorded", "Threats recorded")


def test_who_was_considered_and_is_not_eligible_can_have_it(first, person) -> None:
    confirmed(first, person, reason="Six months only", start_date=date(2024, 4, 1))
    start(first, person)
    assert person.standings() == [
        ("considered_not_eligible", None, date(2024, 4, 1), date(2024, 4, 9)),
        ("potentially_dangerous", None, TODAY, None),
    ]


def test_nobody_eligible_has_it_by_law_or_by_record(first, recorded, person) -> None:
    eligible = recorded()
    eligible.convicted(ROBBERY)
    with pytest.raises(UnableToDecide, match="eligible by what is recorded"):
        start(first, eligible)
    person.stands(2, "category_2_conviction")
    with pytest.raises(UnableToDecide, match="recorded as MAPPA-eligible"):
        start(first, person)
    assert not DangerousStatus.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"start_date": date(2024, 4, 11)}, "start_date"),
        ({"authorised_by": " "}, "authorised_by"),
        ({"rank": "chief_inspector"}, "rank"),
        ({"rank": "general"}, "rank"),
        ({"reason": " "}, "reason"),
        ({"review_date": TODAY}, "review_date"),
        ({"review_date": date(2024, 10, 11)}, "review_date"),
    ],
)
def test_what_is_refused(first, person, values, field) -> None:
    with pytest.raises(UnableToDecide) as refused:
        start(first, person, **values)
    assert refused.value.field == field
    assert person.standings() == []


def test_the_lowest_rank_is_a_setting(first, person, settings) -> None:
    settings.DANGEROUS_LEAST_RANK = "inspector"
    start(first, person, rank="inspector")
    assert StatusSettings(Rank.INSPECTOR).ranks[0] is Rank.INSPECTOR


def test_a_review_puts_off_the_next_one(first, person) -> None:
    start(first, person, start_date=date(2024, 1, 8), review_date=date(2024, 4, 8))
    review(first, person, ReviewOutcome.CONTINUES)
    assert DangerousStatus.objects.get().review_date == REVIEW
    assert DangerousReview.objects.get().next_review_date == REVIEW
    assert person.standings() == [("potentially_dangerous", None, date(2024, 1, 8), None)]


def test_a_review_ends_it_with_its_day(first, person) -> None:
    start(first, person, start_date=date(2024, 1, 8), review_date=date(2024, 4, 8))
    review(first, person, ReviewOutcome.ENDS)
    assert DangerousStatus.objects.get().last_date == TODAY
    assert person.standings() == [("potentially_dangerous", None, date(2024, 1, 8), TODAY)]


def test_a_review_before_the_status_or_without_a_next_one_is_refused(first, person) -> None:
    start(first, person)
    for values, field in (
        ({"review_date": date(2024, 4, 9)}, "review_date"),
        ({"review_date": date(2024, 4, 11)}, "review_date"),
        ({"next_review_date": None}, "next_review_date"),
    ):
        with pytest.raises(UnableToDecide) as refused:
            review(first, person, ReviewOutcome.CONTINUES, **values)
        assert refused.value.field == field
    with pytest.raises(MatterHasChanged):
        review(first, person, ReviewOutcome.CONTINUES, expected="1.9")


def test_the_status_ends_when_the_person_becomes_eligible(first, person) -> None:
    start(first, person, start_date=date(2024, 1, 8), review_date=date(2024, 4, 8))
    person.convicted(RAPE, on=date(2024, 3, 1))
    confirmed(first, person)
    assert DangerousStatus.objects.get().last_date == date(2024, 2, 29)
    assert person.standings()[-1] == ("eligible", 1, date(2024, 3, 1), None)


def test_who_may_record_it(officer, person) -> None:
    for role in ("administrator", "probation_practitioner"):
        viewer = officer(role)
        with pytest.raises((MayNotDecide, PermissionError)), web(viewer):
            start_status(
                by=viewer, subject_id=person.id, start_date=TODAY, authorised_by="A", rank="superintendent",
                reason="R", review_date=REVIEW, expected="x",
            )  # fmt: skip
