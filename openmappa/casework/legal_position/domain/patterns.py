"""
Which facts give the same position: facts are put into one form for all people to whom the law answers alike.

Every step leaves out or replaces what no rule of eligibility can tell apart, so that a position worked out for the form
is that of the facts; a test compares the two for any facts. What is left are patterns that repeat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from openmappa.statute.categories.category_2 import FIRST_OF_THE_LIST
from openmappa.statute.categories.disposals import is_inside
from openmappa.statute.facts.binding import OrderMade
from openmappa.statute.facts.living import Spell
from openmappa.statute.facts.offending import Conviction, Sentence, Term
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.by_order import BREAKABLE, FROM_ABROAD, PREVENTION
from openmappa.statute.notification.schedule_3 import paragraph_of
from openmappa.statute.notification.terms import Counted
from openmappa.statute.orders.lasting import last_day_of_order
from openmappa.statute.provisions.thresholds import constant
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.offences import Offence, offences
from openmappa.statute.vocabulary.orders import Order

SOMEBODY_GROWN = date(1900, 1, 1)
"""The day of birth of all who were past every age that a rule asks about before anything happened."""

_PAST_EVERY_AGE = 21
_AGES_OF_OTHERS = (18, 16)
_LASTING = PREVENTION | {Order.INTERIM_NOTIFICATION_ORDER}
_TERMS = (
    "schedule_3.term",
    "schedule_3.long_term",
    "period.short_to",
    "period.indefinite_from",
    "category_2.months",
    "terrorism.months",
    "terrorism.middle_from",
    "terrorism.long_from",
)


def pattern_of(facts: PersonFacts, *, as_at: date) -> PersonFacts:
    """Return the facts that stand for all facts to which the law gives the same position as at the day."""
    orders = None if facts.orders is None else tuple(_orders(facts.orders, as_at))
    grown = _was_grown(facts, orders or ())
    asks_harm = bool(facts.harm_decisions) or facts.harm_decisions is None
    convictions = facts.convictions and tuple(
        _conviction(each, as_at=as_at, asks_harm=asks_harm, ageless=grown or facts.birth_date is None)
        for each in facts.convictions
    )
    convictions = convictions and _with_plain_term(convictions)
    return PersonFacts(
        birth_date=SOMEBODY_GROWN if grown else facts.birth_date,
        convictions=convictions,
        orders=orders,
        custody=_custody(facts, as_at),
        levels=facts.levels if asks_harm else (),
        harm_decisions=facts.harm_decisions,
        terrorism_risk_decisions=facts.terrorism_risk_decisions,
        terrorism_notification=facts.terrorism_notification,
        disqualification=facts.disqualification,
        review_applications=facts.review_applications,
    )


def _was_grown(facts: PersonFacts, orders: tuple[OrderMade, ...]) -> bool:
    born = facts.birth_date
    return born is not None and min(_days(facts, orders), default=date.max).year - born.year > _PAST_EVERY_AGE


def _days(facts: PersonFacts, orders: tuple[OrderMade, ...]) -> Iterator[date]:
    """Yield the days on which a rule may ask how old the person was."""
    for each in facts.convictions or ():
        yield each.conviction_date
        if each.offence_date is not None:
            yield each.offence_date
        yield from (sentence.imposed_date for sentence in each.sentences or ())
    for order in orders:
        if order.foreign_matter is not None:
            yield order.foreign_matter.conviction_date


def _conviction(given: Conviction, *, as_at: date, asks_harm: bool, ageless: bool) -> Conviction:
    return Conviction(
        reference=given.reference,
        offence_code=_standing_for(given.offence_code),
        result=given.result,
        conviction_date=given.conviction_date,
        offence_date=given.conviction_date if ageless and given.offence_date else given.offence_date,
        victim_age=_age_of_other(given.victim_age),
        sentences=None
        if given.sentences is None
        else tuple(_sentence(each, as_at) for each in given.sentences),
        schedule_3_conditions_met=given.schedule_3_conditions_met,
        section_327_4a_lists_it=given.section_327_4a_lists_it,
        indicates_serious_harm=given.indicates_serious_harm if asks_harm else None,
        terrorist_connection=given.terrorist_connection,
        terrorism_notification_applies=given.terrorism_notification_applies,
    )


def _age_of_other(age: int | None) -> int | None:
    return None if age is None else next((each for each in _AGES_OF_OTHERS if age >= each), 0)


def _sentence(given: Sentence, as_at: date) -> Sentence:
    words, last = DISPOSALS[given.kind], given.last_date
    if not (words.is_custodial or words.is_hospital_or_guardianship):
        last = None
    elif last is not None and given.imposed_date <= last < as_at and given.supervision_last_date is None:
        # Ended is ended, whenever it was.
        last = given.imposed_date
    return given if last == given.last_date else replace(given, last_date=last)


def _with_plain_term(convictions: tuple[Conviction, ...]) -> tuple[Conviction, ...]:
    """Return the convictions with the only term of imprisonment, if there is one only, as the least of its band."""
    custodial = [
        sentence for each in convictions for sentence in each.sentences or () if sentence.is_custodial
    ]
    if len(custodial) != 1:
        return convictions
    (only,) = custodial
    if only.term is None or only.kind is Disposal.DETENTION_AND_TRAINING_ORDER:
        return convictions
    plain = replace(
        only, term=_least(only.term, only.imposed_date), runs=None, runs_against=None, overlap=None
    )
    return tuple(
        replace(each, sentences=tuple(plain if sentence is only else sentence for sentence in each.sentences))
        if each.sentences and only in each.sentences
        else each
        for each in convictions
    )


def _least(term: Term, start: date) -> Term:
    bands = _bands(term, start)
    return next((each for each in _plain_terms() if _bands(each, start) == bands), term)


def _bands(term: Term, start: date) -> tuple[bool, ...]:
    counted = Counted(start, term.length, False, (), "")
    return tuple(
        answer
        for months in _limits()
        for answer in (counted.is_at_least(months), counted.is_more_than(months))
    )


@cache
def _limits() -> tuple[int, ...]:
    return tuple(sorted({constant(each) for each in _TERMS}))


@cache
def _plain_terms() -> tuple[Term, ...]:
    return (
        Term(days=1),
        *(Term(months=each, days=more) for each in _limits() for more in (0, 1)),
    )


def _orders(orders: tuple[OrderMade, ...], as_at: date) -> Iterator[OrderMade]:
    """Yield the orders that bring requirements, or that take the place of one whose breach does."""
    for each in orders:
        ended = last_day_of_order(each)
        brings = (
            each.kind in FROM_ABROAD
            or (each.kind in _LASTING and not (ended is not None and ended < as_at))
            or (each.kind in BREAKABLE and each.breach_decided_dates)
        )
        if brings or each.replaces_interim is not None:
            matter = each.foreign_matter if each.kind in FROM_ABROAD else None
            yield replace(each, travel_prohibition=None, foreign_matter=matter)


def _custody(facts: PersonFacts, as_at: date) -> tuple[Spell, ...] | None:
    """Return what is asked of custody: all of it by terrorism notification, else whether the person is inside."""
    convictions = facts.convictions or ()
    if facts.custody is None or any(each.terrorism_notification_applies for each in convictions):
        return facts.custody
    open_ended = any(
        sentence.last_date is None and sentence.supervision_last_date is None
        for each in convictions
        for sentence in each.sentences or ()
    )
    if not open_ended or not is_inside(facts, as_at):
        return ()
    return (Spell(kind=SpellKind.SENTENCED, start_date=as_at),)


@cache
def _standing_for(code: str) -> str:
    """Return the first offence of the vocabulary that no rule of eligibility tells from this one."""
    found = offences().get(code)
    return code if found is None else _first_of_each()[_told_apart_by(found)]


@cache
def _first_of_each() -> dict[tuple[object, ...], str]:
    found: dict[tuple[object, ...], str] = {}
    for each in offences().values():
        found.setdefault(_told_apart_by(each), each.code)
    return found


def _told_apart_by(each: Offence) -> tuple[object, ...]:
    paragraph = paragraph_of(each.code)
    return (
        each.schedule_15_part,
        each.schedule_3,
        each.is_murder,
        each.is_schedule_known,
        paragraph.condition if paragraph else None,
        each.code == FIRST_OF_THE_LIST,
    )
