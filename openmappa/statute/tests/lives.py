"""Lives made up at random, of which everything that decides a period is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from openmappa.statute.facts.living import Change, ChangeKind, NotificationKind, NotificationMade, Spell
from openmappa.statute.facts.offending import Conviction, Runs, Sentence, Term
from openmappa.statute.facts.person import PersonFacts
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
