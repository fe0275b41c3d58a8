"""Until when an order binds."""

from __future__ import annotations

from datetime import date

from openmappa.statute.facts.binding import OrderMade
from openmappa.statute.provisions.dates import ONE_DAY


def last_day_of_order(order: OrderMade) -> date | None:
    """
    Return the last day on which the order binds, inclusive: `NO_LAST_DATE` until further order, None if not known.

    It binds on its last day, and no longer on the day of its discharge.
    """
    if order.discharged_date is None:
        return order.last_date
    discharged = order.discharged_date - ONE_DAY
    return min(discharged, order.last_date) if order.last_date else discharged


def binds_on(order: OrderMade, day: date) -> bool | None:
    """Return whether the order binds on the day, None if that is not known."""
    start = order.served_date or order.made_date
    if day < start:
        return False
    last = last_day_of_order(order)
    return None if last is None else day <= last
