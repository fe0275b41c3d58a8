"""Facts written as a document are read again as equal facts."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import facts_from, read_facts
from openmappa.statute.facts.writing import facts_document

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "docs" / "law-examples").glob("*.json"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.stem)
def test_what_is_written_is_read_again_as_equal_facts(example: Path) -> None:
    facts = read_facts(example.read_text())
    document = facts_document(facts)
    assert facts_from(json.loads(json.dumps(document))) == facts


def test_a_day_that_never_comes_and_a_moment_are_written_as_the_format_has_them() -> None:
    document = {
        "orders": [
            {
                "reference": "A", "kind": "shpo", "made_date": "2020-01-01", "served_date": "2020-01-01",
                "last_date": "none", "breach_decided_dates": ["2021-01-01"],
            }
        ],
        "child_household_stays": [{"premises": "A", "started_at": "2020-02-01T10:30", "hours": 13}],
    }  # fmt: skip
    assert facts_document(facts_from(document)) == document


def test_what_is_not_known_is_left_out_and_what_is_none_is_kept() -> None:
    assert facts_document(PersonFacts()) == {}
    assert facts_document(PersonFacts(convictions=(), orders=None)) == {"convictions": []}
    assert {each.name for each in fields(PersonFacts)} >= {"convictions", "orders"}
