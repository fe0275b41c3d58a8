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


def test_examples_hold_days_that_never_come_and_moments() -> None:
    # So that the test above is of every kind of value.
    said = "".join(json.dumps(facts_document(read_facts(each.read_text()))) for each in EXAMPLES)
    assert '"none"' in said
    assert len(EXAMPLES) > 3


def test_what_is_not_known_is_left_out_and_what_is_none_is_kept() -> None:
    assert facts_document(PersonFacts()) == {}
    assert facts_document(PersonFacts(convictions=(), orders=None)) == {"convictions": []}
    assert {each.name for each in fields(PersonFacts)} >= {"convictions", "orders"}
