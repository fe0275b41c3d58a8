"""What must hold of any facts: no conviction shortens a period, youth never lengthens it, order and custody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.statute.duties.duty import DutyKind
from openmappa.statute.duties.worklist import duties
from openmappa.statute.explanation.answer import law_of
from openmappa.statute.explanation.document import as_document
from openmappa.statute.facts.living import Change, ChangeKind, NotificationKind, NotificationMade, Spell
from openmappa.statute.facts.offending import Conviction, Runs, Sentence, Term
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import requirements
from openmappa.statute.notification.suspension import clock
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import facts
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.results import ConvictionResult

AS_AT = date(2026, 4, 20)
DAYS = st.dates(date(2004, 5, 1), date(2025, 12, 31))
OFFENCES = st.sampled_from(["SX03001", "SX03007", "SX03017", "SX03128", "OF61131", "COML025", "TR06007"])
TERMS = st.builds(Term, months=st.integers(0, 60), days=st.integers(1, 40))


@st.composite
def sentences(draw: Any, number: int, imposed: date, before: list[str]) -> Sentence:
    kind = draw(st.sampled_from(list(Disposal)))
    runs = draw(st.sampled_from([Runs.ALONE, Runs.CONSECUTIVE])) if before else Runs.ALONE
    return Sentence(
        reference=f"S{number}",
        kind=kind,
        imposed_date=imposed,
        term=draw(TERMS) if DISPOSALS[kind].carries_term else None,
        runs=runs,
        runs_against=draw(st.sampled_from(before)) if runs is Runs.CONSECUTIVE else None,
    )


@st.composite
def histories(draw: Any, least: int = 1) -> tuple[Conviction, ...]:
    """Return convictions with everything that decides a period known, sentences running alone or in a row."""
    found: list[Conviction] = []
    before: list[str] = []
    for number in range(draw(st.integers(least, 4))):
        on = draw(DAYS)
        passed = draw(sentences(number, on, before))
        if passed.is_custodial:
            before.append(passed.reference)
        found.append(
            Conviction(
                reference=f"C{number}",
                offence_code=draw(OFFENCES),
                result=draw(st.sampled_from(list(ConvictionResult))),
                conviction_date=on,
                offence_date=on - timedelta(days=draw(st.integers(0, 400))),
                victim_age=draw(st.integers(1, 40)),
                sentences=(passed,),
            )
        )
    return tuple(found)


SPELLS = st.builds(
    lambda start, length, kind: Spell(
        kind=kind,
        start_date=start,
        until_date=start + timedelta(days=length),
        ended_by=SpellEnd.RELEASED,
    ),
    DAYS,
    st.integers(1, 900),
    st.sampled_from(list(SpellKind)),
)
NOTIFIED = st.builds(NotificationMade, kind=st.sampled_from(list(NotificationKind)), made_date=DAYS)
CHANGES = st.builds(Change, kind=st.sampled_from(list(ChangeKind)), change_date=DAYS)
BIRTHS = st.dates(date(1950, 1, 1), date(2008, 1, 1))


@st.composite
def lives(draw: Any) -> PersonFacts:
    return facts(
        *draw(histories()),
        birth_date=draw(BIRTHS),
        custody=tuple(draw(st.lists(SPELLS, max_size=3))),
        notifications=tuple(draw(st.lists(NOTIFIED, max_size=4))),
        changes=tuple(draw(st.lists(CHANGES, max_size=3))),
    )


@settings(deadline=None)
@given(histories(least=2), BIRTHS)
def test_a_further_conviction_never_shortens_a_period(history: tuple[Conviction, ...], birth: date) -> None:
    *earlier, _ = history
    before = requirements(facts(*earlier, birth_date=birth), as_at=AS_AT)
    after = requirements(facts(*history, birth_date=birth), as_at=AS_AT)
    last = {each.source: each.last_date for each in after.each}
    for each in before.each:
        if each.last_date is not None:
            assert last[each.source] is not None
            assert last[each.source] >= each.last_date  # type: ignore[operator]
    if before.last_date is not None and after.last_date is not None:
        assert after.last_date >= before.last_date


@settings(deadline=None)
@given(histories(), st.dates(date(1950, 1, 1), date(1980, 1, 1)), DAYS)
def test_under_18_is_never_longer_than_adult(history: tuple[Conviction, ...], old: date, young: date) -> None:
    adult = requirements(facts(*history, birth_date=old), as_at=AS_AT)
    child = requirements(facts(*history, birth_date=young - timedelta(days=3650)), as_at=AS_AT)
    for grown, small in zip(adult.each, child.each, strict=True):
        if small.finding.outcome is Outcome.MET and grown.relevant_date == small.relevant_date:
            assert small.last_date is not None
            assert grown.last_date is not None
            assert small.last_date <= grown.last_date


@settings(deadline=None)
@given(lives(), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_facts(life: PersonFacts, chance: Any) -> None:
    def shuffled(values: Any) -> Any:
        return tuple(chance.sample(values, len(values)))

    other = replace(
        life,
        convictions=shuffled(life.convictions),
        custody=shuffled(life.custody),
        notifications=shuffled(life.notifications),
        changes=shuffled(life.changes),
    )
    assert as_document(law_of(life, as_at=AS_AT)) == as_document(law_of(other, as_at=AS_AT))


@settings(deadline=None)
@given(lives(), SPELLS)
def test_more_custody_never_brings_a_duty_forward(life: PersonFacts, spell: Spell) -> None:
    freer = {(each.kind, each.source): each for each in duties(life, as_at=AS_AT)}
    more = replace(life, custody=(*(life.custody or ()), spell))
    for each in duties(more, as_at=AS_AT):
        before = freer.get((each.kind, each.source))
        if each.kind is DutyKind.RELEASE or before is None or before.due_date is None:
            continue
        assert each.due_date is None or each.due_date >= before.due_date


@settings(deadline=None)
@given(st.lists(SPELLS, max_size=4), DAYS, st.integers(1, 10))
def test_the_clock_counts_the_days_outside(spells: list[Spell], start: date, number: int) -> None:
    """Counted day by day, without knowing of intervals."""
    stopping = [each for each in spells if each.kind is not SpellKind.IMMIGRATION_DETENTION]
    day, left = start, number
    while True:
        if not any(each.start_date <= day < (each.until_date or day) for each in stopping):
            left -= 1
            if not left:
                break
        day += timedelta(days=1)
    assert clock(facts(custody=tuple(spells))).running_day(start, number) == day


@settings(deadline=None)
@given(lives())
def test_every_open_limb_says_what_would_decide_it(life: PersonFacts) -> None:
    unknown = replace(life, custody=None, orders=None, harm_decisions=None, birth_date=None)
    for limb in law_of(unknown, as_at=AS_AT).eligibility.limbs:
        if limb.outcome is Outcome.NEEDS_FACT:
            assert any(each.needs for each in limb.reasons)
