"""Whether a person is eligible: every limb, the category reported, and what takes over when it lapses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from openmappa.statute.categories.category_1 import category_1
from openmappa.statute.categories.category_2 import (
    category_2_by_child_offence,
    category_2_by_conviction,
    category_2_by_disqualification,
    category_2_by_finding,
)
from openmappa.statute.categories.category_3 import category_3
from openmappa.statute.categories.category_4 import (
    category_4_by_conviction,
    category_4_by_notification,
    category_4_by_risk,
)
from openmappa.statute.categories.ground import Ground, LimbAnswer
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE, ONE_DAY
from openmappa.statute.provisions.finding import Outcome, any_of
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    Days in one category, from the first to the last, inclusive.

    `category` is None where the person is in none. `is_certain` is false where it rests on a ground whose last day is
    not known.
    """

    category: int | None
    start_date: date
    last_date: date
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Eligibility:
    """
    Whether a person is eligible as at a day, in which category, on which limbs, and what follows.

    `undecided` are the categories that a missing fact could bring and that would go before the one reported.
    """

    as_at: date
    outcome: Outcome
    category: int | None
    undecided: tuple[int, ...]
    limbs: tuple[LimbAnswer, ...]
    coming: tuple[Stretch, ...]

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Return the grounds that hold as at the day."""
        return tuple(each for limb in self.limbs for each in limb.grounds if each.finding.is_met)

    @property
    def since(self) -> date | None:
        """Return the first day of what holds of the category reported: of its limb that began first, if any is known."""
        holding = (
            each for each in self.limbs if each.category == self.category and each.outcome is Outcome.MET
        )
        return min((each.start_date for each in holding if each.start_date), default=None)


def eligibility(
    facts: PersonFacts,
    *,
    as_at: date,
    settings: LawSettings = DEFAULTS,
    required: Requirements | None = None,
) -> Eligibility:
    """
    Return whether the person is MAPPA-eligible as at a day. `required` are the requirements, if worked out already.

    Law: Criminal Justice Act 2003 ss.325(2) and 327.
    """
    if required is None:
        required = requirements(facts, as_at=as_at, settings=settings)
    others = (
        category_1(required, as_at=as_at),
        category_2_by_conviction(facts, as_at=as_at, settings=settings),
        category_2_by_finding(facts, as_at=as_at, settings=settings),
        category_2_by_child_offence(facts, as_at=as_at, settings=settings),
        category_2_by_disqualification(facts, as_at=as_at),
        category_4_by_notification(facts, as_at=as_at, settings=settings),
        category_4_by_conviction(facts, as_at=as_at, settings=settings),
        category_4_by_risk(facts, as_at=as_at),
    )
    limbs = (*others[:5], category_3(facts, others, as_at=as_at), *others[5:])
    held_now = {each.category for each in limbs if each.outcome is Outcome.MET}
    open_now = {each.category for each in limbs if each.outcome is Outcome.NEEDS_FACT}
    order = settings.headline_order
    category = next((each for each in order if each in held_now), None)
    before = order[: order.index(category)] if category else order
    return Eligibility(
        as_at=as_at,
        outcome=any_of(each.outcome for each in limbs),
        category=category,
        undecided=tuple(each for each in before if each in open_now),
        limbs=limbs,
        coming=tuple(_stretches(limbs, as_at, order)),
    )


def _stretches(limbs: tuple[LimbAnswer, ...], as_at: date, order: tuple[int, ...]) -> Iterator[Stretch]:
    """Yield the categories from the day on, in time: as one lapses, the next takes over."""
    spans = [
        (each.category, each.finding.last_date or NO_LAST_DATE, each.finding.last_date is not None)
        for limb in limbs
        for each in limb.grounds
        if (each.finding.is_met or each.is_in_waiting)
        and (each.finding.last_date is None or each.finding.last_date >= as_at)
    ]
    start = as_at
    while True:
        holding = [span for span in spans if span[1] >= start]
        category = next((each for each in order if each in {span[0] for span in holding}), None)
        if category is None:
            yield Stretch(None, start, NO_LAST_DATE)
            return
        certain = [span[1] for span in holding if span[0] == category and span[2]]
        uncertain = [span for span in holding if span[0] == category and not span[2]]
        last = NO_LAST_DATE if uncertain else max(certain)
        yield Stretch(category, start, last, not uncertain or NO_LAST_DATE in certain)
        if last == NO_LAST_DATE:
            return
        start = last + ONE_DAY
