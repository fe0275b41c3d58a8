"""Schedule 3: every paragraph's conditions of age and sentence, both sides of each, and what is not known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from openmappa.statute.facts.offending import Term
from openmappa.statute.notification.conditions import CONDITIONS
from openmappa.statute.notification.requirements import requirements
from openmappa.statute.notification.schedule_3 import listed, paragraph_of, paragraphs
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import WOUNDING, conviction, day, facts, sentence
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.offences import offences
from openmappa.statute.vocabulary.results import ConvictionResult

MET, NOT_MET, NEEDS_FACT = Outcome.MET, Outcome.NOT_MET, Outcome.NEEDS_FACT
OFFENCE_DAY = "2019-06-15"
OF_20, OF_19 = day("1999-06-15"), day("1999-06-16")
OF_18, OF_17 = day("2001-06-15"), day("2001-06-16")
FINE = sentence(Disposal.FINE)
TWELVE, ELEVEN = sentence(months=12), sentence(months=11, days=27)
THIRTY, UNDER_THIRTY = sentence(months=30), sentence(months=29, days=29)
HOSPITAL = sentence(Disposal.HOSPITAL_ORDER)
RESTRICTED = sentence(Disposal.HOSPITAL_ORDER_WITH_RESTRICTION)
COMMUNITY = sentence(Disposal.COMMUNITY_ORDER, months=12)
SHORT_COMMUNITY = sentence(Disposal.YOUTH_REHABILITATION_ORDER, months=11, days=27)
# Half of an order of 24 months is 12 months of detention.
ORDER_24, ORDER_23 = (sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=months) for months in (24, 23))


def code_of(paragraph: str) -> str:
    """Return a code of the vocabulary that the paragraph names."""
    return next(code for code in offences() if (found := paragraph_of(code)) and found.number == paragraph)


def ask(paragraph: str, birth: date | None, *sentences: Any, **others: Any) -> Outcome:
    others.setdefault("offence_date", day(OFFENCE_DAY))
    given = conviction(*sentences, offence=code_of(paragraph), **others)
    return listed(given, birth, leap_birthday_in_march=True).outcome


CASES = [
    ("1", OF_17, (FINE,), None, MET),
    ("3", OF_20, (FINE,), None, MET),
    ("3", OF_19, (FINE,), None, NOT_MET),
    ("4", OF_20, (FINE,), 17, MET),
    ("4", OF_20, (FINE,), 18, NOT_MET),
    ("5", OF_20, (FINE,), 17, MET),
    ("5", OF_20, (FINE,), 18, NOT_MET),
    ("5", OF_19, (FINE,), 17, NOT_MET),
    ("7", OF_20, (FINE,), 17, MET),
    ("7", OF_20, (UNDER_THIRTY,), 18, NOT_MET),
    ("7", OF_20, (THIRTY,), 18, MET),
    ("7", OF_20, (HOSPITAL,), 18, NOT_MET),
    ("8", OF_20, (RESTRICTED,), 18, MET),
    ("9", OF_20, (FINE,), 17, MET),
    ("13", OF_18, (FINE,), 15, MET),
    ("13", OF_18, (FINE,), 16, NOT_MET),
    ("13", OF_17, (FINE,), 15, NOT_MET),
    ("13", OF_17, (TWELVE,), 15, MET),
    ("13", OF_17, (ELEVEN,), 15, NOT_MET),
    ("16", OF_20, (FINE,), None, MET),
    ("16", OF_19, (FINE,), None, NOT_MET),
    ("18", OF_18, (FINE,), 17, MET),
    ("18", OF_18, (FINE,), 18, NOT_MET),
    ("18", OF_18, (sentence(days=1),), 18, MET),
    ("18", OF_18, (HOSPITAL,), 18, MET),
    ("18", OF_18, (COMMUNITY,), 18, MET),
    ("18", OF_18, (SHORT_COMMUNITY,), 18, NOT_MET),
    ("18", OF_17, (FINE,), 10, NOT_MET),
    ("18", OF_17, (ELEVEN,), 10, NOT_MET),
    ("18", OF_17, (TWELVE,), 30, MET),
    ("18", OF_17, (ORDER_24,), 30, MET),
    ("18", OF_17, (ORDER_23,), 30, NOT_MET),
    ("20", OF_18, (FINE,), None, MET),
    ("20", OF_17, (ELEVEN,), None, NOT_MET),
    ("20", OF_17, (TWELVE,), None, MET),
    ("22", OF_17, (ELEVEN,), None, NOT_MET),
    ("22", OF_17, (TWELVE,), None, MET),
    ("25", OF_20, (COMMUNITY,), None, MET),
    ("25", OF_20, (SHORT_COMMUNITY,), None, NOT_MET),
    ("25", OF_20, (FINE,), None, NOT_MET),
    ("28", OF_18, (COMMUNITY,), None, MET),
    ("28", OF_17, (COMMUNITY,), None, NOT_MET),
    ("28", OF_17, (TWELVE,), None, MET),
    ("29", OF_18, (FINE,), 15, MET),
    ("29", OF_18, (FINE,), 16, NOT_MET),
    ("29", OF_17, (FINE,), 15, NOT_MET),
    ("29", OF_17, (TWELVE,), 15, MET),
    ("31", OF_18, (FINE,), 17, MET),
    ("32", OF_18, (COMMUNITY,), None, NOT_MET),
    ("32", OF_18, (HOSPITAL,), None, MET),
    ("32", OF_18, (sentence(days=1),), None, MET),
    ("32", OF_17, (ELEVEN,), None, NOT_MET),
    ("33", OF_18, (FINE,), 18, NOT_MET),
    ("34", OF_18, (FINE,), 17, MET),
    ("35", OF_18, (FINE,), None, NOT_MET),
]


@pytest.mark.parametrize(
    ("paragraph", "birth", "sentences", "victim", "expected"),
    CASES,
    ids=[
        f"Sch 3 para {c[0]}: offender {'under' if c[1] in (OF_17, OF_19) else 'over'}, {c[2][0].kind}"
        f" {c[2][0].term.length if c[2][0].term else ''}, victim {c[3]}"
        for c in CASES
    ],
)
def test_schedule_3(
    paragraph: str, birth: date, sentences: Any, victim: int | None, expected: Outcome
) -> None:
    assert ask(paragraph, birth, *sentences, victim_age=victim) is expected


@pytest.mark.parametrize(
    ("paragraph", "birth", "sentences", "others", "expected"),
    [
        ("3", None, (FINE,), {}, NEEDS_FACT),
        ("4", OF_20, (FINE,), {}, NEEDS_FACT),
        ("5", OF_19, (FINE,), {}, NOT_MET),
        ("7", OF_20, (THIRTY,), {}, MET),
        ("7", OF_20, (sentence(),), {"victim_age": 30}, NEEDS_FACT),
        ("18", None, (TWELVE,), {}, MET),
        ("18", None, (ELEVEN,), {"victim_age": 30}, NEEDS_FACT),
        ("18", None, (FINE,), {"victim_age": 30}, NOT_MET),
        ("18", None, (FINE,), {}, NEEDS_FACT),
        ("18", OF_18, (FINE,), {}, NEEDS_FACT),
        ("18", OF_18, (sentence(Disposal.COMMUNITY_ORDER),), {"victim_age": 30}, NEEDS_FACT),
        ("20", None, (TWELVE,), {}, MET),
        ("22", OF_17, (), {"sentences": None}, NEEDS_FACT),
        ("22", OF_17, (), {}, NOT_MET),
        ("3", day("1999-06-15"), (FINE,), {"offence_date": None}, NEEDS_FACT),
        ("3", day("2000-03-03"), (FINE,), {"offence_date": None}, NOT_MET),
        ("18", OF_17, (), {"result": ConvictionResult.CAUTIONED, "victim_age": 5}, NOT_MET),
        ("18", OF_18, (), {"result": ConvictionResult.CAUTIONED, "victim_age": 5}, MET),
    ],
)
def test_schedule_3_asks_for_a_fact_only_where_it_decides(
    paragraph: str, birth: date | None, sentences: Any, others: Any, expected: Outcome
) -> None:
    assert ask(paragraph, birth, *sentences, **others) is expected


def test_what_is_asked_for_is_named() -> None:
    given = conviction(FINE, offence=code_of("18"), offence_date=day(OFFENCE_DAY))
    asked = listed(given, OF_18, leap_birthday_in_march=True).reason.needs
    assert "victim_age" in asked
    assert "birth_date" not in asked
    assert "sentences" not in asked
    young = conviction(sentence(), offence=code_of("22"), offence_date=day(OFFENCE_DAY))
    assert "sentences with their terms" in listed(young, OF_17, leap_birthday_in_march=True).reason.needs
    aged = conviction(FINE, offence=code_of("3"))
    assert "birth_date" in listed(aged, None, leap_birthday_in_march=True).reason.needs
    between = conviction(FINE, offence=code_of("3"), on="2020-06-20")
    assert listed(between, day("2000-03-01"), leap_birthday_in_march=True).reason.needs.startswith(
        "offence_date"
    )


def test_photographs_before_part_2_need_no_age() -> None:
    old = {"on": "2004-04-30", "offence_date": day("2003-06-15"), "victim_age": 15}
    new = {**old, "on": "2004-05-01"}
    fine = sentence(Disposal.FINE, imposed="2004-05-02")
    assert ask("13", day("1990-01-01"), fine, **old) is MET
    assert ask("13", day("1990-01-01"), fine, **new) is NOT_MET


def test_section_132_a_sentencing_condition_moves_the_relevant_date() -> None:
    by_sentence = conviction(
        sentence(months=8, imposed="2020-06-01"),
        offence=code_of("18"),
        offence_date=day(OFFENCE_DAY),
        victim_age=30,
    )
    by_victim = conviction(
        sentence(months=8, imposed="2020-06-01"),
        offence=code_of("18"),
        offence_date=day(OFFENCE_DAY),
        victim_age=17,
    )
    found = requirements(facts(by_sentence), as_at=day("2021-01-01")).each[0]
    assert (found.relevant_date, found.last_date) == (day("2020-06-01"), day("2030-05-31"))
    found = requirements(facts(by_victim), as_at=day("2021-01-01")).each[0]
    assert (found.relevant_date, found.last_date) == (day("2020-03-02"), day("2030-03-01"))


def test_offence_outside_the_schedule() -> None:
    assert listed(conviction(FINE, offence=WOUNDING), OF_20, leap_birthday_in_march=True).outcome is NOT_MET
    told = conviction(FINE, offence=WOUNDING, schedule_3_conditions_met=True)
    assert listed(told, OF_20, leap_birthday_in_march=True).outcome is NOT_MET


@pytest.mark.parametrize(("told", "expected"), [(None, NEEDS_FACT), (True, MET), (False, NOT_MET)])
def test_home_office_code_and_unread_paragraph_need_somebody_to_look(
    told: bool | None, expected: Outcome
) -> None:
    for code in ("02801", "SX03224"):
        given = conviction(FINE, offence=code, schedule_3_conditions_met=told)
        assert listed(given, OF_20, leap_birthday_in_march=True).outcome is expected


@pytest.mark.parametrize(("on", "expected"), [("1997-08-31", NEEDS_FACT), ("1997-09-01", MET)])
def test_section_81_matters_before_september_1997(on: str, expected: Outcome) -> None:
    given = conviction(sentence(Disposal.FINE, imposed=on), on=on)
    assert listed(given, day("1960-01-01"), leap_birthday_in_march=True).outcome is expected


def test_every_listed_offence_has_its_paragraph_but_those_not_read() -> None:
    unread = {each.code for each in offences().values() if each.schedule_3 and not paragraph_of(each.code)}
    assert unread == {"SX03224", "SX03224A", "SX56021", "SX56022", "SX56023"}


def test_every_paragraph_has_a_condition_in_words() -> None:
    used = {each.condition for each in paragraphs()}
    assert used == set(CONDITIONS)
    assert all(each.condition_in_words for each in paragraphs())
    assert [int(each.number) for each in paragraphs()] == list(range(1, 36))


@pytest.mark.parametrize(
    ("code", "paragraph"),
    [
        ("SX03001", "17"),
        ("SX03005", "17"),
        ("SX03007", "18"),
        ("SX03017", "20"),
        ("SX03128", "33"),
        ("SX56014", "5"),
        ("SA00001", "16"),
    ],
)
def test_offence_stands_in_its_paragraph(code: str, paragraph: str) -> None:
    found = paragraph_of(code)
    assert found is not None
    assert found.number == paragraph


def test_detention_that_is_given_goes_before_half_of_the_order() -> None:
    told = sentence(Disposal.DETENTION_AND_TRAINING_ORDER, months=23, detention=Term(months=12))
    assert ask("22", OF_17, told) is MET
