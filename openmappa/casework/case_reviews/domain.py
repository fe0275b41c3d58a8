"""Serious case reviews, as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A review: the offence code and day of the charge that led to it, if one did; `last_date` is inclusive."""

    offence_code: str | None
    charge_date: date | None
    start_date: date
    last_date: date | None
