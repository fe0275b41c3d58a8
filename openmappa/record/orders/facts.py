"""Recorded orders, and what happened to them, as facts for the law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from openmappa.statute.facts.binding import ForeignMatter, OrderMade, TravelProhibition
from openmappa.statute.facts.offending import Term
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.events import OrderEvent, Outcome
from openmappa.statute.vocabulary.orders import Order

_DECIDED = (Outcome.CAUTIONED, Outcome.CONVICTED)


class OrderRow(NamedTuple):
    """What the law asks of a recorded order, by the names of its columns."""

    id: int
    kind: str
    made_date: date
    start_date: date
    last_date: date | None
    prohibits_foreign_travel: bool | None
    travel_last_date: date | None
    replaces_interim_id: int | None
    foreign_date: date | None
    foreign_disposal: str | None
    foreign_term_months: int | None
    foreign_term_days: int | None


class EventRow(NamedTuple):
    """What the law asks of a recorded event of an order, by the names of its columns."""

    order_id: int
    kind: str
    event_date: date
    outcome: str | None
    outcome_date: date | None


def orders(rows: Iterable[OrderRow], events: Iterable[EventRow]) -> tuple[OrderMade, ...]:
    """Return a person's orders as facts, numbered by their days. One without a last day lasts until further order."""
    made = sorted(rows, key=lambda each: (each.made_date, each.kind, each.id))
    named = {each.id: str(number) for number, each in enumerate(made, 1)}
    by_order: dict[int, list[EventRow]] = defaultdict(list)
    for event in events:
        by_order[event.order_id].append(event)
    return tuple(_order(each, by_order.get(each.id, []), named) for each in made)


def _order(row: OrderRow, events: list[EventRow], named: Mapping[int, str]) -> OrderMade:
    discharged = [each.event_date for each in events if each.kind == OrderEvent.DISCHARGED]
    decided = {each.outcome_date for each in events if each.outcome in _DECIDED and each.outcome_date}
    return OrderMade(
        reference=named[row.id],
        kind=Order(row.kind),
        made_date=row.made_date,
        served_date=row.start_date,
        last_date=row.last_date or NO_LAST_DATE,
        discharged_date=min(discharged, default=None),
        breach_decided_dates=tuple(sorted(decided)),
        replaces_interim=named.get(row.replaces_interim_id or 0),
        travel_prohibition=TravelProhibition(start_date=row.start_date, last_date=row.travel_last_date)
        if row.prohibits_foreign_travel
        else None,
        foreign_matter=_matter(row),
    )


def _matter(row: OrderRow) -> ForeignMatter | None:
    """Return what was found abroad; None, not known, unless both its day and its disposal are recorded."""
    if row.foreign_date is None or row.foreign_disposal is None:
        return None
    kind = Disposal(row.foreign_disposal)
    months, days = row.foreign_term_months or 0, row.foreign_term_days or 0
    term = Term(months=months, days=days) if DISPOSALS[kind].carries_term and (months or days) else None
    return ForeignMatter(conviction_date=row.foreign_date, kind=kind, term=term)
