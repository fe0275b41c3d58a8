"""What orders add to the timeline of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import day, in_words, known_before, source_of
from openmappa.record.orders.presenters import ORDER_NAMES, decided, named_order, travel
from openmappa.record.orders.queries import with_history
from openmappa.statute.vocabulary.events import ORDER_EVENTS


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return the orders on the days on which they were made, and what happened to them."""
    rows = with_history(viewer=viewer, subject_id=subject_id)
    found = [
        TimelineEntry(
            each.made_date,
            in_words(each.kind, ORDER_NAMES),
            _details(each),
            source_of(each),
            known_before(each, _order),
            each.recorded_in_error,
        )
        for each in rows["orders"]
    ]
    return found + [
        TimelineEntry(
            each.event_date,
            _("%(order)s: %(event)s")
            % {"order": named_order(each.order_kind), "event": in_words(each.kind, ORDER_EVENTS).lower()},
            tuple(filter(None, (decided(each.outcome, each.outcome_date),))),
            source_of(each),
            known_before(each, _event),
            each.recorded_in_error,
        )
        for each in rows["events"]
    ]


def _details(row: Any) -> tuple[str, ...]:
    last = _("Last day: %(day)s") % {"day": day(row.last_date)} if row.last_date else _("Until further order")
    prohibited = (
        _("Foreign travel: %(words)s") % {"words": travel(row)} if row.prohibits_foreign_travel else ""
    )
    first = _("First day: %(day)s") % {"day": day(row.start_date)}
    return tuple(filter(None, (row.court, first, last, prohibited)))


def _order(row: Any) -> str:
    return ", ".join(filter(None, (in_words(row.kind, ORDER_NAMES), day(row.made_date), *_details(row))))


def _event(row: Any) -> str:
    words = in_words(row.kind, ORDER_EVENTS), day(row.event_date), decided(row.outcome, row.outcome_date)
    return ", ".join(filter(None, words))
