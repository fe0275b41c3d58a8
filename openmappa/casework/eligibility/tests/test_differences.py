"""What changed between two days: facts that decide, in whatever order they stand, and answers."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from openmappa.casework.eligibility.domain.deciding import Proposal, held_since
from openmappa.casework.eligibility.domain.differences import Happened, facts_changed
from openmappa.casework.eligibility.domain.questions import Question, questions
from openmappa.casework.eligibility.presenters.changes import changes_in_words
from openmappa.casework.eligibility.presenters.facts import needed_in_words, path_in_words
from openmappa.casework.eligibility.presenters.findings import limbs, unverified
from openmappa.casework.eligibility.queries import FINDINGS
from openmappa.statute.explanation.answer import law_of
from openmappa.statute.explanation.document import as_document
from openmappa.statute.facts.reading import facts_from

TODAY = date(2024, 4, 10)
FACTS: dict[str, Any] = {
    "birth_date": "1980-05-17",
    "convictions": [
        {
            "reference": "1",
            "offence_code": "SX03001",
            "result": "convicted",
            "conviction_date": "2015-03-03",
            "sentences": [
                {
                    "reference": "1",
                    "kind": "imprisonment",
                    "imposed_date": "2015-04-01",
                    "term": {"months": 24},
                    "runs": "alone",
                    "last_date": "2017-03-31",
                }
            ],
        }
    ],
    "orders": [], "custody": [], "levels": [], "harm_decisions": [], "abroad": [], "addresses": [],
    "terrorism_risk_decisions": [], "review_applications": [],
}  # fmt: skip


OPEN = deepcopy(FACTS)
"""Possession of an indecent photograph of a child, which Schedule 3 lists if the child was under 16."""
OPEN["convictions"][0] |= {"offence_code": "CJ88115", "offence_date": "2014-05-01"}
OPEN["convictions"][0]["sentences"][0] |= {"term": {"months": 8}, "last_date": "2015-11-30"}


def changed(**values: Any) -> dict[str, Any]:
    return {**deepcopy(FACTS), **values}


def proposal(facts: dict[str, Any], as_at: date = TODAY) -> Proposal:
    read = facts_from(facts)
    found = as_document(law_of(read, as_at=as_at))
    findings = {name: found[name] for name in FINDINGS}
    return Proposal(as_at, facts, findings, held_since(read, category=findings["category"], as_at=as_at))


def with_conviction(**values: Any) -> dict[str, Any]:
    found = deepcopy(FACTS)
    found["convictions"][0] |= values
    return found


def test_equal_facts_have_not_changed() -> None:
    assert facts_changed(FACTS, deepcopy(FACTS)) == ()


def test_an_address_or_a_journey_does_not_change_eligibility() -> None:
    assert facts_changed(FACTS, changed(addresses=[{"start_date": "2020-01-01"}])) == ()


def test_a_conviction_added_before_another_is_the_only_change() -> None:
    now = deepcopy(FACTS)
    earlier = {**deepcopy(FACTS["convictions"][0]), "conviction_date": "2010-01-01", "sentences": []}
    now["convictions"] = [earlier, {**now["convictions"][0], "reference": "2"}]
    [found] = facts_changed(FACTS, now)
    assert (found.happened, found.item["conviction_date"]) == (Happened.ADDED, "2010-01-01")
    [back] = facts_changed(now, FACTS)
    assert back.happened is Happened.REMOVED


def test_a_term_that_was_corrected_is_told_with_both_values() -> None:
    now = deepcopy(FACTS)
    now["convictions"][0]["sentences"][0]["term"] = {"months": 36}
    [said] = changes_in_words(proposal(FACTS), proposal(now))[:1]
    assert "imprisonment of 1 april 2015" in said.lower()
    assert "2 years before, 3 years now" in said


def test_a_date_of_birth_that_becomes_known_is_told() -> None:
    before = {name: value for name, value in FACTS.items() if name != "birth_date"}
    assert changes_in_words(proposal(before), proposal(FACTS))[0] == (
        "Date of birth. Changed: date of birth, not known before, 17 May 1980 now."
    )


def test_an_answer_that_changed_is_told_by_its_limb() -> None:
    said = changes_in_words(proposal(FACTS, date(2016, 1, 1)), proposal(FACTS))
    assert any(each.startswith("Category 2, convicted of murder") and "not met now" in each for each in said)


def test_versions_of_the_rules_are_told() -> None:
    now = proposal(FACTS)
    before = Proposal(TODAY, FACTS, {**now.findings, "rules_version": 0}, now.since)
    assert any("version 0 before" in each for each in changes_in_words(before, now))
    assert before.digest != now.digest


@pytest.mark.parametrize(
    ("category", "as_at", "since"),
    [(1, TODAY, date(2015, 3, 3)), (None, date(2015, 3, 2), date(2015, 3, 2))],
)
def test_since_when_the_law_says_it(category: int | None, as_at: date, since: date) -> None:
    assert held_since(facts_from(FACTS), category=category, as_at=as_at) == since


def test_category_2_begins_the_day_after_category_1_ended() -> None:
    facts = with_conviction(
        result="convicted",
        sentences=[
            {
                "reference": "1", "kind": "imprisonment", "imposed_date": "2015-04-01", "term": {"months": 24},
                "runs": "alone", "last_date": "2030-03-31",
            }
        ],
    )  # fmt: skip
    found = proposal(facts, TODAY)
    ends = next(each for each in found.findings["coming"] if each["category"] == 1)["last_date"]
    day_after = date.fromordinal(date.fromisoformat(ends).toordinal() + 1)
    later = date.fromordinal(day_after.toordinal() + 40)
    assert held_since(facts_from(facts), category=2, as_at=later) == day_after


def test_what_is_open_is_asked_of_its_conviction() -> None:
    assert questions(proposal(OPEN)) == (
        Question("1", "schedule_3_conditions_met"),
        Question("1", "victim_age"),
    )
    known = deepcopy(OPEN)
    known["convictions"][0]["schedule_3_conditions_met"] = True
    assert questions(proposal(known)) == ()


def test_needs_and_paths_have_no_codes_in_them() -> None:
    found = proposal(OPEN)
    needs = [words for limb in limbs(found) for words in limb["needs"]]  # type: ignore[attr-defined]
    assert any("age of the victim or other party" in each for each in needs)
    for limb in limbs(found):
        for words in (*limb["needs"], *(str(each["facts"]) for each in limb["reasons"])):  # type: ignore[misc,attr-defined]
            assert "_" not in words
            assert "[" not in words
    assert path_in_words("convictions[1].sentences[1].term", FACTS).endswith(
        "imprisonment of 1 April 2015, length"
    )
    assert "_" not in needed_in_words("victim_age (convictions[1])", FACTS)
    assert unverified(found)
