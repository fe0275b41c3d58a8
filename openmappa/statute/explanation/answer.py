"""The whole answer of the law for one person as at a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openmappa.statute.categories.eligibility import Eligibility, eligibility
from openmappa.statute.duties.duty import Duty
from openmappa.statute.duties.worklist import duties
from openmappa.statute.facts.binding import OrderMade
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.orders.terms import Proof, effect_of_order, proof_of_order, term_of_order
from openmappa.statute.provisions.finding import Finding, Reason
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.review.review import Review, review

RULES_VERSION = 2
"""Rises with every change of a rule, a threshold or a setting's default. A stored answer keeps it."""


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What the law says of an order: its term, on what proof it was made, and what it brings."""

    order: OrderMade
    term: Finding
    proof: Proof
    proof_reason: Reason
    effect: Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that the law says of one person's facts as at a day."""

    as_at: date
    settings: LawSettings
    eligibility: Eligibility
    requirements: Requirements
    orders: tuple[OrderAnswer, ...]
    duties: tuple[Duty, ...]
    review: Review


def law_of(facts: PersonFacts, *, as_at: date, settings: LawSettings = DEFAULTS) -> Answer:
    """
    Return what the law says of a person's facts as at a day.

    Law: Criminal Justice Act 2003 ss.325 and 327; Sexual Offences Act 2003 Part 2.
    """
    required = requirements(facts, as_at=as_at, settings=settings)
    return Answer(
        as_at=as_at,
        settings=settings,
        eligibility=eligibility(facts, as_at=as_at, settings=settings, required=required),
        requirements=required,
        orders=tuple(_order(each, settings) for each in facts.orders or () if each.made_date <= as_at),
        duties=duties(facts, as_at=as_at, settings=settings, required=required),
        review=review(facts, required, as_at=as_at, settings=settings),
    )


def unverified_rules(answer: Answer) -> list[Rule]:
    """Return the rules that the answer rests on and that are not verified in full, by key."""
    used = {rule.key: rule for rule in _rules(answer) if not rule.is_verified}
    return [used[key] for key in sorted(used)]


def _order(order: OrderMade, settings: LawSettings) -> OrderAnswer:
    proof, reason = proof_of_order(order, settings=settings)
    return OrderAnswer(order, term_of_order(order), proof, reason, effect_of_order(order))


def _rules(answer: Answer) -> Iterator[Rule]:
    for limb in answer.eligibility.limbs:
        yield from (each.rule for each in limb.reasons)
    for order in answer.orders:
        yield from (each.rule for each in (*order.term.reasons, order.proof_reason, order.effect))
    yield from (each.rule for each in answer.duties)
    yield from (each.rule for each in answer.review.finding.reasons)
    yield from (each.rule for each in answer.review.steps)
