"""Whether an order has a term that the law allows, what it prohibits, on what proof it is made, and what it brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openmappa.statute.facts.binding import OrderMade, TravelScope
from openmappa.statute.orders.rules import (
    EFFECT,
    NO_TERM,
    PROOF,
    SHPO_TERM,
    SOPO_TERM,
    SRO_TERM,
    STALKING_TERM,
    SVRO_TERM,
    TRAVEL,
    VIOLENT_TERM,
    WHEN,
)
from openmappa.statute.provisions.dates import NO_LAST_DATE, in_words, last_day_of, nth_day
from openmappa.statute.provisions.finding import (
    Finding,
    Reason,
    all_of,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.vocabulary.orders import ORDERS, Order


class Proof(StrEnum):
    """On what proof an order is made."""

    BALANCE_OF_PROBABILITIES = "balance_of_probabilities"
    CRIMINAL = "criminal"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class TermRule:
    """
    The shortest and longest term of an order: keys of thresholds in calendar months, None for no bound.

    `may_be_open` says whether it may last until further order.
    """

    rule: Rule
    least: str | None = None
    most: str | None = None
    may_be_open: bool = True


TERMS: Mapping[Order, TermRule] = {
    Order.SHPO: TermRule(SHPO_TERM, least="order.shpo.least"),
    Order.SHPO_FOREIGN_TRAVEL: TermRule(SHPO_TERM, least="order.shpo.least"),
    Order.INTERIM_SHPO: TermRule(SHPO_TERM, may_be_open=False),
    Order.SOPO: TermRule(SOPO_TERM, least="order.sopo.least"),
    Order.INTERIM_SOPO: TermRule(SOPO_TERM, may_be_open=False),
    Order.SRO: TermRule(SRO_TERM, least="order.sro.least"),
    Order.SRO_FOREIGN_TRAVEL: TermRule(SRO_TERM, least="order.sro.least"),
    Order.STALKING_PROTECTION_ORDER: TermRule(STALKING_TERM, least="order.stalking.least"),
    Order.VIOLENT_OFFENDER_ORDER: TermRule(
        VIOLENT_TERM, least="order.violent.least", most="order.violent.most", may_be_open=False
    ),
    Order.SVRO: TermRule(SVRO_TERM, least="order.svro.least", most="order.svro.most", may_be_open=False),
}
"""The rules of term by order. An order that is not here has none that was read."""


FIRST_DAYS: Mapping[Order, str] = {
    **dict.fromkeys((Order.SHPO, Order.SHPO_FOREIGN_TRAVEL, Order.INTERIM_SHPO), "shpo_2015"),
    **dict.fromkeys((Order.SRO, Order.SRO_FOREIGN_TRAVEL, Order.INTERIM_SRO), "shpo_2015"),
    **dict.fromkeys(
        (Order.STALKING_PROTECTION_ORDER, Order.INTERIM_STALKING_PROTECTION_ORDER), "stalking_2020"
    ),
}
"""The commencement from which orders of a kind could be made, where a source names it."""

REPLACED_IN_2015 = frozenset({Order.SOPO, Order.INTERIM_SOPO, Order.RSHO, Order.FOREIGN_TRAVEL_ORDER})
"""Orders that can no longer be made."""


def term_of_order(order: OrderMade) -> Finding:
    """
    Return whether the order's term is one that the law allows, its prohibition on foreign travel too, and whether such
    an order could be made on that day.

    Law: Sexual Offences Act 2003 ss.103A to 103K, 107 and 122A; Stalking Protection Act 2019 s.3.
    """
    path = f"orders[{order.reference}]"
    reasons = (_term(order, path), *_at_that_time(order, path), *_travel(order, path))
    return Finding(
        all_of(each.outcome for each in reasons),
        reasons,
        order.served_date or order.made_date,
        order.last_date,
    )


def proof_of_order(order: OrderMade, *, settings: LawSettings = DEFAULTS) -> tuple[Proof, Reason]:
    """
    Return on what proof the order was made, by its date.

    Law: notes to the MAPPA annual report; Police, Crime, Sentencing and Courts Act 2022 (not read).
    """
    path = f"orders[{order.reference}].kind"
    if order.kind in (Order.SHPO, Order.SHPO_FOREIGN_TRAVEL):
        return Proof.BALANCE_OF_PROBABILITIES, met("Made on the balance of probabilities.", PROOF, path)
    if order.kind in (Order.SRO, Order.SRO_FOREIGN_TRAVEL):
        changed = settings.sro_civil_standard_from
        if changed is not None and order.made_date >= changed:
            words = (
                f"Made on the balance of probabilities, which applies from {in_words(changed)} (a setting)."
            )
            return Proof.BALANCE_OF_PROBABILITIES, met(words, PROOF, path)
        words = "Made on the criminal standard, as the notes to the annual report say; not verified."
        return Proof.CRIMINAL, met(words, PROOF, path)
    reason = needs_fact(
        "On what proof such an order is made was not read.", PROOF, path, needs="the text of its Act"
    )
    return Proof.NOT_KNOWN, reason


def effect_of_order(order: OrderMade) -> Reason:
    """
    Return what the order brings for notification and category.

    Law: Sexual Offences Act 2003 ss.103G, 107 and 122A.
    """
    path, name = f"orders[{order.reference}].kind", ORDERS[order.kind].name
    if ORDERS[order.kind].brings_notification:
        return met(f"{name}: brings the notification requirements, and with them Category 1.", EFFECT, path)
    if order.kind in (Order.SRO, Order.SRO_FOREIGN_TRAVEL, Order.INTERIM_SRO):
        words = f"{name}: name and home address only. It brings Category 1 only once it is broken."
        return not_met(words, EFFECT, path)
    return not_met(f"{name}: does not bring a category.", EFFECT, path)


def _at_that_time(order: OrderMade, path: str) -> tuple[Reason, ...]:
    """Return a reason for an order of a kind that could not be made yet, or no longer, on its day."""
    first, place = FIRST_DAYS.get(order.kind), f"{path}.made_date"
    if first is not None and order.made_date < commencement(first):
        words = f"Such orders could be made only from {in_words(commencement(first))}."
        return (not_met(words, WHEN, place),)
    if order.kind in REPLACED_IN_2015 and order.made_date >= commencement("shpo_2015"):
        words = f"Since {in_words(commencement('shpo_2015'))} such orders can no longer be made."
        return (not_met(words, WHEN, place),)
    return ()


def _term(order: OrderMade, path: str) -> Reason:
    bounds, place = TERMS.get(order.kind), f"{path}.last_date"
    if order.kind is Order.DVPO and order.last_date not in (None, NO_LAST_DATE):
        return _up_to_days(order, place)
    if bounds is None:
        return met("No rule of term was read for such an order.", NO_TERM, place)
    if order.last_date is None:
        return needs_fact("Its last day is not known.", bounds.rule, place, needs=place)
    if order.last_date == NO_LAST_DATE:
        words = "It lasts until further order"
        if bounds.may_be_open:
            return met(f"{words}.", bounds.rule, place)
        return not_met(f"{words}, but must be for a fixed period.", bounds.rule, place)
    return _between(order.made_date, order.last_date, bounds, place)


def _between(made: date, last: date, bounds: TermRule, place: str) -> Reason:
    if bounds.least and last < (least := last_day_of(made, months=constant(bounds.least))):
        return not_met(
            f"It ends before {in_words(least)}, the last day of the shortest term.", bounds.rule, place
        )
    if bounds.most and last > (most := last_day_of(made, months=constant(bounds.most))):
        return not_met(
            f"It ends after {in_words(most)}, the last day of the longest term.", bounds.rule, place
        )
    return met(f"It lasts until {in_words(last)}, which the law allows.", bounds.rule, place)


def _up_to_days(order: OrderMade, place: str) -> Reason:
    most = nth_day(order.made_date, constant("order.dvpo.most"))
    if order.last_date and order.last_date > most:
        return not_met(f"It ends after {in_words(most)}, its 28th day.", NO_TERM, place)
    return met("It lasts for no more than 28 days.", NO_TERM, place)


def _travel(order: OrderMade, path: str) -> tuple[Reason, ...]:
    travel = order.travel_prohibition
    if travel is None:
        return ()
    place = f"{path}.travel_prohibition"
    most = last_day_of(travel.start_date, months=constant("order.travel.most"))
    if travel.last_date is None:
        first = needs_fact(
            "The last day of the prohibition on foreign travel is not known.",
            TRAVEL,
            place,
            needs=f"{place}.last_date",
        )
    elif travel.last_date > most:
        first = not_met(
            f"The prohibition on foreign travel must end by {in_words(most)}, after 5 years.", TRAVEL, place
        )
    else:
        first = met(
            f"The prohibition on foreign travel ends on {in_words(travel.last_date)}, within 5 years.",
            TRAVEL,
            place,
        )
    if travel.scope is None:
        needed = f"{place}.scope"
        return first, needs_fact("Which countries it names is not known.", TRAVEL, place, needs=needed)
    if travel.scope is not TravelScope.ALL_COUNTRIES:
        return (first,)
    return first, _passports(travel.passports_surrendered_date, travel.start_date, place)


def _passports(surrendered: date | None, start: date, place: str) -> Reason:
    asked = f"It is of all countries: all passports must be surrendered, on or before {in_words(start)} or in the time named"
    if surrendered is None:
        needed = f"{place}.passports_surrendered_date"
        return needs_fact(f"{asked}.", TRAVEL, place, needs=needed)
    return met(f"{asked}; they were on {in_words(surrendered)}.", TRAVEL, place)
