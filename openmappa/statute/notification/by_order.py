"""Requirements that orders and notices bring: for as long as they last, or from a matter abroad."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openmappa.statute.facts.binding import ForeignMatter, OrderMade
from openmappa.statute.facts.offending import Sentence
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.periods import period_abroad
from openmappa.statute.notification.requirement import Requirement
from openmappa.statute.notification.rules import (
    BREACH,
    INTERIM_NOTIFICATION_ORDER,
    NOTIFICATION_ORDER,
    POLICE_NOTICE,
    PREVENTION_ORDER,
)
from openmappa.statute.notification.terms import alone
from openmappa.statute.orders.lasting import last_day_of_order
from openmappa.statute.provisions.dates import NO_LAST_DATE, in_words
from openmappa.statute.provisions.finding import Finding, Outcome, Reason, met, needs_fact, not_met
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.vocabulary.events import RequirementBasis
from openmappa.statute.vocabulary.orders import ORDERS, Order

PREVENTION = frozenset(
    {Order.SHPO, Order.SHPO_FOREIGN_TRAVEL, Order.INTERIM_SHPO, Order.SOPO, Order.INTERIM_SOPO}
)
"""Orders under which the person is subject to the requirements while they last."""

FROM_ABROAD = {
    Order.NOTIFICATION_ORDER: NOTIFICATION_ORDER,
    Order.SECTION_96ZA_NOTICE: POLICE_NOTICE,
}
BREAKABLE = frozenset({Order.SRO, Order.SRO_FOREIGN_TRAVEL, Order.INTERIM_SRO, Order.RSHO})
"""Orders whose breach brings the full requirements while they last."""


def requirements_by_order(facts: PersonFacts, *, as_at: date) -> Iterator[Requirement]:
    """
    Yield the requirements that orders made by the day bring.

    Law: Sexual Offences Act 2003 ss.96ZA, 97, 98, 100, 103G, 107 and 129.
    """
    for order in facts.orders or ():
        if order.made_date > as_at:
            continue
        if order.kind in PREVENTION:
            yield _while_it_lasts(order, PREVENTION_ORDER)
        elif order.kind is Order.INTERIM_NOTIFICATION_ORDER:
            yield _while_it_lasts(order, INTERIM_NOTIFICATION_ORDER)
        elif order.kind in FROM_ABROAD:
            yield _from_abroad(order, FROM_ABROAD[order.kind], facts.birth_date)
        elif order.kind in BREAKABLE:
            yield from _after_breach(order, facts, as_at)


def _while_it_lasts(order: OrderMade, rule: Rule) -> Requirement:
    path = f"orders[{order.reference}]"
    name, last = ORDERS[order.kind].name, last_day_of_order(order)
    start = order.served_date or order.made_date
    reasons: list[Reason] = [
        met(f"{name}, made on {in_words(order.made_date)}.", rule, f"{path}.kind"),
    ]
    if order.served_date is None:
        reasons.append(
            needs_fact(
                "The relevant date is the day of service, which is not known.",
                rule,
                needs=f"{path}.served_date",
            )
        )
    reasons.append(_end_in_words(last, rule, path))
    basis = RequirementBasis.ORDER
    return Requirement(
        basis,
        path,
        Finding(Outcome.MET, tuple(reasons), start, last),
        order.served_date,
        None,
        is_reviewable=False,
    )


def _from_abroad(order: OrderMade, rule: Rule, birth: date | None) -> Requirement:
    path = f"orders[{order.reference}]"
    name = ORDERS[order.kind].name
    start = order.served_date or order.made_date
    basis = (
        RequirementBasis.POLICE_NOTICE if order.kind is Order.SECTION_96ZA_NOTICE else RequirementBasis.ORDER
    )
    said = met(f"{name}, made on {in_words(order.made_date)}.", rule, f"{path}.kind")
    if order.foreign_matter is None:
        reason = needs_fact(
            "The period runs from the day of the conviction, finding or caution abroad, which is not known.",
            rule,
            needs=f"{path}.foreign_matter",
        )
        return Requirement(basis, path, Finding(Outcome.MET, (said, reason), start, None))
    matter = order.foreign_matter
    abroad = met(
        f"The relevant date is the day of the matter abroad, {in_words(matter.conviction_date)}.",
        rule,
        f"{path}.foreign_matter.conviction_date",
    )
    period = period_abroad(
        matter.kind,
        alone(_as_sentence(matter)),
        matter.conviction_date,
        birth_date=birth,
        path=f"{path}.foreign_matter",
    )
    last = period.last_date
    if last is not None and last < order.made_date:
        expired = not_met(
            f"That period ended on {in_words(last)}, before the order was made; it must not have ended.",
            rule,
            path,
        )
        return Requirement(basis, path, Finding(Outcome.NOT_MET, (said, abroad, *period.reasons, expired)))
    if order.discharged_date is not None:
        last = last_day_of_order(order)
    finding = Finding(Outcome.MET, (said, abroad, *period.reasons), start, last)
    return Requirement(basis, path, finding, matter.conviction_date, period.least_last_date)


def _as_sentence(matter: ForeignMatter) -> Sentence:
    return Sentence(
        reference="abroad", kind=matter.kind, imposed_date=matter.conviction_date, term=matter.term
    )


def _after_breach(order: OrderMade, facts: PersonFacts, as_at: date) -> Iterator[Requirement]:
    decided = [day for day in order.breach_decided_dates if day <= as_at]
    if not decided:
        return
    path, first = f"orders[{order.reference}]", min(decided)
    relevant = _that_took_its_place(order, facts)
    last = last_day_of_order(relevant)
    reasons = (
        met(
            f"{ORDERS[order.kind].name} broken, decided on {in_words(first)}.",
            BREACH,
            f"{path}.breach_decided_dates",
        ),
        _end_in_words(last, BREACH, f"orders[{relevant.reference}]"),
    )
    finding = Finding(Outcome.MET, reasons, first, last)
    yield Requirement(RequirementBasis.BREACH_OF_SRO, path, finding, first, None, is_reviewable=False)


def _that_took_its_place(order: OrderMade, facts: PersonFacts) -> OrderMade:
    """Return the full order made in place of an interim one, else the order itself."""
    replacing = (each for each in facts.orders or () if each.replaces_interim == order.reference)
    return next(replacing, order)


def _end_in_words(last: date | None, rule: Rule, path: str) -> Reason:
    if last is None:
        return needs_fact("The last day of the order is not known.", rule, needs=f"{path}.last_date")
    if last == NO_LAST_DATE:
        return met("The order lasts until further order.", rule, f"{path}.last_date")
    return met(f"The order lasts until {in_words(last)}.", rule, f"{path}.last_date")
