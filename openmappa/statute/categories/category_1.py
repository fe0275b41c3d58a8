"""Category 1: subject to the notification requirements."""

from __future__ import annotations

from datetime import date

from openmappa.statute.categories.ground import Ground, LimbAnswer, answer
from openmappa.statute.categories.rules import CATEGORY_1
from openmappa.statute.notification.requirement import Requirement
from openmappa.statute.notification.requirements import Requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE, in_words
from openmappa.statute.provisions.finding import Finding, Outcome, Reason, met, needs_fact, not_met
from openmappa.statute.vocabulary.limbs import Limb


def category_1(requirements: Requirements, *, as_at: date) -> LimbAnswer:
    """
    Return whether the person is in Category 1.

    Law: Criminal Justice Act 2003 s.327(2).
    """
    grounds = [_ground(each, as_at) for each in requirements.each]
    otherwise = list(requirements.unknown)
    if not grounds and not otherwise:
        otherwise = [not_met("There is no conviction, finding, caution or order.", CATEGORY_1)]
    return answer(Limb.CATEGORY_1_NOTIFICATION, grounds, *otherwise)


def _ground(requirement: Requirement, as_at: date) -> Ground:
    outcome = requirement.holds_on(as_at)
    reasons = (*requirement.finding.reasons, *_time(requirement, outcome, as_at))
    finding = Finding(outcome, reasons, requirement.start_date, requirement.last_date)
    return Ground(Limb.CATEGORY_1_NOTIFICATION, requirement.source, finding)


def _time(requirement: Requirement, outcome: Outcome, as_at: date) -> tuple[Reason, ...]:
    start, last = requirement.start_date, requirement.last_date
    if start is None:
        return ()
    if as_at < start:
        return (not_met(f"The requirements begin on {in_words(start)}.", CATEGORY_1),)
    if last is not None and last < as_at:
        return (not_met(f"The requirements ended on {in_words(last)}.", CATEGORY_1),)
    if outcome is Outcome.NEEDS_FACT:
        if last is None:
            words = "Whether the requirements still hold is not known, since their end is not."
            return (needs_fact(words, CATEGORY_1, needs="what decides the period"),)
        return ()
    until = "without a last day" if last == NO_LAST_DATE else f"until {in_words(last)}"
    until = "until a day that is not known" if last is None else until
    return (met(f"The person is subject to them from {in_words(start)}, {until}.", CATEGORY_1),)
