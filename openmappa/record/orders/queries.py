"""Orders and what happened to them, as far as the viewer's sight reaches."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery

from openmappa.foundation.access.domain import Viewer
from openmappa.record.orders.domain import EventSeen, OrderSeen
from openmappa.record.orders.facts import EventRow, OrderRow, orders
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.statute.facts.binding import OrderMade


def orders_of(*, viewer: Viewer, subject_id: UUID) -> list[OrderSeen]:
    """Return the subject's orders, the latest made first, each with what happened to it, the latest first."""
    events = OrderEvent.objects.visible_to(viewer).counting().order_by("-event_date", "-id")
    found = CourtOrder.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.order_by("-made_date", "id").prefetch_related(Prefetch("events", queryset=events))
    return [
        OrderSeen(
            each.kind,
            each.route,
            each.court,
            each.made_date,
            each.start_date,
            each.last_date,
            bool(each.prohibits_foreign_travel),
            each.travel_last_date,
            tuple(EventSeen(of.kind, of.event_date, of.outcome, of.outcome_date) for of in each.events.all()),
        )
        for each in rows
    ]


def facts_of(*, viewer: Viewer, subject_id: UUID) -> tuple[OrderMade, ...]:
    """Return the subject's orders with what happened to them as facts for the law."""
    # An event is of the same subject and as sensitive as its order, so that the viewer sees both or neither.
    counting = FilteredRelation("events", condition=Q(events__recorded_in_error=False))
    found = CourtOrder.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    own, happened = OrderRow._fields, [f"happened__{name}" for name in EventRow._fields]
    made, events = {}, []
    for row in found.annotate(happened=counting).values_list(*own, *happened):
        made[row[0]] = OrderRow._make(row[: len(own)])
        if row[len(own)] is not None:
            events.append(EventRow._make(row[len(own) :]))
    return orders(made.values(), events)


def kind_of_order(*, viewer: Viewer) -> Subquery:
    """Return the kind of the order that a row of another table names, NULL where the viewer does not see it."""
    return Subquery(CourtOrder.objects.visible_to(viewer).filter(pk=OuterRef("order_id")).values("kind")[:1])


def with_history(*, viewer: Viewer, subject_id: UUID) -> dict[str, QuerySet[Any]]:
    """Return the subject's orders and events with what each said before, errors included.

    Each event carries `order_kind`, the kind of its order.
    """
    orders = CourtOrder.objects.visible_to(viewer).filter(subject_id=subject_id)
    events = OrderEvent.objects.visible_to(viewer).filter(subject_id=subject_id)
    return {
        name: rows.select_related("source_system").prefetch_related("history")
        for name, rows in {
            "orders": orders,
            "events": events.annotate(order_kind=kind_of_order(viewer=viewer)),
        }.items()
    }
