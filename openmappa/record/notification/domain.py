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


@dataclass(frozen=True, slots=True)
class MadeSeen:
    """A notification that was made, in codes, and the token of the record as it was seen."""

    kind: str
    made_date: date
    of_date: date | None
    of_change: str | None
    of_premises: str
    home_address_given: str | None
    place: str
    taken_by: str
    given: tuple[str, ...]
    fingerprints: str | None
    photograph: str | None
    token: str


@dataclass(frozen=True, slots=True)
class MissingSeen:
    """A time in which nobody knew where the person was; `until_date` is the day on which they were found."""

    kind: str
    start_date: date
    until_date: date | None
    reported_by: str
    token: str
