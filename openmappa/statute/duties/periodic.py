"""The periodic notification: yearly, or weekly without a sole or main residence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from openmappa.statute.duties.duty import Duty, DutyKind
from openmappa.statute.duties.initial import initial_days
from openmappa.statute.duties.rules import PERIODIC, WEEKLY
from openmappa.statute.duties.situation import Situation
from openmappa.statute.facts.living import NotificationKind
from openmappa.statute.provisions.dates import ONE_DAY, Length, in_words, later, nth_day
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.vocabulary.persons import AddressKind

STARTING = (
    NotificationKind.INITIAL,
    NotificationKind.CHANGE,
    NotificationKind.ADVANCE,
    NotificationKind.PERIODIC,
)
"""The notifications after which the time begins again. Law: Sexual Offences Act 2003 s.85(2)."""


def periodic_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the periodic duty after each notification that counts; the next such notification closes it.

    Law: Sexual Offences Act 2003 s.85.
    """
    days = sorted({each.made_date for each in now.given(*STARTING)})
    for number, day in enumerate(days):
        if now.is_subject(day):
            following = days[number + 1] if number + 1 < len(days) else None
            yield _after(day, following, now, trigger=f"Notified on {in_words(day)}")
    yield from _before_the_records(days, now)


def _before_the_records(days: list[date], now: Situation) -> Iterator[Duty]:
    """
    Yield the duty after the last notification that could have been made before the records begin.

    Whoever had to notify before then has to notify again at the latest so long after the day before they begin.
    """
    first = now.facts.notifications_from
    if now.facts.notifications is None or first is None or first > now.as_at:
        return
    last = first - ONE_DAY
    fell_due = [now.clock.running_day(day, constant("initial")) for day in initial_days(now)]
    if not any(due is not None and due < first for due in fell_due) or not now.is_subject(last):
        return
    following = next((day for day in days if day >= first), None)
    trigger = f"Notifications are recorded from {in_words(first)}; the last before that was made by {in_words(last)}"
    yield _after(last, following, now, trigger=trigger)


def _after(day: date, following: date | None, now: Situation, *, trigger: str) -> Duty:
    without = _without_residence(day, now)
    is_weekly = bool(without) and day >= commencement("notification_2012")
    if is_weekly:
        number = constant("periodic.no_residence")
        due, words = day + timedelta(days=number), f"{number} days after {in_words(day)}"
    else:
        due = later(day, Length(constant("periodic")))
        words = f"a year after {in_words(day)}"
    words += f": {in_words(due)}"
    restarted = now.clock.first_running(due)
    moved: date | None = due
    if restarted is None:
        moved, words = None, f"{words}; the person is inside or abroad then, and it is not known until when"
    elif restarted != due:
        moved = nth_day(restarted, constant("periodic.afterwards"))
        words += f", when the person is inside or abroad; so 3 days beginning with {in_words(restarted)}: {in_words(moved)}"
    needs = "whether the home address last notified is a place where the person can regularly be found"
    return now.duty(
        DutyKind.PERIODIC,
        trigger=trigger,
        trigger_date=day,
        source=f"notification of {day}",
        rule=WEEKLY if is_weekly else PERIODIC,
        due=moved,
        arithmetic=f"{words[0].upper()}{words[1:]}.",
        done=following,
        needs=needs if without is None else "; ".join(now.clock.unknown),
    )


def _without_residence(day: date, now: Situation) -> bool | None:
    """Return whether the home address last notified by the day is a place where the person can be found."""
    said = [
        each.without_residence
        for each in now.given(*STARTING)
        if each.made_date <= day and each.without_residence is not None
    ]
    if said:
        return said[-1]
    there = [
        each
        for each in now.facts.addresses or ()
        if each.kind is not AddressKind.SECONDARY
        and each.start_date <= day
        and (each.until_date is None or day < each.until_date)
    ]
    if not there:
        return None
    latest = max(there, key=lambda each: each.start_date)
    return latest.kind is AddressKind.NO_FIXED_ABODE
