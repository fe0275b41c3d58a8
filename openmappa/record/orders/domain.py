"""Orders and what happened to them, as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EventSeen:
    """What happened to an order on a day; a breach has an outcome, and a decided one the day of it."""

    kind: str
    event_date: date
    outcome: str | None
    outcome_date: date | None


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """An order with its events, the latest first. `last_date` and `travel_last_date` are inclusive."""

    kind: str
    route: str
    court: str | None
    made_date: date
    start_date: date
    last_date: date | None
    prohibits_foreign_travel: bool
    travel_last_date: date | None
    events: tuple[EventSeen, ...] = ()

    @property
    def discharged_date(self) -> date | None:
        """Return the day on which it was discharged, None if it was not."""
        return next((each.event_date for each in self.events if each.kind == "discharged"), None)

    def has_ended(self, *, as_at: date) -> bool:
        """Return whether it no longer binds on the day. It binds on its last day, not on that of its discharge."""
        if self.discharged_date and self.discharged_date <= as_at:
            return True
        return self.last_date is not None and self.last_date < as_at
