"""What is kept of the law's answer for one person: the category, what it rests on, and until when nothing changes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from openmappa.statute.categories.eligibility import Eligibility, eligibility
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE, ONE_DAY
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.vocabulary.limbs import Limb


class State(StrEnum):
    """What came of working out a person's position."""

    WORKED_OUT = "worked_out"
    DIED = "died"
    NOT_WORKED_OUT = "not_worked_out"


STATES = {
    State.WORKED_OUT: "Worked out",
    State.DIED: "The person has died",
    State.NOT_WORKED_OUT: "Could not be worked out",
}
"""Every state in words."""


@dataclass(frozen=True, slots=True)
class Held:
    """
    A limb that holds, or that a missing fact could make hold, with its days.

    `last_date` is inclusive, `NO_LAST_DATE` without a last day, and None where it is not known.
    """

    limb: Limb
    outcome: Outcome
    start_date: date | None
    last_date: date | None


@dataclass(frozen=True, slots=True)
class Position:
    """
    The answer as at a day. `category` is None for none, `undecided` are categories that a missing fact could bring and
    that would go before it. `since` is its first day, `last_date` its last as in `Held`.

    `needs` are the facts that would decide what is open, and `holds_until` the last day for which all of this stays so
    as long as nothing new becomes known, None for no such day. `failure` says why there is no answer.
    """

    state: State
    category: int | None = None
    undecided: tuple[int, ...] = ()
    limbs: tuple[Held, ...] = ()
    since: date | None = None
    last_date: date | None = None
    needs: tuple[str, ...] = ()
    holds_until: date | None = None
    failure: str = ""


def position(facts: PersonFacts, *, as_at: date, settings: LawSettings) -> Position:
    """
    Return what the law says of the person's eligibility as at a day.

    Law: Criminal Justice Act 2003 ss.325(2) and 327.
    """
    required = requirements(facts, as_at=as_at, settings=settings)
    found = eligibility(facts, as_at=as_at, settings=settings, required=required)
    answered = [each for each in found.limbs if each.outcome is not Outcome.NOT_MET]
    return Position(
        state=State.WORKED_OUT,
        category=found.category,
        undecided=found.undecided,
        limbs=tuple(
            Held(each.limb, each.outcome, each.start_date, each.last_date)
            if each.outcome is Outcome.MET
            else Held(each.limb, each.outcome, None, None)
            for each in answered
        ),
        since=found.since,
        last_date=_last_date(found),
        needs=_needs(found),
        holds_until=min(_days_of_change(found, required, as_at), default=None),
    )


def possible(position: Position) -> tuple[int | None, ...]:
    """Return the categories that the answer leaves possible, None for none: one of them, unless a fact is missing."""
    return (*position.undecided, position.category)


def digest_of(value: object) -> str:
    """Return a short name of plain values that is another for other values, and the same on any machine."""
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()


def _last_date(found: Eligibility) -> date | None:
    """Return the last day of the category reported, None without one or where it is not known."""
    if found.category is None:
        return None
    present = found.coming[0]
    return present.last_date if present.is_certain else None


def _needs(found: Eligibility) -> tuple[str, ...]:
    """Return what would decide the limbs that are open: of their open grounds, and where there could be more of them."""
    asked: set[str] = set()
    for limb in found.limbs:
        if limb.outcome is not Outcome.NEEDS_FACT:
            continue
        of_grounds = sum(len(each.finding.reasons) for each in limb.grounds)
        asked.update(each.needs for each in limb.reasons[of_grounds:])
        for ground in limb.grounds:
            if ground.finding.outcome is Outcome.NEEDS_FACT:
                asked.update(ground.finding.needs)
    return tuple(sorted(asked - {""}))


def _days_of_change(found: Eligibility, required: Requirements, as_at: date) -> Iterator[date]:
    """Yield the last days before an answer changes by itself, from the day on."""
    for limb in found.limbs:
        for each in limb.grounds:
            start, last = each.finding.start_date, each.finding.last_date
            if start is not None and start > as_at and (last is None or last >= start):
                yield start - ONE_DAY
            if each.finding.outcome is not Outcome.NOT_MET and last is not None and last != NO_LAST_DATE:
                yield max(last, as_at)
    for one in required.each:
        least = one.least_last_date
        if least is not None and as_at <= least < NO_LAST_DATE and one.finding.outcome is not Outcome.NOT_MET:
            yield least
