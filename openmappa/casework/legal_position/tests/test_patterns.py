"""A position worked out for a pattern is the position of the facts, whatever they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.casework.legal_position.domain.patterns import SOMEBODY_GROWN, pattern_of
from openmappa.casework.legal_position.domain.position import position
from openmappa.statute.facts.binding import (
    ForeignMatter,
    HarmDecision,
    LevelHeld,
    OrderMade,
    ReviewApplication,
    ReviewDecision,
    Span,
    TerrorismRiskDecision,
    TravelProhibition,
)
from openmappa.statute.facts.living import Spell
from openmappa.statute.facts.offending import Conviction, Runs, Sentence, Term
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.tests.builders import (
    CHILD_ABDUCTION,
    MURDER,
    RAPE,
    TERRORIST,
    WOUNDING,
    conviction,
    facts,
    order,
    sentence,
)
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.offences import offences
from openmappa.statute.vocabulary.orders import Order
from openmappa.statute.vocabulary.results import ConvictionResult

AS_AT = date(2024, 3, 31)
DAYS = st.dates(date(1996, 1, 1), date(2025, 12, 31))
LATER = st.integers(0, 6000).map(lambda days: timedelta(days=days))
UNKNOWN = st.sampled_from((None, True, False))
TERMS = st.builds(Term, months=st.sampled_from((0, 1, 6, 7, 11, 12, 29, 30, 60, 120)), days=st.integers(0, 2))


@st.composite
def sentences(draw: Any, reference: str, on: date, before: list[str]) -> Sentence:
    kind = draw(st.sampled_from(list(Disposal)))
    imposed = on + draw(st.integers(0, 60).map(lambda days: timedelta(days=days)))
    against = draw(st.none() | st.sampled_from(before)) if before else None
    runs = (
        draw(st.sampled_from((Runs.CONSECUTIVE, Runs.CONCURRENT)))
        if against
        else draw(st.sampled_from((None, Runs.ALONE)))
    )
    dto = kind is Disposal.DETENTION_AND_TRAINING_ORDER
    return Sentence(
        reference=reference,
        kind=kind,
        imposed_date=imposed,
        term=draw(st.none() | TERMS) if DISPOSALS[kind].carries_term else None,
        detention=draw(st.none() | TERMS) if dto else None,
        runs=runs,
        runs_against=against,
        last_date=draw(st.none() | LATER.map(imposed.__add__) | st.just(NO_LAST_DATE)),
        supervision_last_date=draw(st.none() | LATER.map(imposed.__add__)),
    )


@st.composite
def convictions(draw: Any) -> tuple[Conviction, ...]:
    found, before = [], []
    for number in range(draw(st.integers(0, 3))):
        on = draw(DAYS)
        passed = []
        for _ in range(draw(st.integers(0, 2))):
            one = draw(sentences(f"{len(before) + 1}", on, before))
            before.append(one.reference)
            passed.append(one)
        found.append(
            Conviction(
                reference=str(number),
                offence_code=draw(st.sampled_from(sorted(offences()))),
                result=draw(st.sampled_from(list(ConvictionResult))),
                conviction_date=on,
                offence_date=draw(st.none() | LATER.map(on.__sub__)),
                victim_age=draw(st.none() | st.sampled_from((3, 15, 16, 17, 18, 40))),
                sentences=draw(st.sampled_from((None, tuple(passed), tuple(passed), tuple(passed)))),
                schedule_3_conditions_met=draw(UNKNOWN),
                section_327_4a_lists_it=draw(UNKNOWN),
                indicates_serious_harm=draw(UNKNOWN),
                terrorist_connection=draw(UNKNOWN),
                terrorism_notification_applies=draw(UNKNOWN),
            )
        )
    return tuple(found)


@st.composite
def orders(draw: Any) -> tuple[OrderMade, ...]:
    found: list[OrderMade] = []
    for number in range(draw(st.integers(0, 3))):
        made = draw(DAYS)
        after = LATER.map(made.__add__)
        matter = st.builds(
            ForeignMatter,
            conviction_date=LATER.map(made.__sub__),
            kind=st.sampled_from(list(Disposal)),
            term=st.none() | TERMS,
        )
        found.append(
            OrderMade(
                reference=str(number),
                kind=draw(st.sampled_from(list(Order))),
                made_date=made,
                served_date=draw(st.none() | st.just(made)),
                last_date=draw(st.none() | after | st.just(NO_LAST_DATE)),
                discharged_date=draw(st.none() | after),
                breach_decided_dates=tuple(draw(st.lists(after, max_size=2))),
                replaces_interim=draw(st.none() | st.sampled_from(("0", "1", "2"))),
                travel_prohibition=draw(st.none() | st.builds(TravelProhibition, start_date=DAYS)),
                foreign_matter=draw(st.none() | matter),
            )
        )
    return tuple(found)


def known(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(one, max_size=most).map(tuple)


UNTIL = st.none() | DAYS
LIVES = st.builds(
    PersonFacts,
    birth_date=st.none() | st.dates(date(1940, 1, 1), date(2009, 1, 1)),
    convictions=st.none() | convictions(),
    orders=st.none() | orders(),
    custody=known(st.builds(Spell, kind=st.sampled_from(list(SpellKind)), start_date=DAYS, until_date=UNTIL)),
    levels=known(st.builds(LevelHeld, level=st.integers(1, 3), start_date=DAYS, until_date=UNTIL)),
    harm_decisions=known(
        st.builds(HarmDecision, decided_date=DAYS, may_cause_serious_harm=st.booleans(), until_date=UNTIL)
    ),
    terrorism_risk_decisions=known(
        st.builds(TerrorismRiskDecision, decided_date=DAYS, at_risk=st.booleans(), until_date=UNTIL)
    ),
    terrorism_notification=known(st.builds(Span, start_date=DAYS, last_date=UNTIL)),
    disqualification=known(st.builds(Span, start_date=DAYS, last_date=UNTIL)),
    review_applications=known(
        st.builds(
            ReviewApplication,
            received_date=DAYS,
            determined_date=DAYS,
            decision=st.sampled_from(list(ReviewDecision)),
        )
    ),
)


@st.composite
def ordinary(draw: Any) -> PersonFacts:
    """Return somebody of the usual kind: grown up, of whom most is known, and most of it past."""
    passed, found = list[str](), []
    for number in range(draw(st.integers(1, 3))):
        on = draw(DAYS)
        kind = draw(st.sampled_from(list(Disposal)))
        against = draw(st.none() | st.sampled_from(passed)) if passed else None
        runs = draw(st.sampled_from((Runs.CONCURRENT, Runs.CONCURRENT, Runs.CONSECUTIVE)))
        ends = on + timedelta(days=draw(st.sampled_from((0, 1, 200, 400, 900, 3700))))
        found.append(
            conviction(
                Sentence(
                    reference=str(number),
                    kind=kind,
                    imposed_date=on + timedelta(days=draw(st.sampled_from((0, 0, 30)))),
                    term=draw(TERMS) if DISPOSALS[kind].carries_term else None,
                    runs=runs if against else draw(st.sampled_from((Runs.ALONE, Runs.ALONE, None))),
                    runs_against=against,
                    last_date=max(ends, on + timedelta(days=30)) if draw(st.integers(0, 9)) else None,
                ),
                reference=str(number),
                on=on.isoformat(),
                offence=draw(
                    st.sampled_from((RAPE, RAPE, WOUNDING, MURDER, TERRORIST, "SX03128", CHILD_ABDUCTION))
                ),
                result=draw(st.sampled_from((ConvictionResult.CONVICTED, *ConvictionResult))),
                offence_date=on,
                victim_age=draw(st.none() | st.integers(3, 30)),
                indicates_serious_harm=draw(UNKNOWN),
                terrorism_notification_applies=draw(st.sampled_from((None, None, False, True))),
            )
        )
        passed.append(str(number))
    return replace(
        draw(LIVES),
        birth_date=draw(st.dates(date(1940, 1, 1), date(1985, 1, 1))),
        convictions=tuple(found),
    )


SETTINGS = st.sampled_from(
    (
        DEFAULTS,
        LawSettings(
            headline_order=(1, 2, 3, 4),
            category_2_adds_consecutive_terms=True,
            post_sentence_supervision_counts=True,
            unrecorded_terrorist_connection_is_none=False,
            leap_birthday_in_march=False,
        ),
    )
)


@settings(deadline=None, max_examples=800)
@given(LIVES | ordinary(), SETTINGS, st.sampled_from((AS_AT, date(2010, 6, 1), date(2022, 6, 28))))
def test_the_position_of_a_pattern_is_that_of_the_facts(
    life: PersonFacts, law: LawSettings, as_at: date
) -> None:
    plainly = position(life, as_at=as_at, settings=law)
    assert position(pattern_of(life, as_at=as_at), as_at=as_at, settings=law) == plainly


@pytest.mark.parametrize("age", [0, 15, 16, 17, 18, 40])
def test_a_pattern_keeps_what_the_age_of_the_victim_decides(age: int) -> None:
    for code in sorted(offences()):
        fined = conviction(
            sentence(Disposal.FINE), offence=code, victim_age=age, offence_date=date(2020, 3, 1)
        )
        life = facts(fined)
        plainly = position(life, as_at=AS_AT, settings=DEFAULTS)
        assert position(pattern_of(life, as_at=AS_AT), as_at=AS_AT, settings=DEFAULTS) == plainly, code


@pytest.mark.parametrize("after", [-1, 0, 1])
@pytest.mark.parametrize("offence", [WOUNDING, RAPE, TERRORIST])
def test_a_pattern_knows_the_last_day_of_a_sentence(offence: str, after: int) -> None:
    passed = sentence(months=24, imposed="2022-03-31", last_date=AS_AT + timedelta(days=after))
    life = facts(conviction(passed, offence=offence, on="2022-03-31"))
    plainly = position(life, as_at=AS_AT, settings=DEFAULTS)
    assert position(pattern_of(life, as_at=AS_AT), as_at=AS_AT, settings=DEFAULTS) == plainly


@settings(deadline=None, max_examples=200)
@given(LIVES | ordinary())
def test_a_pattern_is_its_own_pattern(life: PersonFacts) -> None:
    once = pattern_of(life, as_at=AS_AT)
    assert pattern_of(once, as_at=AS_AT) == once


@settings(deadline=None, max_examples=300)
@given(LIVES | ordinary(), st.integers(1, 5000))
def test_a_position_holds_until_the_day_that_it_says(life: PersonFacts, days: int) -> None:
    found = position(life, as_at=AS_AT, settings=DEFAULTS)
    facts_change = [day for day in days_in(life) if day > AS_AT]
    until = min([*facts_change, AS_AT + timedelta(days=days)])
    day = min(found.holds_until or until, until - timedelta(days=1))
    if day >= AS_AT:
        later = position(life, as_at=day, settings=DEFAULTS)
        assert replace(later, holds_until=None) == replace(found, holds_until=None)


def test_a_position_holds_until_the_last_day_of_its_only_ground() -> None:
    last = date(2025, 6, 30)
    life = facts(conviction(sentence(months=24, last_date=last), offence=WOUNDING))
    found = position(life, as_at=AS_AT, settings=DEFAULTS)
    assert (found.category, found.last_date, found.holds_until) == (2, last, last)


def days_in(value: Any) -> list[date]:
    """Return every day that stands in facts, however deep."""
    if isinstance(value, date):
        return [] if value == NO_LAST_DATE else [value]
    if isinstance(value, tuple):
        return [day for each in value for day in days_in(each)]
    if hasattr(value, "__dataclass_fields__"):
        return [day for name in value.__dataclass_fields__ for day in days_in(getattr(value, name))]
    return []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            facts(conviction(sentence(months=37)), birth_date=date(1970, 6, 15)),
            facts(conviction(sentence(months=48)), birth_date=date(1985, 1, 2)),
        ),
        (
            facts(conviction(sentence(months=24, last_date=date(2022, 3, 1)), offence=WOUNDING)),
            facts(conviction(sentence(months=29, last_date=date(2023, 9, 9)), offence=WOUNDING)),
        ),
        (
            facts(conviction(victim_age=3), custody=(Spell(kind=SpellKind.REMAND, start_date=AS_AT),)),
            facts(conviction(victim_age=11), custody=()),
        ),
        (
            facts(
                conviction(
                    sentence(months=18, imposed="2010-02-01", last_date=date(2012, 3, 1)), on="2010-02-01"
                )
            ),
            facts(
                conviction(sentence(Disposal.FINE, imposed="2001-04-05"), offence=WOUNDING, on="2001-04-05")
            ),
        ),
        (
            facts(conviction(sentence(months=37, imposed="2020-04-01", last_date=date(2023, 4, 30)))),
            facts(conviction(sentence(months=40, imposed="2020-05-01", last_date=date(2023, 8, 31)))),
        ),
        (
            facts(orders=(order(Order.DAPO), order(reference="Q", last_date=date(2021, 1, 1)))),
            facts(orders=()),
        ),
    ],
    ids=[
        "term and birth",
        "sentence ended",
        "age of the victim",
        "all over",
        "day of the sentence",
        "orders without requirements",
    ],
)
def test_alike_before_the_law_is_one_pattern(one: PersonFacts, other: PersonFacts) -> None:
    assert pattern_of(one, as_at=AS_AT) == pattern_of(other, as_at=AS_AT)
    assert pattern_of(one, as_at=AS_AT) != pattern_of(facts(conviction(offence=MURDER)), as_at=AS_AT)


def test_the_young_keep_their_birth() -> None:
    born = date(2004, 5, 5)
    found = pattern_of(facts(conviction(offence=RAPE, on="2021-05-04"), birth_date=born), as_at=AS_AT)
    assert found.birth_date == born
    assert (
        pattern_of(facts(conviction(on="2027-01-01"), birth_date=born), as_at=AS_AT).birth_date
        == SOMEBODY_GROWN
    )
