"""The notification requirements and breaches of them, as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RequirementSeen:
    """A time under the notification requirements; `last_date` is inclusive.

    `follows_order` says whether they follow from an order, and `order_kind` which, as far as it is seen.
    """

    basis: str
    follows_order: bool
    order_kind: str | None
    start_date: date
    last_date: date | None
    is_indefinite: bool
    revoked_date: date | None

    def has_ended(self, *, as_at: date) -> bool:
        """Return whether they no longer hold on the day. They hold on their last day."""
        return self.last_date is not None and self.last_date < as_at


@dataclass(frozen=True, slots=True)
class BreachSeen:
    """A failure to comply, what came of it, and the day of the caution or conviction."""

    breach_date: date
    outcome: str
    outcome_date: date | None
