"""Events that happen to anybody by chance, in every year: rates are this project's own choice, not statistics."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, drum, one_of
from openmappa.exchange.lives.domain.course import (
    Breach,
    Course,
    OrderEvent,
    Return,
    Review,
)
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.events.acts import (
    add_charge,
    add_order,
    after_risk_order,
    discharge,
    may_have_order,
)
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.events import (
    FurtherOffenceOutcome,
    OrderRoute,
    Outcome,
    ReturnReason,
)
from openmappa.statute.vocabulary.orders import Order

_SHPO_BEGAN, _SOPO_BEGAN = 42_070, 38_107
"""8 March 2015 and 1 May 2004."""
_ORDER_ON_CONVICTION, _ORDER_LATER, _NOTICE_BEGAN = 0.42, 0.025, 44_739
"""Notices under section 96ZA: from 28 June 2022 (Police, Crime, Sentencing and Courts Act 2022)."""
_BREACH, _SRO_BREACH, _CHARGE, _REVIEW = 0.07, 0.0006, 0.004, 0.15
_CHARGE_IN_CATEGORY_4 = 0.02
_SRO_OF_DANGEROUS, _SHPO_OF_CATEGORY_4, _ERROR, _BARS_TRAVEL = 0.3, 0.05, 0.005, 0.03
_LATELY = 3 * 365
_ORDERS = drum(
    {Order.SHPO: 90, Order.NOTIFICATION_ORDER: 5, Order.SECTION_96ZA_NOTICE: 2, Order.INTERIM_SHPO: 3}
)
_ORDER_EVENTS = drum({"varied": 5, "renewed": 2, "discharged": 1, "breached": 3})
_OUTCOMES = drum(
    {
        Outcome.CAUTIONED.value: 4, Outcome.CONVICTED.value: 8, Outcome.PENDING.value: 2,
        Outcome.NO_FURTHER_ACTION.value: 3,
    }
)  # fmt: skip
_DECIDED = frozenset({Outcome.CAUTIONED.value, Outcome.CONVICTED.value})
_CHARGE_OUTCOMES = drum(
    {
        FurtherOffenceOutcome.STILL_CHARGED.value: 4, FurtherOffenceOutcome.CONVICTED.value: 5,
        FurtherOffenceOutcome.OTHER.value: 1,
    }
)  # fmt: skip


def add_by_chance(course: Course, random: Random, *, quiet_from: int = NO_DAY) -> None:
    """
    Add what happens to a person by chance, mostly nothing.

    With `quiet_from`, only what no year counts that begins on that day: somebody else plans that year.
    """
    life = course.life
    if life.situation is Situation.POTENTIALLY_DANGEROUS and random.random() < _SRO_OF_DANGEROUS:
        day = _day(life.start, life.now, quiet_from, random)
        if day:
            add_order(course, Order.SRO, day, random)
    if life.kind != "eligible":
        return
    if life.category == 1 and life.situation is not Situation.REVOKED_IN_YEAR:
        _orders(course, random, quiet_from)
        _breaches(course, random, quiet_from)
    elif life.category == 4 and random.random() < _SHPO_OF_CATEGORY_4:
        day = _day(life.start, life.now, quiet_from, random)
        if day:
            add_order(course, Order.SHPO, day, random)
    if random.random() < (_CHARGE_IN_CATEGORY_4 if life.category == 4 else _CHARGE):
        _charge(course, random, quiet_from)
    _returns(course, random, quiet_from)


def _day(first: int, last: int, quiet_from: int, random: Random) -> int:
    """Return a day of late, `NO_DAY` if there is none."""
    if quiet_from:
        last = min(last, quiet_from - 1)
    first = max(first, last - _LATELY)
    return between(random, first, last) if first <= last else NO_DAY


def _orders(course: Course, random: Random, quiet_from: int) -> None:
    life = course.life
    chance = random.random()
    day = life.imposed
    if chance < _ORDER_ON_CONVICTION:
        late = (quiet_from and day >= quiet_from) or day > life.now
        if day < _SOPO_BEGAN or late or not may_have_order(course, day):
            return
        kind = Order.SHPO if day >= _SHPO_BEGAN else Order.SOPO
        travels = random.random() < _BARS_TRAVEL
        place = add_order(course, kind, day, random, route=OrderRoute.CONVICTION, bars_travel=travels)
        if random.random() < 0.15:
            _order_event(course, place, day, life, random)
        return
    if chance > 1 - _SRO_BREACH:
        _breach_of_sro(course, random, quiet_from)
    elif chance < _ORDER_ON_CONVICTION + _ORDER_LATER:
        day = _day(max(life.start, _SHPO_BEGAN), life.now, quiet_from, random)
        kind = one_of(random, _ORDERS)
        if kind is Order.SECTION_96ZA_NOTICE and day < _NOTICE_BEGAN:
            kind = Order.NOTIFICATION_ORDER
        if day and may_have_order(course, day):
            notice = kind is Order.SECTION_96ZA_NOTICE
            route = OrderRoute.POLICE_NOTICE if notice else OrderRoute.APPLICATION
            add_order(course, kind, day, random, route=route, in_error=random.random() < _ERROR * 4)


def _order_event(course: Course, place: int, made: int, life: Life, random: Random) -> None:
    order = course.orders[place]
    last = min(life.now, order.last or life.now)
    if last <= made:
        return
    day = between(random, made + 1, last)
    kind = one_of(random, _ORDER_EVENTS)
    if kind == "discharged":
        discharge(course, place, day)
        return
    event = OrderEvent(order=place, kind=kind, day=day)
    if kind == "breached":
        event.outcome = one_of(random, _OUTCOMES)
        if event.outcome in _DECIDED:
            event.outcome_day = between(random, day, min(day + 120, life.as_at))
    course.order_events.append(event)


def _breach_of_sro(course: Course, random: Random, quiet_from: int) -> None:
    life = course.life
    day = _day(max(life.start, _SHPO_BEGAN + 400), life.now, quiet_from, random)
    if not day:
        return
    after_risk_order(course, day - 20, day, random)


def _breaches(course: Course, random: Random, quiet_from: int) -> None:
    if random.random() >= _BREACH:
        return
    life = course.life
    decided = _day(life.start + 30, life.now, quiet_from, random)
    if decided:
        outcome = one_of(random, _OUTCOMES)
        course.breaches.append(
            Breach(
                day=between(random, max(life.start, decided - 200), decided),
                outcome=outcome,
                outcome_day=decided if outcome in _DECIDED else NO_DAY,
                in_error=random.random() < _ERROR,
            )
        )


def _charge(course: Course, random: Random, quiet_from: int) -> None:
    life = course.life
    day = _day(life.start + 1, life.now, quiet_from, random)
    if not day:
        return
    outcome = one_of(random, _CHARGE_OUTCOMES)
    place = add_charge(
        course, day, outcome, random, known=min(day + 300, life.as_at), in_error=random.random() < _ERROR
    )
    start = day + between(random, 20, 200)
    if random.random() < _REVIEW and start <= life.now and (not quiet_from or start < quiet_from):
        course.reviews.append(Review(start=start, charge=place))


def _returns(course: Course, random: Random, quiet_from: int) -> None:
    """Say why the person was returned to custody, for each time inside that began after a release."""
    life = course.life
    for place, (kind, start, _, _) in enumerate(course.spells):
        if not life.release or start <= life.release:
            continue
        if kind == SpellKind.RECALLED.value:
            reason, order = ReturnReason.BREACH_OF_LICENCE, None
            shpo = _running_shpo(course, start)
            if shpo is not None and not quiet_from and random.random() < 0.3:
                reason, order = ReturnReason.BREACH_OF_ORDER, shpo
            course.returns.append(Return(spell=place, reason=reason.value, day=start, order=order))
        elif kind == SpellKind.REMAND.value:
            course.returns.append(Return(spell=place, reason=ReturnReason.OTHER.value, day=start))


def _running_shpo(course: Course, day: int) -> int | None:
    for place, order in enumerate(course.orders):
        if order.kind == Order.SHPO.value and order.start < day and (not order.last or order.last >= day):
            return place
    return None
