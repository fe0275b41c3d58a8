"""What is proposed, how it can be decided, and what an answer of a second officer can be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from openmappa.statute.categories.eligibility import eligibility
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import NO_LAST_DAY
from openmappa.statute.provisions.dates import NO_LAST_DATE, ONE_DAY
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.vocabulary.limbs import LIMBS, Limb

ELIGIBLE, DANGEROUS, CONSIDERED = "eligible", "potentially_dangerous", "considered_not_eligible"
"""The kinds of standing."""

MET, NOT_MET, NEEDS_FACT = "met", "not_met", "needs_fact"
"""The outcomes, as a document of findings writes them."""

LONGEST_REASON = 4000


class Route(StrEnum):
    """How an officer decided: as the law says of the record, or otherwise."""

    CONFIRMED = "confirmed"
    OVERRIDDEN = "overridden"


class Answer(StrEnum):
    """What became of a decision against what the law says of the record."""

    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ROUTES: Mapping[Route, str] = {
    Route.CONFIRMED: "As the law says of the record",
    Route.OVERRIDDEN: "Otherwise than the law says of the record",
}
"""How it was decided, in words."""

ANSWERS: Mapping[Answer, str] = {
    Answer.AGREED: "Agreed to by a second officer",
    Answer.DECLINED: "Declined by a second officer",
    Answer.WITHDRAWN: "Withdrawn",
}
"""What became of a decision against what the law says, in words."""


@dataclass(frozen=True, slots=True)
class LimbFound:
    """A limb as it is found on a day: its outcome and days. `last_date` is None if not known or if it has none."""

    limb: Limb
    outcome: str
    start_date: date | None
    last_date: date | None
    is_endless: bool = False

    @property
    def category(self) -> int:
        """Return the category that the limb brings."""
        return LIMBS[self.limb].category


@dataclass(frozen=True, slots=True)
class Proposal:
    """
    What the law says of what is recorded, as at a day: the facts and the findings as documents of plain values.

    The facts are in the facts' own format (docs/facts-format.md); the findings are those of `openmappa law explain`.
    `since` is the first of the days on all of which the law reports this category.
    """

    as_at: date
    facts: Mapping[str, Any]
    findings: Mapping[str, Any]
    since: date

    @property
    def category(self) -> int | None:
        """Return the category reported, None for none."""
        return self.findings["category"]  # type: ignore[no-any-return]

    @property
    def undecided(self) -> tuple[int, ...]:
        """Return the categories that a missing fact could bring and that would go before the one reported."""
        return tuple(self.findings["undecided_categories"])

    @property
    def limbs(self) -> tuple[LimbFound, ...]:
        """Return every limb with its outcome and days."""
        return tuple(_limb(each) for each in self.findings["limbs"])

    @property
    def met(self) -> tuple[LimbFound, ...]:
        """Return the limbs that are met."""
        return tuple(each for each in self.limbs if each.outcome == MET)

    @property
    def is_open(self) -> bool:
        """Return whether a missing fact could bring a category that goes before the one reported."""
        return bool(self.undecided)

    @property
    def digest(self) -> str:
        """Return what names the answer: equal for equal limbs, category and version of the rules."""
        said = {name: self.findings[name] for name in ("category", "undecided_categories", "rules_version")}
        said["limbs"] = [
            [each["limb"], each["outcome"], each["start_date"], each["last_date"]]
            for each in self.findings["limbs"]
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Target:
    """
    What is decided that the person is: a kind of standing, its category if eligible, and its grounds.

    `left_open` are limbs that are neither met nor ruled out, whose grounds, if recorded, stay.
    """

    kind: str
    category: int | None = None
    limbs: tuple[LimbFound, ...] = ()
    left_open: tuple[Limb, ...] = ()


def target_of(proposal: Proposal, *, recorded: int | None) -> Target:
    """
    Return what the proposal makes of somebody who is recorded in this category, None for none.

    A missing fact never reads as no: a recorded category that it leaves open is kept. Otherwise the category that is
    met; without one, not eligible.
    """
    left_open = tuple(each.limb for each in proposal.limbs if each.outcome == NEEDS_FACT)
    category = recorded if recorded in proposal.undecided else proposal.category
    if category is None:
        return Target(CONSIDERED)
    return Target(ELIGIBLE, category, proposal.met, left_open)


def target_on(limb: Limb | None, proposal: Proposal, *, start: date) -> Target:
    """
    Return what an officer decides against the proposal: eligible on this limb, or with None not eligible.

    The limb's category is then reported; the limbs that are met besides stay grounds.
    """
    if limb is None:
        return Target(CONSIDERED)
    others = tuple(each for each in proposal.met if each.limb is not limb)
    known = next((each for each in proposal.met if each.limb is limb), None)
    left_open = tuple(each.limb for each in proposal.limbs if each.outcome == NEEDS_FACT)
    chosen = known or LimbFound(limb, NEEDS_FACT, start, None)
    return Target(ELIGIBLE, LIMBS[limb].category, (chosen, *others), left_open)


def held_since(
    facts: PersonFacts, *, category: int | None, as_at: date, settings: LawSettings = DEFAULTS
) -> date:
    """
    Return the first of the days up to `as_at` on all of which the law reports this category of these facts.

    Where no ground of theirs says when it began, and for no category that anything led to, it is `as_at`.
    """
    found = eligibility(facts, as_at=as_at, settings=settings)
    turns = {as_at}
    for ground in (each for limb in found.limbs for each in limb.grounds):
        start, last = ground.finding.start_date, ground.finding.last_date
        turns |= {day for day in (start, last and last != NO_LAST_DATE and last + ONE_DAY) if day}
    since = None
    for day in sorted((each for each in turns if each <= as_at), reverse=True):
        if eligibility(facts, as_at=day, settings=settings).category != category:
            return since or as_at
        since = day
    return as_at if category is None or since is None else since


def _limb(document: Mapping[str, Any]) -> LimbFound:
    start, last = document["start_date"], document["last_date"]
    return LimbFound(
        Limb(document["limb"]),
        document["outcome"],
        date.fromisoformat(start) if start else None,
        None if last in (None, NO_LAST_DAY) else date.fromisoformat(last),
        last == NO_LAST_DAY,
    )
