"""Recorded decisions and levels as facts for the law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from openmappa.statute.facts.binding import HarmDecision, LevelHeld, Span, TerrorismRiskDecision
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.vocabulary.limbs import Limb


class GroundRow(NamedTuple):
    """A recorded ground of eligibility, by the names of its columns."""

    limb: str
    start_date: date
    last_date: date | None


class LevelRow(NamedTuple):
    """A recorded time at a level, by the names of its columns."""

    level: int
    start_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class Decided:
    """What recorded grounds are the record of: decisions, and terrorism notification where it is recorded."""

    harm: tuple[HarmDecision, ...]
    terrorism_risk: tuple[TerrorismRiskDecision, ...]
    terrorism_notification: tuple[Span, ...] | None


def decided(rows: Iterable[GroundRow]) -> Decided:
    """
    Return the facts that grounds hold: those that rest on a decision, or on a notice, and on nothing recorded elsewhere.

    Category 3 rests on the Responsible Authority considering that the person may cause serious harm, from the day on
    which the ground began (Criminal Justice Act 2003 s.325(2)(b)); so does the ground of risk of terrorism on a
    decision. A ground of terrorism notification tells that the person is subject to it; without one it is not known,
    and the convictions are asked. All other grounds follow from convictions, sentences and orders. They are what the
    law works out, and never its facts.
    """
    by_limb: dict[str, list[GroundRow]] = {}
    for each in rows:
        by_limb.setdefault(each.limb, []).append(each)
    notified = by_limb.get(Limb.CATEGORY_4_NOTIFICATION)
    return Decided(
        harm=tuple(
            HarmDecision(decided_date=each.start_date, may_cause_serious_harm=True, until_date=_until(each))
            for each in by_limb.get(Limb.CATEGORY_3, ())
        ),
        terrorism_risk=tuple(
            TerrorismRiskDecision(decided_date=each.start_date, at_risk=True, until_date=_until(each))
            for each in by_limb.get(Limb.CATEGORY_4_RISK, ())
        ),
        terrorism_notification=tuple(
            Span(start_date=each.start_date, last_date=each.last_date or NO_LAST_DATE) for each in notified
        )
        if notified
        else None,
    )


def levels(rows: Iterable[LevelRow]) -> tuple[LevelHeld, ...]:
    """Return a person's times at a level as facts."""
    return tuple(
        LevelHeld(level=each.level, start_date=each.start_date, until_date=each.until_date) for each in rows
    )


def _until(row: GroundRow) -> date | None:
    return row.last_date + timedelta(days=1) if row.last_date else None
