"""The whole answer, in words and as a document; the rule book; and that every rule is tidy and in it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from openmappa.statute.explanation.answer import law_of, unverified_rules
from openmappa.statute.explanation.document import as_document
from openmappa.statute.explanation.format_page import format_page
from openmappa.statute.explanation.rule_book import all_rules, rule_book
from openmappa.statute.explanation.words import duties_in_words, explained
from openmappa.statute.facts.binding import (
    ReviewApplication,
    ReviewDecision,
)
from openmappa.statute.facts.living import Journey
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import read_facts
from openmappa.statute.provisions.citation import Act, Citation, cja
from openmappa.statute.provisions.finding import Finding, Outcome, all_of, any_of, is_so
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings, open_questions
from openmappa.statute.provisions.thresholds import (
    NoSuchThreshold,
    commencements,
    constant,
    threshold,
    thresholds,
)
from openmappa.statute.tests.builders import WOUNDING, conviction, day, facts, notified, order, sentence
from openmappa.statute.vocabulary.disposals import Disposal

EXAMPLES = sorted((Path(__file__).parents[3] / "docs" / "law-examples").glob("*.json"))
WING = Path(__file__).parents[1]


def words(given: PersonFacts, as_at: str = "2026-04-20", settings: LawSettings = DEFAULTS) -> str:
    return "\n".join(explained(law_of(given, as_at=day(as_at), settings=settings)))


def flat(text: str) -> str:
    """Return the words without the breaks between lines."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_answered_in_words_and_as_a_document(path: Path) -> None:
    answer = law_of(read_facts(path.read_text(encoding="utf-8")), as_at=day("2026-04-20"))
    lines = list(explained(answer))
    assert max(len(line) for line in lines) <= 100
    document = json.loads(json.dumps(as_document(answer)))
    assert len(document["limbs"]) == 9
    assert all(each["citation"] and each["rule"] for limb in document["limbs"] for each in limb["reasons"])
    for limb in document["limbs"]:
        assert (limb["outcome"] == "needs_fact") <= any(each["needs"] for each in limb["reasons"])


def test_answer_names_everything_that_follows() -> None:
    review = ReviewApplication(
        received_date=day("2025-06-02"),
        determined_date=day("2025-09-01"),
        decision=ReviewDecision.REMAINS_SUBJECT,
        bodies_asked_date=day("2025-06-10"),
    )
    given = facts(
        conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2005-03-02"), on="2005-03-02"),
        orders=(order(last_date=day("2030-01-01")),),
        notifications=(notified("2010-05-10"),),
        review_applications=(review,),
    )
    found = words(given)
    for expected in (
        "MAPPA-eligible: yes, in Category 1.",
        "Category 1 since 2 March 2005, without a last day",
        "Criminal Justice Act 2003 s.327(2)",
        "from convictions[A].offence_code",
        "The last to end governs: no last day.",
        "May apply now: no",
        "First day on which an application may be made: 1 September 2033",
        "Determine, done on 1 September 2025",
        "Superintendent",
        "Needs a fact: Periodic notification, by 10 May 2011",
        "What of this is not verified",
    ):
        assert expected in flat(found), expected


def test_answer_says_what_would_decide_it() -> None:
    found = words(PersonFacts())
    assert "MAPPA-eligible: not known. A fact is missing." in found
    assert "Category 4 and Category 1 and Category 2 and Category 3 cannot be ruled out" in flat(found)
    assert "It would be decided by: convictions." in found
    assert "Notification requirements\n-------------------------\nNot known." in found


def test_answer_for_nobody_in_particular_is_no() -> None:
    found = words(facts())
    assert "MAPPA-eligible: no." in found
    assert "Notification requirements\n-------------------------\nNone." in found
    assert "Duties to notify\n----------------\nNone." in found


def test_answer_names_a_category_that_would_go_before() -> None:
    wounded = conviction(sentence(years=4, last_date=day("2030-01-01")), offence=WOUNDING)
    found = words(facts(wounded, orders=None))
    assert "Category 1, which would go before it, cannot be ruled out" in found
    assert "    From 2 March 2020 to 1 January 2030" in found
    assert "Category 2 since 2 March 2020, to 1 January 2030" in found
    assert "    No category from 2 January 2030\n" in found
    unended = conviction(sentence(Disposal.FINE), on="2024-03-02", sentences=())
    assert "until a day that is not known" in words(facts(unended))


def test_worklist_in_words() -> None:
    given = facts(conviction(sentence(Disposal.FINE)), custody=None, addresses=())
    found = "\n".join(duties_in_words(law_of(given, as_at=day("2020-06-01")).duties))
    assert "Needs a fact: Initial notification, by 4 March 2020" in found
    assert "It would be decided by: whether the person was in custody" in found


def test_worklist_says_what_is_not_verified() -> None:
    journey = Journey(departure_date=day("2020-05-01"), return_date=day("2020-05-20"))
    given = facts(conviction(sentence(Disposal.FINE)), journeys=(journey,))
    found = "\n".join(duties_in_words(law_of(given, as_at=day("2020-06-01")).duties))
    assert "Overdue: Return to the United Kingdom, by 22 May 2020" in found
    assert "Not verified: The rule was not seen in a source." in found


