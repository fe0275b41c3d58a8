"""Whose standing is to decide: who is on the list, for whom, and that it asks few questions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openmappa.casework.eligibility.domain.deciding import Answer
from openmappa.casework.eligibility.presenters.worklist import page
from openmappa.casework.eligibility.queries import reviews_due, to_decide, waiting
from openmappa.casework.eligibility.services.dangerous import start_status
from openmappa.casework.eligibility.tests.conftest import (
    PHOTOGRAPH,
    RAPE,
    ROBBERY,
    TODAY,
    answered,
    confirmed,
    matter,
    overridden,
    web,
)
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed

pytestmark = pytest.mark.django_db


def listed(viewer: Any, *people: Any) -> set[Any]:
    """Return who of the people is on the list, after the law was asked of each."""
    with web(viewer):
        changed(connection, area=21, what={What.OFFENDING}, subjects=[each.id for each in people])
        return {each.subject_id for each in to_decide(viewer=viewer)}


@pytest.mark.parametrize(
    ("code", "months", "category", "is_listed"),
    [
        (ROBBERY, 60, 2, False), (ROBBERY, 60, 1, True), (ROBBERY, 60, None, True),
        (ROBBERY, 6, None, False), (ROBBERY, 6, 2, True),
        (PHOTOGRAPH, 8, 1, False), (PHOTOGRAPH, 8, None, True), (PHOTOGRAPH, 8, 2, True),
    ],
)  # fmt: skip
def test_the_list_agrees_with_each_persons_own_page(
    first, recorded, code, months, category, is_listed
) -> None:
    person = recorded()
    person.convicted(code, months=months)
    if category:
        person.stands(category)
    assert (person.id in listed(first, person)) is is_listed
    assert matter(first, person).is_to_decide is is_listed


def test_a_decision_takes_off_the_list_until_the_law_says_something_else(first, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    assert person.id in listed(first, person)
    confirmed(first, person)
    assert person.id not in listed(first, person)
    person.convicted(RAPE, on=date(2024, 1, 8))
    assert person.id in listed(first, person)
    confirmed(first, person)
    assert listed(first, person) == set()


def test_an_override_is_on_the_list_until_it_is_agreed_to(first, second, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    listed(first, person)
    overridden(first, person, None)
    with web(second):
        [found] = waiting(viewer=second)
    assert (found.subject_id, found.by) == (person.id, "Pat First")
    assert person.id in listed(first, person)
    answered(second, person, Answer.AGREED)
    with web(second):
        assert waiting(viewer=second) == []
    assert listed(first, person) == set()


def test_the_list_is_of_the_area_and_of_records_seen_in_full(first, officer, recorded) -> None:
    person, hidden = recorded(), recorded(restricted=True)
    for each in (person, hidden):
        each.convicted(ROBBERY)
    assert listed(first, person, hidden) == {person.id}
    for other in (officer("administrator"), officer(area=20), officer("police_offender_manager")):
        with web(other):
            assert list(to_decide(viewer=other)) == []


def test_reviews_are_due_within_28_days_overdue_first(first, recorded) -> None:
    reviews = {}
    for days in (-1, 28, 29):
        person = recorded()
        review = TODAY + timedelta(days=days)
        expected = matter(first, person).token
        with web(first):
            start_status(
                by=first, subject_id=person.id, start_date=TODAY - timedelta(days=60), authorised_by="A", reason="R",
                rank="superintendent", review_date=review, expected=expected,
            )  # fmt: skip
        reviews[days] = (person.id, review)
    with web(first):
        assert reviews_due(viewer=first, until=TODAY + timedelta(days=28)) == [reviews[-1], reviews[28]]


def test_the_page_asks_as_many_questions_for_many_people_as_for_one(first, recorded) -> None:
    asked = []
    for more in (1, 60):
        people = [recorded() for _ in range(more)]
        for each in people:
            each.convicted(ROBBERY)
        listed(first, *people)
        with web(first), CaptureQueriesContext(connection) as queries:
            found = page(first, number=1)
        asked.append(len(queries))
    assert (found.total, len(found.rows), found.pages) == (61, 50, 2)
    assert asked[0] == asked[1] <= 10
