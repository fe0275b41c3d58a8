"""Recording a fact that was not known: what it writes, what it refuses, and what the law then says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openmappa.casework.eligibility.domain.questions import Question, questions
from openmappa.casework.eligibility.services.problems import MatterHasChanged, MayNotDecide, UnableToDecide
from openmappa.casework.eligibility.services.recording import record_facts
from openmappa.casework.eligibility.tests.conftest import PHOTOGRAPH, ROBBERY, matter, web
from openmappa.foundation.audit.models import Event
from openmappa.record.convictions.models import Conviction

pytestmark = pytest.mark.django_db
CONDITIONS, AGE = Question("2", "schedule_3_conditions_met"), Question("2", "victim_age")


@pytest.fixture
def person(recorded):  # type: ignore[no-untyped-def]
    found = recorded()
    found.convicted(ROBBERY, months=6)
    found.convicted(PHOTOGRAPH, months=8, on=date(2020, 2, 4))
    return found


def record(by: Any, person: Any, answers: dict[Question, bool | int], **values: Any) -> None:
    given = {"reason": "Certificate of conviction", "expected": matter(by, person).token, **values}
    with web(by):
        record_facts(by=by, subject_id=person.id, answers=answers, **given)


@pytest.mark.parametrize(
    ("answers", "category"),
    [({CONDITIONS: True}, 1), ({CONDITIONS: False}, None), ({AGE: 15}, 1), ({AGE: 16}, None)],
)
def test_the_answer_decides_what_was_open(first, person, answers, category) -> None:
    assert questions(matter(first, person).proposal) == (CONDITIONS, AGE)
    record(first, person, answers)
    now = matter(first, person).proposal
    assert (now.category, now.undecided) == (category, ())


def test_it_is_written_to_its_conviction_and_kept_as_it_was(first, person) -> None:
    record(first, person, {AGE: 9})
    row = Conviction.objects.get(offence_code=PHOTOGRAPH)
    assert (row.victim_age, row.version, row.changed_here) == (9, 2, True)
    assert row.history.get().victim_age is None
    assert Conviction.objects.get(offence_code=ROBBERY).version == 1
    event = Event.objects.get(operation="alteration")
    assert (event.what, event.justification) == (
        "fact that decides eligibility recorded",
        "Certificate of conviction",
    )
    assert event.before == {f"{row.pk}.victim_age": None}
    assert event.after == {f"{row.pk}.victim_age": 9}


@pytest.mark.parametrize(
    ("answers", "values", "words"),
    [
        ({}, {}, "at least one question"),
        ({AGE: 121}, {}, "from 0 to 120"),
        ({AGE: -1}, {}, "from 0 to 120"),
        ({AGE: 9}, {"reason": "  "}, "how you know"),
        ({AGE: 9}, {"reason": "x" * 4001}, "4,000 characters"),
        ({Question("1", "terrorist_connection"): True}, {}, "not open any more"),
    ],
)
def test_what_is_refused(first, person, answers, values, words) -> None:
    with pytest.raises(UnableToDecide, match=words):
        record(first, person, answers, **values)
    assert not Event.objects.filter(operation="alteration").exists()


def test_a_fact_that_is_known_is_not_asked_for_again(first, person) -> None:
    record(first, person, {CONDITIONS: True})
    with pytest.raises(UnableToDecide, match="not open any more"):
        record(first, person, {CONDITIONS: False})


def test_who_was_slower_and_who_may_not(first, officer, person) -> None:
    with pytest.raises(MatterHasChanged):
        record(first, person, {AGE: 9}, expected="0-0-0-s0l0-x")
    with pytest.raises(MayNotDecide):
        record(officer("administrator"), person, {AGE: 9})
