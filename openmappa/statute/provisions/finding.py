"""What comes out: an outcome, the reasons for it, and which fact would decide what is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openmappa.statute.provisions.rule import Rule


class Outcome(StrEnum):
    """The answer to a question of law. A missing fact never reads as no."""

    MET = "met"
    NOT_MET = "not_met"
    NEEDS_FACT = "needs_fact"


@dataclass(frozen=True, slots=True)
class Reason:
    """
    Why: the outcome of one condition in words, its rule, and the facts that decided it.

    `facts` are paths into the facts, such as `convictions[A].disposals[1].term`. `needs` says which fact would
    decide it, and is empty unless the outcome is that a fact is needed.
    """

    outcome: Outcome
    words: str
    rule: Rule
    facts: tuple[str, ...] = ()
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """
    An answer with its reasons.

    `start_date` and `last_date` (inclusive) bound the time for which it holds. `last_date` is `NO_LAST_DATE` where it
    holds without a last day, and None where the last day is not known.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...]
    start_date: date | None = None
    last_date: date | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the facts that would decide what is open, each once, in the order of the reasons."""
        return tuple(dict.fromkeys(each.needs for each in self.reasons if each.needs))

    @property
    def is_met(self) -> bool:
        """Return whether the answer is yes."""
        return self.outcome is Outcome.MET


def met(words: str, rule: Rule, *facts: str) -> Reason:
    """Return the reason of a condition that is met."""
    return Reason(Outcome.MET, words, rule, facts)


def not_met(words: str, rule: Rule, *facts: str) -> Reason:
    """Return the reason of a condition that is not met."""
    return Reason(Outcome.NOT_MET, words, rule, facts)


def needs_fact(words: str, rule: Rule, *facts: str, needs: str) -> Reason:
    """Return the reason of a condition that cannot be decided without the fact named by `needs`."""
    return Reason(Outcome.NEEDS_FACT, words, rule, facts, needs)


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of conditions that must all be met: one that is not met decides."""
    found = tuple(outcomes)
    if Outcome.NOT_MET in found:
        return Outcome.NOT_MET
    return Outcome.NEEDS_FACT if Outcome.NEEDS_FACT in found else Outcome.MET


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of conditions of which one is enough: one that is met decides. Without any, not met."""
    found = tuple(outcomes)
    if Outcome.MET in found:
        return Outcome.MET
    return Outcome.NEEDS_FACT if Outcome.NEEDS_FACT in found else Outcome.NOT_MET


def is_so(value: bool | None) -> Outcome:
    """Return the outcome of a plain fact; None is a fact that is not known."""
    if value is None:
        return Outcome.NEEDS_FACT
    return Outcome.MET if value else Outcome.NOT_MET
