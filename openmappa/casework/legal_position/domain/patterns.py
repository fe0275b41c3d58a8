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

from openmappa.casework.legal_position.domain.ended import ended, without_length
from openmappa.statute.categories.category_2 import FIRST_OF_THE_LIST
from openmappa.statute.categories.disposals import is_inside
from openmappa.statute.facts.binding import OrderMade
from openmappa.statute.facts.living import Spell
from openmappa.statute.facts.offending import Conviction, Runs, Sentence, Term
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.by_order import BREAKABLE, FROM_ABROAD, PREVENTION
from openmappa.statute.notification.schedule_3 import paragraph_of
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
        _conviction(each, as_at=as_at, asks_harm=asks_harm, grown=grown, ageless=facts.birth_date is None)
        for each in _apart(facts.convictions)
    )
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


def _apart(convictions: tuple[Conviction, ...]) -> Iterator[tuple[Conviction, bool]]:
    """Yield each conviction with whether every term of the person counts by itself."""
    custodial = [
        sentence for each in convictions for sentence in each.sentences or () if sentence.is_custodial
    ]
    apart = len(custodial) < 2 or all(
        each.runs is Runs.ALONE or (each.runs is Runs.CONCURRENT and each.runs_against) for each in custodial
    )
    yield from ((each, apart) for each in convictions)


def _conviction(
    of: tuple[Conviction, bool], *, as_at: date, asks_harm: bool, grown: bool, ageless: bool
) -> Conviction:
    given, apart = of
    harm = given.indicates_serious_harm if asks_harm else None
    if grown and apart and (over := ended(given, as_at=as_at)) is not None:
        return replace(over, indicates_serious_harm=harm)
    found = Conviction(
        reference=given.reference,
        offence_code=_standing_for(given.offence_code),
        result=given.result,
        conviction_date=given.conviction_date,
        offence_date=given.conviction_date
        if (grown or ageless) and given.offence_date
        else given.offence_date,
        victim_age=_age_of_other(given.victim_age),
        sentences=given.sentences and tuple(_sentence(each, as_at, apart) for each in given.sentences),
        schedule_3_conditions_met=given.schedule_3_conditions_met,
        section_327_4a_lists_it=given.section_327_4a_lists_it,
        indicates_serious_harm=harm,
        terrorist_connection=given.terrorist_connection,
        terrorism_notification_applies=given.terrorism_notification_applies,
    )
    listed = grown and apart and _is_listed_whatever_was_passed(given)
    return without_length(found, as_at=as_at) if listed else found


def _is_listed_whatever_was_passed(given: Conviction) -> bool:
    """Return whether the day of a sentence cannot be that from which the person counts as convicted."""
    paragraph = paragraph_of(given.offence_code)
    return (
        not given.terrorism_notification_applies
        and given.schedule_3_conditions_met is None
        and paragraph is not None
        and paragraph.condition == "always"
    )


def _age_of_other(age: int | None) -> int | None:
    return None if age is None else next((each for each in _AGES_OF_OTHERS if age >= each), 0)


def _sentence(given: Sentence, as_at: date, apart: bool) -> Sentence:
    words, last = DISPOSALS[given.kind], given.last_date
    if not (words.is_custodial or words.is_hospital_or_guardianship):
        last = None
    elif last is not None and given.imposed_date <= last < as_at and given.supervision_last_date is None:
        # Ended is ended, whenever it was.
        last = given.imposed_date
    plain = apart and words.is_custodial and given.kind is not Disposal.DETENTION_AND_TRAINING_ORDER
    return Sentence(
        reference=given.reference,
        kind=given.kind,
        imposed_date=given.imposed_date,
        term=_least(given.term) if plain and given.term else given.term,
        detention=given.detention,
        runs=Runs.ALONE if plain else given.runs,
        runs_against=None if plain else given.runs_against,
        overlap=given.overlap,
        last_date=last,
        supervision_last_date=given.supervision_last_date,
    )


def _least(term: Term) -> Term:
    """Return the shortest term that no limit tells from this one. Days beyond whole months are left as they are."""
    length = term.length
    return term if length.days else _least_of(length.months)


@cache
def _least_of(months: int) -> Term:
    below = max((limit for limit in _limits() if limit <= months), default=0)
    return Term(months=below, days=int(months > below))


@cache
def _limits() -> tuple[int, ...]:
    return tuple(sorted({constant(each) for each in _TERMS}))


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