def test_document_tells_none_from_not_known() -> None:
    life = facts(conviction(sentence(Disposal.IMPRISONMENT_LIFE)))
    document = as_document(law_of(life, as_at=day("2026-04-20")))
    assert document["since"] == "2020-03-02"
    assert document["requirements"][0]["last_date"] == "none"
    assert document["coming"][0]["last_date"] == "none"
    unknown = facts(conviction(sentence()))
    document = as_document(law_of(unknown, as_at=day("2020-04-20")))
    assert document["requirements"][0]["last_date"] is None
    assert document["settings"]["headline_order"] == (4, 1, 2, 3)
    dated = LawSettings(sro_civil_standard_from=day("2022-06-28"))
    document = as_document(law_of(unknown, as_at=day("2020-04-20"), settings=dated))
    assert document["settings"]["sro_civil_standard_from"] == "2022-06-28"


def test_rules_that_are_not_verified_are_named_with_the_answer() -> None:
    made = order(made="2020-03-02", last_date=day("2030-01-01"))
    found = unverified_rules(law_of(facts(orders=(made,)), as_at=day("2026-04-20")))
    assert "standard_of_proof" in {each.key for each in found}
    assert all(not each.is_verified for each in found)


def test_every_rule_has_a_key_of_its_own_and_is_in_the_book() -> None:
    book = rule_book()
    keys = [each.key for each in all_rules()]
    assert len(keys) == len(set(keys)) > 50
    for rule in all_rules():
        assert f"Rule `{rule.key}`." in book
        assert rule.says.endswith(".")
        assert not rule.unverified or rule.unverified in book
        assert rule.citation.act in Act


def test_every_rule_declared_in_a_room_is_listed() -> None:
    for path in WING.glob("*/rules.py"):
        text = path.read_text(encoding="utf-8")
        declared = set(re.findall(r"^([A-Z0-9_]+) = Rule\(", text, re.MULTILINE))
        listing = text[text.index("\nRULES = (") :]
        assert declared == set(re.findall(r"\b([A-Z][A-Z0-9_]+)\b", listing)) - {"RULES"}, path


def test_rule_book_lists_what_is_not_verified() -> None:
    book = rule_book()
    part = book[book.index("## What is not verified") : book.index("## Who is eligible")]
    for expected in (
        "s.327(4A)",
        "The list is not verified",
        "327A and 327B",
        "SX03224",
        "Crime and Policing Act 2026",
    ):
        assert expected in part
    for name, question, _ in open_questions():
        assert name in book
        assert "ot verified" in question.basis or "notes" in question.basis


def test_format_page_names_every_fact() -> None:
    page = format_page()
    for name in ("birth_date", "schedule_3_conditions_met", "started_at", "overlap", "replaces_interim"):
        assert f"`{name}`" in page


def test_numbers_are_dated_and_sourced() -> None:
    for versions in thresholds().values():
        for each in versions:
            assert each.source
            assert each.citation or not each.is_verified
        for earlier, following in zip(versions, versions[1:], strict=False):
            assert earlier.last_date is not None
            assert following.start_date is not None
            assert (following.start_date - earlier.last_date).days == 1
    assert all(each.source for each in commencements().values())


@pytest.mark.parametrize(("on", "expected"), [("2012-08-12", 3), ("2012-08-13", 0), ("2004-05-01", 3)])
def test_number_of_the_day(on: str, expected: int) -> None:
    assert threshold("travel.least_days", on=day(on)) == expected


def test_number_that_has_no_value_on_a_day() -> None:
    with pytest.raises(NoSuchThreshold, match="no value"):
        threshold("travel.least_days", on=day("2004-04-30"))
    assert constant("initial") == 3


def test_three_valued_logic() -> None:
    yes, no, unknown = Outcome.MET, Outcome.NOT_MET, Outcome.NEEDS_FACT
    assert [all_of(each) for each in ((yes, yes), (yes, unknown), (no, unknown), ())] == [
        yes,
        unknown,
        no,
        yes,
    ]
    assert [any_of(each) for each in ((no, yes), (no, unknown), (yes, unknown), ())] == [
        yes,
        unknown,
        yes,
        no,
    ]
    assert [is_so(each) for each in (True, False, None)] == [yes, no, unknown]


def test_citation_in_words() -> None:
    assert str(cja("s.327(2)")) == "Criminal Justice Act 2003 s.327(2)"
    assert str(Citation(Act.CRIME_AND_POLICING_ACT_2026)) == "Crime and Policing Act 2026"
    assert Finding(Outcome.MET, ()).needs == ()


@pytest.mark.parametrize(
    "path", sorted(WING.glob("*/*.py")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_no_module_of_the_law_can_read_the_clock_or_the_world(path: Path) -> None:
    if path.parent.name == "tests":
        return
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\b(today|now|utcnow|time|os|sys|random|socket|urllib)\(|^import (time|os|random)", text, re.M
    )


def test_answer_does_not_depend_on_the_day_on_which_it_is_asked() -> None:
    given: Any = read_facts(EXAMPLES[0].read_text(encoding="utf-8"))

    def told() -> str:
        return json.dumps(as_document(law_of(given, as_at=day("2026-04-20"))))

    with time_machine.travel(date(1999, 12, 31)):
        early = told()
    with time_machine.travel(date(2051, 1, 1)):
        assert told() == early
