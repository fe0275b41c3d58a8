"""All that a decision is taken from: what the law says, what is recorded, and what was decided before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from openmappa.casework.eligibility.domain.deciding import (
    CONSIDERED,
    DANGEROUS,
    Answer,
    Proposal,
    Route,
    Target,
    target_of,
)
from openmappa.casework.standing.domain import StandingSeen


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What a second officer answered, or that the override was withdrawn."""

    answer: Answer
    reason: str
    by: str
    in_role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """A decision as it was entered. `limb` is that of an override to a category, empty otherwise."""

    id: int
    number: int
    route: Route
    proposal: Proposal
    settings: Mapping[str, Any]
    digest: str
    settled: str
    kind: str
    category: int | None
    limb: str
    start_date: date
    reason: str
    by_id: UUID
    by: str
    in_role: str
    at: datetime
    answer: AnswerSeen | None = None

    @property
    def holds(self) -> bool:
        """Return whether it took effect: as confirmed, or as an override to which a second officer agreed."""
        return self.route is Route.CONFIRMED or (
            self.answer is not None and self.answer.answer is Answer.AGREED
        )

    @property
    def waits(self) -> bool:
        """Return whether it is an override that nobody has answered."""
        return self.route is Route.OVERRIDDEN and self.answer is None


@dataclass(frozen=True, slots=True)
class DecisionWaiting:
    """A decision against what the law says that waits for a second officer: about whom, what, by whom and since when."""

    subject_id: UUID
    kind: str
    category: int | None
    by_id: UUID
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Matter:
    """The proposal, the standings (the latest first) and the decisions (the latest first) of one person."""

    proposal: Proposal
    standings: tuple[StandingSeen, ...]
    decisions: tuple[DecisionSeen, ...]

    @property
    def present(self) -> StandingSeen | None:
        """Return the standing that holds on the day."""
        day = self.proposal.as_at
        holding = (
            each
            for each in self.standings
            if each.start_date <= day and (each.last_date is None or each.last_date >= day)
        )
        return next(holding, None)

    @property
    def law(self) -> Target:
        """Return what confirming the proposal makes of the person."""
        return target_of(self.proposal, recorded=self.present.category if self.present else None)

    @property
    def last(self) -> DecisionSeen | None:
        """Return the latest decision that took effect."""
        return next((each for each in self.decisions if each.holds), None)

    @property
    def waiting(self) -> DecisionSeen | None:
        """Return the override that waits for a second officer."""
        return next((each for each in self.decisions if each.waits), None)

    @property
    def considered(self) -> DecisionSeen | None:
        """Return the decision by which the person was considered and is not eligible, if that is the latest."""
        return self.last if self.last is not None and self.last.kind == CONSIDERED else None

    @property
    def was_dangerous(self) -> bool:
        """Return whether the person is, or once was, recorded as a potentially dangerous person."""
        return any(each.kind == DANGEROUS for each in self.standings)

    @property
    def is_to_decide(self) -> bool:
        """
        Return whether there is something to decide: an answer of the law other than the last decision left it.

        Without a decision, a category recorded that the law neither gives nor leaves open.
        """
        if self.last is not None:
            return self.last.settled != self.proposal.digest
        recorded = self.present.category if self.present else None
        if recorded is None:
            return self.proposal.category is not None or (self.proposal.is_open and self.present is None)
        return recorded != self.proposal.category and recorded not in self.proposal.undecided

    @property
    def first_day(self) -> date:
        """
        Return the day from which what the law says is proposed to be so: since when the law has said it.

        Not before a standing that has ended. A present standing that began later than that leaves it to the officer,
        so that it is the day of the proposal.
        """
        day, present = self.proposal.since, self.present
        if present is not None:
            return day if day > present.start_date else self.proposal.as_at
        ended = max((each.last_date for each in self.standings if each.last_date), default=None)
        after = ended + timedelta(days=1) if ended else day
        return min(max(day, after), self.proposal.as_at)

    @property
    def versions(self) -> str:
        """Return what names the standings with their grounds and levels as they are."""
        return hashlib.sha256(repr(self.standings).encode()).hexdigest()[:12]

    @property
    def token(self) -> str:
        """Return what names this very state, for a form to say which state its user saw."""
        last = self.decisions[0].number if self.decisions else 0
        law = f"{self.proposal.category or 0}{''.join(map(str, self.proposal.undecided))}"
        return f"{last}-{int(self.waiting is not None)}-{law}-{self.versions}-{self.proposal.digest[:16]}"


@dataclass(frozen=True, slots=True)
class StateSeen:
    """What the token of a state tells: the last decision and whether it waits, the category, what was open, the standing."""

    number: int
    waits: bool
    category: int | None
    undecided: tuple[int, ...]
    versions: str


def state_of(token: str) -> StateSeen | None:
    """Return what a token tells, None for one that is none."""
    found = re.fullmatch(r"(\d{1,6})-([01])-([0-4])([1-4]{0,4})-(\w+)-\w+", token)
    if found is None:
        return None
    undecided = tuple(int(each) for each in found[4])
    return StateSeen(int(found[1]), found[2] == "1", int(found[3]) or None, undecided, found[5])
