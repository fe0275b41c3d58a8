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
from openmappa.statute.facts.living import Spell
from openmappa.statute.facts.offending import Conviction
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import requirements
from openmappa.statute.notification.suspension import clock
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import facts
from openmappa.statute.tests.lives import AS_AT, BIRTHS, DAYS, SPELLS, histories, lives
from openmappa.statute.vocabulary.custody import SpellKind


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
