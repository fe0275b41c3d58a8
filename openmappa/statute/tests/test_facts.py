"""Facts as given: read strictly, every mistake named by its place, and the schema and examples that go with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from openmappa.statute.facts.mistakes import Mistake, WrongFacts
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import facts_from, read_facts
from openmappa.statute.facts.schema import parts, schema
from openmappa.statute.provisions.dates import NO_LAST_DATE, Length
from openmappa.statute.tests.builders import conviction, day, facts, sentence
from openmappa.statute.vocabulary.disposals import Disposal

EXAMPLES = sorted((Path(__file__).parents[3] / "docs" / "law-examples").glob("*.json"))

SOUND: dict[str, Any] = {
    "birth_date": "1980-02-29",
    "convictions": [
        {
            "reference": "A",
            "offence_code": "SX03001",
            "result": "convicted",
            "conviction_date": "2020-03-02",
            "offence_date": "2019-05-01",
            "victim_age": 15,
            "sentences": [
                {
                    "reference": "S",
                    "kind": "imprisonment",
                    "imposed_date": "2020-03-30",
                    "term": {"years": 4, "weeks": 1, "days": 2},
                    "runs": "alone",
                    "last_date": "none",
                },
                {
                    "reference": "T",
                    "kind": "imprisonment",
                    "imposed_date": "2020-03-30",
                    "term": {"months": 3},
                    "runs": "partly_concurrent",
                    "runs_against": "S",
                    "overlap": {"months": 1},
                },
            ],
        }
    ],
    "orders": [
        {
            "reference": "O",
            "kind": "sro",
            "made_date": "2020-03-30",
            "breach_decided_dates": ["2021-01-01", "2021-02-01"],
            "travel_prohibition": {"start_date": "2020-03-30"},
            "foreign_matter": {"conviction_date": "2019-01-01", "kind": "fine"},
        }
    ],
    "custody": [{"kind": "sentenced", "start_date": "2020-03-30", "until_date": "2022-03-30"}],
    "levels": [{"level": 2, "start_date": "2020-03-30"}],
    "child_household_stays": [{"premises": "aunt", "started_at": "2023-01-01T20:30", "hours": 12}],
    "journeys": [{"departure_date": "2023-01-01", "return_date": "2023-01-02"}],
    "harm_decisions": [{"decided_date": "2023-01-01", "may_cause_serious_harm": True}],
    "disqualification": [{"start_date": "2010-01-01"}],
    "review_applications": [
        {"received_date": "2023-01-01", "determined_date": "2023-02-01", "decision": "remains_subject"}
    ],
    "abroad": None,
    "stays": [],
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """Return the sound facts with one changed: `a.0.b` names a place, `REMOVED` takes it away."""
    document = deepcopy(SOUND)
    *way, last = [int(each) if each.isdigit() else each for each in path.split(".")]
    place: Any = document
    for each in way:
        place = place[each]
    if value is REMOVED:
        del place[last]
    else:
        place[last] = value
    return document


REMOVED = object()


def mistakes(document: object) -> list[str]:
    with pytest.raises(WrongFacts) as refused:
        facts_from(document)
    return [str(each) for each in refused.value.mistakes]


def test_sound_facts_are_read() -> None:
    found = facts_from(SOUND)
    assert found.birth_date == day("1980-02-29")
    assert found.convictions is not None
    sentences = found.convictions[0].sentences
    assert sentences is not None
    assert sentences[0].term is not None
    assert sentences[0].term.length == Length(48, 9)
    assert sentences[0].last_date == NO_LAST_DATE
    assert (found.abroad, found.stays, found.changes) == (None, (), None)
    assert read_facts(json.dumps(SOUND)) == found


WRONG = [
    (
        "convictions.0.conviction_date",
        "2021-02-31",
        "convictions[0].conviction_date is not a day of the calendar",
    ),
    ("convictions.0.conviction_date", 20200302, "convictions[0].conviction_date is a number"),
    ("convictions.0.conviction_date", "none", "convictions[0].conviction_date is text of another form"),
    ("convictions.0.conviction_date", REMOVED, "convictions[0].conviction_date is missing"),
    ("convictions.0.conviction_date", None, "convictions[0].conviction_date is missing"),
    ("convictions.0.conviction_date", "2019-04-30", "convictions[A].conviction_date is before the offence"),
    ("convictions.0.conviction_date", "1980-02-29", "convictions[A].conviction_date is not after the birth"),
    ("convictions.0.offence_code", "XX99999", "convictions[A].offence_code is not in the vocabulary"),
    ("convictions.0.offence_code", " ", "convictions[0].offence_code is text of another form"),
    ("convictions.0.offence_code", "", "convictions[0].offence_code is empty"),
    ("convictions.0.offence_code", True, "convictions[0].offence_code is true or false"),
    ("convictions.0.result", "guilty", "convictions[0].result is not one of the words allowed"),
    ("convictions.0.result", ["x"], "convictions[0].result is not one of the words allowed"),
    ("convictions.0.victim_age", -1, "convictions[0].victim_age is less than 0"),
    ("convictions.0.victim_age", 121, "convictions[0].victim_age is more than 120"),
    ("convictions.0.victim_age", "ten", "convictions[0].victim_age is text of another form"),
    ("convictions.0.victim_age", True, "convictions[0].victim_age is true or false"),
    ("convictions.0.victim_age", 1.5, "convictions[0].victim_age is a number"),
    ("convictions.0.sentences.0.term.months", -3, "convictions[0].sentences[0].term.months is less than 0"),
    ("convictions.0.sentences.0.term", {}, "convictions[A].sentences[S].term is empty"),
    ("convictions.0.sentences.0.term", 48, "convictions[0].sentences[0].term is a number"),
    (
        "convictions.0.sentences.0.imposed_date",
        "2020-03-01",
        "convictions[A].sentences[S].imposed_date is before the conv",
    ),
    (
        "convictions.0.sentences.0.last_date",
        "2020-03-29",
        "convictions[A].sentences[S].last_date is before imposed_date",
    ),
    (
        "convictions.0.sentences.0.kind",
        "fine",
        "convictions[A].sentences[S].term is given for a disposal without",
    ),
    (
        "convictions.0.sentences.0.detention",
        {"months": 2},
        "convictions[A].sentences[S].detention is given for another",
    ),
    ("convictions.0.sentences.0.runs_against", "T", "convictions[A].sentences[S].runs is missing"),
    (
        "convictions.0.sentences.1.runs_against",
        "X",
        "convictions[A].sentences[T].runs_against names no sentence",
    ),
    (
        "convictions.0.sentences.1.runs_against",
        "T",
        "convictions[A].sentences[T].runs_against leads back to itself",
    ),
    ("convictions.0.sentences.1.overlap", None, "convictions[A].sentences[T].overlap and runs do not fit"),
    ("convictions.0.sentences.1.reference", "S", "sentences[S].reference is used twice"),
    ("convictions.0.sentences", {}, "convictions[0].sentences is an object"),
    ("convictions.0.nickname", "x", "convictions[0].nickname is not a fact known here"),
    ("surname", "x", "surname is not a fact known here"),
    ("orders.0.served_date", "2020-03-29", "orders[O].served_date is before made_date"),
    ("orders.0.last_date", "2020-03-29", "orders[O].last_date is before made_date"),
    ("orders.0.discharged_date", "2020-03-29", "orders[O].discharged_date is before made_date"),
    ("orders.0.breach_decided_dates", ["2020-03-29"], "orders[O].breach_decided_dates is before made_date"),
    (
        "orders.0.breach_decided_dates.1",
        "2021-2-1",
        "orders[0].breach_decided_dates[1] is text of another form",
    ),
    (
        "orders.0.travel_prohibition.last_date",
        "2020-03-29",
        "orders[O].travel_prohibition.last_date is before start_date",
    ),
    (
        "orders.0.foreign_matter.conviction_date",
        "2020-03-31",
        "orders[O].made_date is before the matter abroad",
    ),
    ("orders.0.replaces_interim", "O", "orders[O].replaces_interim names no order"),
    ("custody.0.until_date", "2020-03-30", "custody[0].until_date is not after the first day"),
    ("custody.0.start_date", "2010-01-01", None),
    ("levels.0.level", 4, "levels[0].level is more than 3"),
    (
        "child_household_stays.0.started_at",
        "2023-01-01",
        "child_household_stays[0].started_at is text of another form",
    ),
    (
        "child_household_stays.0.started_at",
        "2023-13-01T20:30",
        "child_household_stays[0].started_at is text of anoth",
    ),
    ("journeys.0.return_date", "2022-12-31", "journeys[0].return_date is before the departure"),
    ("harm_decisions.0.until_date", "2023-01-01", "harm_decisions[0].until_date is not after the first day"),
    (
        "harm_decisions.0.may_cause_serious_harm",
        "yes",
        "harm_decisions[0].may_cause_serious_harm is text of another",
    ),
    ("disqualification.0.last_date", "2009-12-31", "disqualification[0].last_date is before start_date"),
    (
        "review_applications.0.decision",
        None,
        "review_applications[0].decision and determined_date do not fit",
    ),
    (
        "review_applications.0.determined_date",
        "2022-12-31",
        "review_applications[0].determined_date is before rec",
    ),
]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    WRONG,
    ids=[f"{p}: {'removed' if v is REMOVED else v}"[:60] for p, v, _ in WRONG],
)
def test_mistake_is_named_by_its_place(path: str, value: Any, expected: str | None) -> None:
    if expected is None:
        facts_from(changed(path, value))
        return
    found = mistakes(changed(path, value))
    assert any(each.startswith(expected) for each in found), found
    assert all(": expected " in each for each in found)


@pytest.mark.parametrize("document", [[], "x", 3, None, True])
def test_document_that_is_no_object(document: object) -> None:
    assert mistakes(document)[0].startswith("the document is")


def test_release_before_the_sentence() -> None:
    document = changed(
        "custody.0", {"kind": "sentenced", "start_date": "2010-01-01", "until_date": "2010-02-01"}
    )
    (found,) = mistakes(document)
    assert found.startswith(
        "custody[0].until_date is a release before any sentence: expected a day on or after"
    )
    document["custody"][0]["kind"] = "remand"
    facts_from(document)


def test_places_are_numbered_as_given() -> None:
    """Lists are put into one order when they are kept; a mistake names the place that the user knows."""
    late = {"kind": "main", "start_date": "2023-01-01", "until_date": "2022-01-01"}
    early = {"kind": "main", "start_date": "2020-01-01"}
    assert mistakes({"addresses": [late, early]})[0].startswith("addresses[0]")
    assert mistakes({"addresses": [early, late]})[0].startswith("addresses[1]")


def test_sentences_that_run_after_each_other_in_a_circle() -> None:
    document = changed("convictions.0.sentences.0.runs", "consecutive")
    document["convictions"][0]["sentences"][0]["runs_against"] = "T"
    assert any("leads back to itself" in each for each in mistakes(document))


def test_a_circle_that_a_sentence_only_leads_to_is_not_its_own_mistake() -> None:
    chain = [
        {
            "reference": name,
            "kind": "imprisonment",
            "imposed_date": "2020-03-30",
            "term": {"months": 1},
            "runs": "consecutive",
            "runs_against": against,
        }
        for name, against in (("X", "Y"), ("Y", "Z"), ("Z", "Y"))
    ]
    assert (
        len([each for each in mistakes(changed("convictions.0.sentences", chain)) if "leads back" in each])
        == 3
    )


def test_all_mistakes_are_named_at_once_and_no_value_is() -> None:
    document = changed("convictions.0.offence_code", "XX99999")
    document["birth_date"] = "2031-04-05"
    found = mistakes(document)
    assert len(found) == 2
    assert not any("XX99999" in each or "2031" in each for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "line 1, column 2 is not JSON"),
        ('{"birth_date": "1980-01-01", "birth_date": "1981-01-01"}', "birth_date stands twice"),
    ],
)
def test_text_that_is_not_json(text: str, expected: str) -> None:
    with pytest.raises(WrongFacts, match=expected):
        read_facts(text)


def test_mistake_in_words() -> None:
    assert str(Mistake("a.b", "is empty", "text")) == "a.b is empty: expected text"


def test_facts_are_hashable_and_their_order_means_nothing() -> None:
    one = conviction(sentence(Disposal.FINE))
    two = conviction(sentence(Disposal.FINE, reference="T"), reference="B")
    assert facts(one, two) == facts(two, one)
    assert hash(facts(one, two)) == hash(facts(two, one))


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_sound_facts_and_fit_the_schema(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    facts_from(document)
    assert list(misfits(document, schema(), schema())) == []


def test_schema_accepts_what_is_sound_and_refuses_what_is_not() -> None:
    whole = schema()
    assert list(misfits(SOUND, whole, whole)) == []
    cross_checks = ("is before", "is not after", "[A]", "[S]", "[T]", "[O]", "do not fit")
    for path, value, expected in WRONG:
        if expected is None or any(each in expected for each in cross_checks):
            continue
        if "not a day of the calendar" in expected or "2023-13" in str(value) or value == " ":
            continue
        assert list(misfits(changed(path, value), whole, whole)), path


def test_schema_describes_every_fact() -> None:
    found = schema()
    assert set(found["properties"]) == {each.name for each in fields(PersonFacts)}
    assert set(found["$defs"]) == {each.__name__ for each in parts()}
    for part in (found, *found["$defs"].values()):
        assert part["description"]
        assert all(each["description"] for each in part["properties"].values())
        assert part["additionalProperties"] is False


KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}


def misfits(value: Any, rule: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """Yield where a value does not fit a schema: the few words of JSON Schema that ours uses."""
    if "$ref" in rule:
        yield from misfits(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in rule and not any(not list(misfits(value, each, whole)) for each in rule["anyOf"]):
        yield "anyOf"
    if value not in rule.get("enum", [value]) or value != rule.get("const", value):
        yield "enum"
    expected = KINDS.get(rule.get("type", ""), object)
    if not isinstance(value, expected) or (expected is int and isinstance(value, bool)):
        yield f"type {rule['type']}"
    elif isinstance(value, dict) and "properties" in rule:
        yield from (key for key in value if key not in rule["properties"])
        yield from (key for key in rule["required"] if key not in value)
        for key in value:
            yield from misfits(value[key], rule["properties"].get(key, {}), whole)
    elif isinstance(value, list):
        for each in value:
            yield from misfits(each, rule.get("items", {}), whole)
    elif not fits_bounds(value, rule):
        yield "bounds"


def fits_bounds(value: Any, rule: dict[str, Any]) -> bool:
    if isinstance(value, str):
        return len(value) >= rule.get("minLength", 0) and bool(re.search(rule.get("pattern", ""), value))
    if isinstance(value, int):
        return bool(rule.get("minimum", value) <= value <= rule.get("maximum", value))
    return True
