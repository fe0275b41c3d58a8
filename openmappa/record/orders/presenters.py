"""Orders in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day, in_words
from openmappa.record.orders.domain import EventSeen, OrderSeen
from openmappa.statute.vocabulary.events import ORDER_EVENTS, ORDER_ROUTES, OUTCOMES
from openmappa.statute.vocabulary.orders import ORDERS

ORDER_NAMES = {str(kind): words.name for kind, words in ORDERS.items()}


def orders(found: Iterable[OrderSeen], *, as_at: date, ended: bool) -> list[dict[str, object]]:
    """Return the orders that have ended by the day, or the others: a heading, facts and a table of events."""
    return [
        {
            "title": _("%(order)s, made on %(day)s")
            % {"order": in_words(each.kind, ORDER_NAMES), "day": day(each.made_date)},
            "facts": _facts(each),
            "events": [_event(of) for of in each.events],
        }
        for each in found
        if each.has_ended(as_at=as_at) is ended
    ]


def named_order(kind: str | None) -> str:
    """Return the name of an order that another record leads to; "withheld" where it is not seen."""
    return in_words(kind, ORDER_NAMES) if kind else _("An order (withheld)")


def last_day(value: date | None) -> str:
    """Return the last day of an order; one without is until further order."""
    return day(value) if value else _("None recorded: until further order")


def decided(outcome: str | None, on: date | None) -> str:
    """Return what came of a breach, with the day of it; empty for what has no outcome."""
    if not outcome:
        return ""
    words = in_words(outcome, OUTCOMES)
    return _("%(outcome)s on %(day)s") % {"outcome": words, "day": day(on)} if on else words


def travel(order: OrderSeen) -> str:
    """Return whether the order prohibits foreign travel, and until when."""
    if not order.prohibits_foreign_travel:
        return _("None recorded")
    if order.travel_last_date is None:
        return _("Prohibited; its last day is not recorded")
    return _("Prohibited; last day %(day)s") % {"day": day(order.travel_last_date)}


def _facts(order: OrderSeen) -> list[tuple[str, str]]:
    facts = [
        (_("How it was made"), in_words(order.route, ORDER_ROUTES)),
        (_("Court, or force that gave notice"), order.court or _("Not known")),
        (_("First day"), day(order.start_date)),
        (_("Last day"), last_day(order.last_date)),
        (_("Foreign travel"), travel(order)),
    ]
    if order.discharged_date:
        facts.append((_("Discharged on"), day(order.discharged_date)))
    return facts


def _event(event: EventSeen) -> list[str]:
    return [
        day(event.event_date),
        in_words(event.kind, ORDER_EVENTS),
        decided(event.outcome, event.outcome_date),
    ]
