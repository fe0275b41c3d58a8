"""The initial notification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from openmappa.statute.duties.duty import Duty, DutyKind
from openmappa.statute.duties.rules import INITIAL
from openmappa.statute.duties.situation import Situation
from openmappa.statute.facts.living import NotificationKind
from openmappa.statute.notification.requirement import Requirement
from openmappa.statute.provisions.dates import ONE_DAY, in_words, nth_day
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.vocabulary.events import RequirementBasis


def initial_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duty of initial notification for each day on which requirements began.

    Law: Sexual Offences Act 2003 s.83(1), (2), (4) and (6).
    """
    beginning: dict[date, list[Requirement]] = {}
    for each in now.required.each:
        day = _begins(each)
        if day is not None and not _is_exempt(each, day, now):
            beginning.setdefault(day, []).append(each)
    for day, requirements in beginning.items():
        sources = ", ".join(sorted(each.source for each in requirements))
        yield now.within_days(
            DutyKind.INITIAL,
            constant("initial"),
            trigger=f"Became subject to the requirements on {in_words(day)}",
            trigger_date=day,
            source=sources,
            rule=INITIAL,
            done=now.first_from(day, NotificationKind.INITIAL),
        )


def initial_days(now: Situation) -> list[date]:
    """Return the days with which the time for an initial notification began."""
    days = {_begins(each) for each in now.required.each if not _is_exempt(each, _begins(each), now)}
    return sorted(day for day in days if day is not None)


def _begins(requirement: Requirement) -> date | None:
    if requirement.finding.outcome is Outcome.NOT_MET or requirement.start_date is None:
        return None
    return max(requirement.start_date, commencement("notification_2003"))


def _is_exempt(requirement: Requirement, day: date | None, now: Situation) -> bool:
    """Return whether the person was subject already, had made an initial notification, and stays subject."""
    if day is None:
        return True
    third = nth_day(day, constant("initial"))
    for earlier in now.required.each:
        start = earlier.start_date
        if earlier is requirement or start is None or start >= day:
            continue
        was = earlier.holds_on(day - ONE_DAY) is Outcome.MET
        if was and requirement.basis is RequirementBasis.ORDER and requirement.relevant_date == day:
            return True
        had_notified = any(start <= each.made_date < day for each in now.given(NotificationKind.INITIAL))
        if was and had_notified and earlier.holds_on(third) is Outcome.MET:
            return True
    return False
