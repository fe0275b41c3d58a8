"""Who may authorise the status of a potentially dangerous person, and how soon it is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Rank(StrEnum):
    """A police rank, from the lowest."""

    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent"
    ASSISTANT_CHIEF_CONSTABLE = "assistant_chief_constable"


RANKS: Mapping[str, str] = {
    Rank.SERGEANT: "Sergeant",
    Rank.INSPECTOR: "Inspector",
    Rank.CHIEF_INSPECTOR: "Chief inspector",
    Rank.SUPERINTENDENT: "Superintendent",
    Rank.CHIEF_SUPERINTENDENT: "Chief superintendent",
    Rank.ASSISTANT_CHIEF_CONSTABLE: "Assistant chief constable or commander, or above",
}
"""The ranks in words, from the lowest."""


@dataclass(frozen=True, slots=True)
class StatusSettings:
    """
    What the sources leave open of the status: the lowest rank that authorises it, and the months to a review at most.

    That the status is dated, authorised and reviewed was read [College of Policing, Authorised Professional Practice];
    by whom and how often was not. Both defaults are ours, and pages say so.
    """

    least_rank: Rank = Rank.SUPERINTENDENT
    review_months: int = 6

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """Return the ranks that may authorise, the lowest first."""
        every = tuple(Rank)
        return every[every.index(self.least_rank) :]


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A review of the status: when, what it found and why, and who authorised that."""

    review_date: date
    outcome: str
    reason: str
    authorised_by: str
    rank: str


@dataclass(frozen=True, slots=True)
class StatusSeen:
    """A time as a potentially dangerous person, with its reviews, the latest first. `last_date` is inclusive."""

    id: int
    version: int
    standing_id: int
    start_date: date
    last_date: date | None
    reason: str
    authorised_by: str
    rank: str
    review_date: date
    recorded_by: str
    reviews: tuple[ReviewSeen, ...]

    @property
    def token(self) -> str:
        """Return what names this very state of the status."""
        return f"{self.id}.{self.version}"

    def holds_on(self, day: date) -> bool:
        """Return whether the status holds on the day."""
        return self.start_date <= day and (self.last_date is None or self.last_date >= day)


class ReviewOutcome(StrEnum):
    """What a review of the status found."""

    CONTINUES = "continues"
    ENDS = "ends"


REVIEW_OUTCOMES: Mapping[str, str] = {
    ReviewOutcome.CONTINUES: "The status continues",
    ReviewOutcome.ENDS: "The status ends",
}
"""What a review found, in words."""
