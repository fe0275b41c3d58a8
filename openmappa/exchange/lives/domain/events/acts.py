"""Putting single events into a life, each with what follows from it."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.course import (
    Charge,
    Course,
    CourtOrder,
    OrderEvent,
    Requirement,
    Return,
)
from openmappa.exchange.lives.domain.days import NO_DAY, last_of, later
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.events import OrderRoute, Outcome, RequirementBasis, ReturnReason
from openmappa.statute.vocabulary.orders import ORDERS, Order

FIXED_TERM_RECALL = 28
FIVE_YEARS = 60
_LENGTHS = (84, 120, FIVE_YEARS)
_TRAVEL_MONTHS = (60, 24, 36)
_FROM_ABROAD = (Order.NOTIFICATION_ORDER, Order.SECTION_96ZA_NOTICE)
_CHARGED = {
    1: offences.GRAVE_SEXUAL, 2: offences.GRAVE_VIOLENT, 3: offences.GRAVE_VIOLENT, 4: offences.TERRORISM
}  # fmt: skip


def may_have_order(course: Course, made: int) -> bool:
    """Return whether an order of five years or more made that day ends no later than the notification period."""
    life = course.life
    return not life.end or last_of(made, FIVE_YEARS) <= life.end


def add_order(
    course: Course,
    kind: Order,
    made: int,
    random: Random,
    *,
    route: OrderRoute = OrderRoute.APPLICATION,
    bars_travel: bool = False,
    in_error: bool = False,
) -> int:
    """
    Add an order, with the notification requirement that it brings, and return its place among the orders.

    It never outlasts the period of the person's category; without end only where that has none either.
    """
    last = _last_of_order(course.life, kind, made, random)
    abroad = NO_DAY
    if kind in _FROM_ABROAD:
        abroad, last = _abroad(course.life, made, random)
    course.orders.append(
        CourtOrder(
            kind=kind.value,
            route=route.value,
            made=made,
            start=made,
            last=last,
            bars_travel=bars_travel,
            travel_last=_travel_last(made, last, random) if bars_travel else NO_DAY,
            abroad=abroad,
            in_error=in_error,
        )
    )
    place = len(course.orders) - 1
    if ORDERS[kind].brings_notification:
        notice = route is OrderRoute.POLICE_NOTICE
        course.requirements.append(
            Requirement(
                basis=(RequirementBasis.POLICE_NOTICE if notice else RequirementBasis.ORDER).value,
                start=made,
                last=last,
                order=place,
                in_error=in_error,
            )
        )
    return place


def _last_of_order(life: Life, kind: Order, made: int, random: Random) -> int:
    if kind.value.startswith("interim"):
        return made + between(random, 20, 90)
    if not life.end and random.random() >= 0.7:
        return NO_DAY
    fitting = [last_of(made, months) for months in _LENGTHS]
    return one_of(
        random, [day for day in fitting if not life.end or day <= life.end] or [max(life.end, made)]
    )


def _abroad(life: Life, made: int, random: Random) -> tuple[int, int]:
    """Return the day of a conviction abroad to a community order, and the last day of its period (SOA 2003 s.98)."""
    convicted = made - between(random, 100, 700)
    is_young = convicted < later(life.born, 18 * 12)
    return convicted, last_of(convicted, FIVE_YEARS // 2 if is_young else FIVE_YEARS)


def discharge(course: Course, order: int, day: int) -> None:
    """Discharge the order at this place on a day, and end the requirement that it brought the day before."""
    course.order_events.append(OrderEvent(order=order, kind="discharged", day=day))
    for each in course.requirements:
        if each.order == order and (each.last == NO_DAY or each.last >= day):
            each.last = max(day - 1, each.start)


def _travel_last(made: int, last: int, random: Random) -> int:
    # Five years from 29 February are up on 28 February, and a prohibition must end before that day.
    chosen = min(last_of(made, one_of(random, _TRAVEL_MONTHS)), later(made, FIVE_YEARS) - 1)
    return min(chosen, last) if last else chosen


def add_return(
    course: Course,
    day: int,
    *,
    reason: ReturnReason = ReturnReason.BREACH_OF_LICENCE,
    until: int | None = None,
) -> None:
    """Take the person back into custody on a day, for a fixed term unless told otherwise (`NO_DAY`: it lasts)."""
    out = day + FIXED_TERM_RECALL if until is None else until
    kind = SpellKind.REMAND if reason is ReturnReason.OTHER else SpellKind.RECALLED
    course.spells.append((kind.value, day, out, SpellEnd.RELEASED.value if out else ""))
    course.returns.append(Return(spell=len(course.spells) - 1, reason=reason.value, day=day))


def add_charge(
    course: Course, day: int, outcome: str, random: Random, *, known: int, in_error: bool = False
) -> int:
    """Add a charge for a serious further offence and return its place; its outcome comes by the day `known`."""
    decided = NO_DAY if outcome == "still_charged" else between(random, day, known)
    code = one_of(random, _CHARGED[course.life.category])
    course.charges.append(
        Charge(offence_code=code, day=day, outcome=outcome, outcome_day=decided, in_error=in_error)
    )
    return len(course.charges) - 1


def end_on(course: Course, last: int, *, revoked: bool = False) -> None:
    """End the standing, its levels and responsibility with a day, and revoke indefinite requirements then."""
    life = course.life
    life.end = life.last = last
    course.levels = [
        (level, start, last + 1 if until == NO_DAY or until > last else until)
        for level, start, until in course.levels
        if start <= last
    ]
    course.turns = [
        (area, lead, start, last + 1 if until == NO_DAY or until > last else until)
        for area, lead, start, until in course.turns
        if start <= last
    ]
    if revoked:
        for each in course.requirements:
            if each.is_indefinite:
                each.last = each.revoked = last


def set_levels(course: Course, steps: list[tuple[int, int]]) -> None:
    """Set the levels, each until the next, the last until the recorded end of the standing."""
    until = course.life.last + 1 if course.life.last else NO_DAY
    ends = [*(start for _, start in steps[1:]), until]
    course.levels = [(level, start, stop) for (level, start), stop in zip(steps, ends, strict=True)]


def after_risk_order(
    course: Course, breached: int, day: int, random: Random, *, in_error: bool = False
) -> None:
    """Let the person breach a Sexual Risk Order and, convicted of that on `day`, become subject to the requirements."""
    made = breached - between(random, 30, 300)
    place = add_order(course, Order.SRO, made, random)
    order = course.orders[place]
    order.last = max(order.last, day + 365) if order.last else NO_DAY
    course.order_events.append(
        OrderEvent(
            order=place,
            kind="breached",
            day=breached,
            outcome=Outcome.CONVICTED.value,
            outcome_day=day,
            in_error=in_error,
        )
    )
    basis = RequirementBasis.BREACH_OF_SRO.value
    course.requirements.append(
        Requirement(basis=basis, start=day, last=order.last, order=place, in_error=in_error)
    )


def revoke_on(course: Course, day: int) -> None:
    """End standing and indefinite requirements with a day, as revoked on application."""
    course.levels = [
        (level, start, NO_DAY if until == course.life.last + 1 else until)
        for level, start, until in course.levels
    ]
    course.turns = [
        (area, lead, start, NO_DAY if until == course.life.last + 1 else until)
        for area, lead, start, until in course.turns
    ]
    end_on(course, day, revoked=True)
