"""Category 3: other dangerous offenders."""

from __future__ import annotations

from datetime import date

from openmappa.statute.categories.category_2 import past
from openmappa.statute.categories.ground import Ground, LimbAnswer, answer
from openmappa.statute.categories.rules import CATEGORY_3
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.dates import NO_LAST_DATE, ONE_DAY, in_words
from openmappa.statute.provisions.finding import (
    Finding,
    Outcome,
    Reason,
    all_of,
    any_of,
    is_so,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.vocabulary.limbs import Limb

LEVELS = (2, 3)
"""The levels at which somebody in Category 3 is managed."""


def category_3(facts: PersonFacts, others: tuple[LimbAnswer, ...], *, as_at: date) -> LimbAnswer:
    """
    Return whether the person is in Category 3. `others` are the answers for the limbs of the other categories.

    Law: Criminal Justice Act 2003 s.325(2)(b).
    """
    decision, decided_from, decided_to = _decision(facts, as_at)
    level, level_from, level_to = _level(facts, as_at)
    own = (_offence(facts, as_at), decision, level)
    residual = _in_no_other(others)
    outcome = all_of(each.outcome for each in (*own, residual))
    starts = [day for day in (decided_from, level_from) if day]
    ends = [day for day in (decided_to, level_to) if day]
    finding = Finding(outcome, (*own, residual), max(starts, default=None), min(ends, default=None))
    waiting = residual.outcome is not Outcome.MET and all(each.outcome is Outcome.MET for each in own)
    return answer(
        Limb.CATEGORY_3, (Ground(Limb.CATEGORY_3, "harm_decisions", finding, is_in_waiting=waiting),)
    )


def _offence(facts: PersonFacts, as_at: date) -> Reason:
    words = (
        "The person was convicted of or cautioned for an offence that indicates capability of serious harm"
    )
    if facts.convictions is None:
        return needs_fact(f"{words}: not known.", CATEGORY_3, "convictions", needs="convictions")
    convictions = past(facts, as_at)
    outcome = any_of(is_so(each.indicates_serious_harm) for each in convictions)
    if outcome is Outcome.NEEDS_FACT:
        asked = ", ".join(
            f"convictions[{each.reference}].indicates_serious_harm"
            for each in convictions
            if each.indicates_serious_harm is None
        )
        return needs_fact(f"{words}: not known.", CATEGORY_3, "convictions", needs=asked)
    if outcome is Outcome.MET:
        return met(f"{words}.", CATEGORY_3, "convictions")
    return not_met(f"{words}: no.", CATEGORY_3, "convictions")


def _decision(facts: PersonFacts, as_at: date) -> tuple[Reason, date | None, date | None]:
    words = "The Responsible Authority considers that the person may cause serious harm to the public"
    if facts.harm_decisions is None:
        reason = needs_fact(f"{words}: not known.", CATEGORY_3, needs="harm_decisions")
        return reason, None, None
    holding = [
        each
        for each in facts.harm_decisions
        if each.decided_date <= as_at and (each.until_date is None or as_at < each.until_date)
    ]
    if not holding:
        return not_met(f"{words}: no decision holds.", CATEGORY_3, "harm_decisions"), None, None
    latest = max(holding, key=lambda each: each.decided_date)
    said = f"{words}, decided on {in_words(latest.decided_date)}"
    if not latest.may_cause_serious_harm:
        return not_met(f"{said}: no.", CATEGORY_3, "harm_decisions"), None, None
    return met(f"{said}.", CATEGORY_3, "harm_decisions"), latest.decided_date, _last(latest.until_date)


def _level(facts: PersonFacts, as_at: date) -> tuple[Reason, date | None, date | None]:
    words = "The person is managed at Level 2 or 3"
    if facts.levels is None:
        return needs_fact(f"{words}: not known.", CATEGORY_3, needs="levels"), None, None
    holding = [
        each
        for each in facts.levels
        if each.level in LEVELS
        and each.start_date <= as_at
        and (each.until_date is None or as_at < each.until_date)
    ]
    if not holding:
        return not_met(f"{words}: no.", CATEGORY_3, "levels"), None, None
    latest = max(holding, key=lambda each: each.start_date)
    said = f"{words}: Level {latest.level} from {in_words(latest.start_date)}."
    return met(said, CATEGORY_3, "levels"), latest.start_date, _last(latest.until_date)


def _in_no_other(others: tuple[LimbAnswer, ...]) -> Reason:
    outcome = any_of(each.outcome for each in others)
    if outcome is Outcome.MET:
        categories = sorted({each.category for each in others if each.outcome is Outcome.MET})
        named = " and ".join(f"Category {each}" for each in categories)
        return not_met(f"The person is in no other category: no, in {named}.", CATEGORY_3)
    if outcome is Outcome.NEEDS_FACT:
        words = "The person is in no other category: not known."
        return needs_fact(words, CATEGORY_3, needs="what the other limbs need")
    return met("The person is in no other category.", CATEGORY_3)


def _last(until: date | None) -> date:
    return NO_LAST_DATE if until is None else until - ONE_DAY
