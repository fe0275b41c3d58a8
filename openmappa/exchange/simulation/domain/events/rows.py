"""The rows about the events of a simulated life."""

from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.days import WRITTEN
from openmappa.exchange.lives.domain.words import words
from openmappa.exchange.simulation.domain.record import CASES, COURTS, PRISONS, Keys, Rows
from openmappa.exchange.simulation.domain.teams import REGISTER
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.events import OrderRoute

_TRUE = {True: "true", False: ""}
_COMMUNITY_ORDER = Disposal.COMMUNITY_ORDER.value
_NOTICE = OrderRoute.POLICE_NOTICE.value


def add_events(rows: Rows, keys: Keys, person: str, course: Course, spells: list[str]) -> None:
    """Add the person's orders, requirements, breaches, returns, charges and reviews. `spells` are the keys of theirs."""
    orders = _orders(rows, keys, person, course) if course.orders else []
    for each in course.requirements:
        rows["notification_requirements"].append(
            (
                *(REGISTER, f"Q-{next(keys['notification_requirements'])}", person, each.basis),
                *("" if each.order is None else orders[each.order], WRITTEN[each.start], WRITTEN[each.last]),
                *(_TRUE[each.is_indefinite], WRITTEN[each.revoked], _TRUE[each.in_error], ""),
            )
        )
    for breach in course.breaches:
        rows["notification_breaches"].append(
            (
                *(REGISTER, f"B-{next(keys['notification_breaches'])}", person, WRITTEN[breach.day]),
                *(breach.outcome, WRITTEN[breach.outcome_day], _TRUE[breach.in_error], ""),
            )
        )
    for back in course.returns:
        rows["custody_returns"].append(
            (
                *(PRISONS, f"K-{next(keys['custody_returns'])}", person, spells[back.spell], back.reason),
                *("" if back.order is None else orders[back.order], WRITTEN[back.day]),
                *(_TRUE[back.in_error], ""),
            )
        )
    if course.charges or course.reviews:
        _charges(rows, keys, person, course)


def _orders(rows: Rows, keys: Keys, person: str, course: Course) -> list[str]:
    made = []
    for order in course.orders:
        key = f"O-{next(keys['orders'])}"
        made.append(key)
        # Chosen by the day rather than drawn, so that an order more changes nothing else of the caseload.
        courts = words("courts")
        court = "" if order.route == _NOTICE else courts[order.made % len(courts)]
        rows["orders"].append(
            (
                *(COURTS, key, person, order.kind, order.route, court, WRITTEN[order.made]),
                *(WRITTEN[order.start], WRITTEN[order.last], _TRUE[order.bars_travel]),
                *(WRITTEN[order.travel_last], WRITTEN[order.abroad]),
                *(_COMMUNITY_ORDER if order.abroad else "", _TRUE[order.in_error], ""),
            )
        )
    for event in course.order_events:
        key = f"X-{next(keys['order_events'])}"
        rows["order_events"].append(
            (
                *(COURTS, key, person, made[event.order], event.kind, WRITTEN[event.day], event.outcome),
                *(WRITTEN[event.outcome_day], _TRUE[event.in_error], ""),
            )
        )
    return made


def _charges(rows: Rows, keys: Keys, person: str, course: Course) -> None:
    charges = []
    for charge in course.charges:
        key = f"F-{next(keys['serious_further_offences'])}"
        charges.append(key)
        rows["serious_further_offences"].append(
            (
                *(CASES, key, person, charge.offence_code, WRITTEN[charge.day], charge.outcome),
                *(WRITTEN[charge.outcome_day], _TRUE[charge.in_error], ""),
            )
        )
    for review in course.reviews:
        rows["serious_case_reviews"].append(
            (
                *(REGISTER, f"W-{next(keys['serious_case_reviews'])}", person),
                *("" if review.charge is None else charges[review.charge], WRITTEN[review.start]),
                *(WRITTEN[review.last], _TRUE[review.in_error], ""),
            )
        )
