"""A ground: a limb with the conviction, order or decision that it rests on, and the days for which it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openmappa.statute.provisions.dates import NO_LAST_DATE, in_words
from openmappa.statute.provisions.finding import (
    Finding,
    Outcome,
    Reason,
    all_of,
    any_of,
    met,
    needs_fact,
    not_met,
)
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.vocabulary.limbs import LIMBS, Limb


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What a limb rests on. The finding is as at a day; its days bound the time for which the limb holds.

    `is_in_waiting` says that it would hold but for a limb of another category (Category 3 only).
    """

    limb: Limb
    source: str
    finding: Finding
    is_in_waiting: bool = False

    @property
    def category(self) -> int:
        """Return the category that the limb brings."""
        return LIMBS[self.limb].category


@dataclass(frozen=True, slots=True)
class LimbAnswer:
    """The answer for one limb as at a day, from all its grounds."""

    limb: Limb
    outcome: Outcome
    grounds: tuple[Ground, ...]
    reasons: tuple[Reason, ...]

    @property
    def category(self) -> int:
        """Return the category that the limb brings."""
        return LIMBS[self.limb].category

    @property
    def start_date(self) -> date | None:
        """Return the first day from which it holds without a break that is known, None if it does not hold."""
        starts = [each.finding.start_date for each in self._holding() if each.finding.start_date]
        return min(starts, default=None)

    @property
    def last_date(self) -> date | None:
        """Return the last day for which it holds, `NO_LAST_DATE` for none, None if not known or if it does not hold."""
        ends = [each.finding.last_date for each in self._holding()]
        known = [end for end in ends if end is not None]
        if NO_LAST_DATE in known:
            return NO_LAST_DATE
        return max(known) if known and len(known) == len(ends) else None

    def _holding(self) -> list[Ground]:
        return [each for each in self.grounds if each.finding.is_met]


def answer(limb: Limb, grounds: Iterable[Ground], *otherwise: Reason) -> LimbAnswer:
    """Return the answer for a limb from its grounds, and from what is said where they do not decide it."""
    found = tuple(grounds)
    outcome = any_of((*(each.finding.outcome for each in found), *(each.outcome for each in otherwise)))
    reasons = (*(reason for each in found for reason in each.finding.reasons), *otherwise)
    return LimbAnswer(limb, outcome, found, reasons)


def held(
    conditions: tuple[Reason, ...],
    *,
    start: date,
    last: date | None,
    as_at: date,
    rule: Rule,
    meanwhile: str = "",
    needs: str = "",
) -> Finding:
    """
    Return the finding of conditions that hold from `start` to `last`, as at a day.

    Where the last day is not known, they hold on the day if `meanwhile` says in words why they go on, and otherwise it
    must be known.
    """
    time = _time(start, last, as_at, rule, meanwhile, needs)
    outcome = all_of((*(each.outcome for each in conditions), time.outcome))
    return Finding(outcome, (*conditions, time), start, last)


def _time(start: date, last: date | None, as_at: date, rule: Rule, meanwhile: str, needs: str) -> Reason:
    if as_at < start:
        return not_met(f"It begins on {in_words(start)}.", rule)
    if last is None:
        if meanwhile:
            return met(f"{meanwhile}, so that it holds; its last day is not known.", rule)
        return needs_fact("Its last day is not known.", rule, needs=needs)
    if last == NO_LAST_DATE:
        return met(f"It holds from {in_words(start)}, without a last day.", rule)
    if as_at <= last:
        return met(f"It holds from {in_words(start)} to {in_words(last)}.", rule)
    return not_met(f"It ended on {in_words(last)}.", rule)
