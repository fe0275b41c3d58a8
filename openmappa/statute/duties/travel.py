"""Journeys outside the United Kingdom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from openmappa.statute.duties.duty import Duty, DutyKind
from openmappa.statute.duties.rules import RETURN, SHORT_NOTICE, TRAVEL, TRAVEL_BEFORE
from openmappa.statute.duties.situation import Situation
from openmappa.statute.facts.living import Journey, NotificationKind
from openmappa.statute.provisions.dates import in_words
from openmappa.statute.provisions.thresholds import commencement, constant, threshold

HOURS_OF_A_DAY = 24


def travel_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties to notify departures and returns.

    Law: Sexual Offences Act 2003 s.86, with the regulations of 2004 as amended in 2012.
    """
    for number, journey in enumerate(now.facts.journeys or ()):
        leaves = journey.departure_date
        if leaves < commencement("notification_2003") or not now.is_subject(leaves):
            continue
        least = threshold("travel.least_days", on=leaves)
        is_short = journey.return_date is not None and (journey.return_date - leaves).days < least
        if is_short:
            continue
        path = f"journeys[{number}]"
        yield _departure(journey, path, now, needs_length=bool(least) and journey.return_date is None)
        if journey.return_date is not None and journey.return_date <= now.as_at:
            yield now.within_days(
                DutyKind.RETURN,
                constant("travel.return"),
                trigger=f"Returned on {in_words(journey.return_date)}",
                trigger_date=journey.return_date,
                source=path,
                rule=RETURN,
                done=now.first_from(journey.return_date, NotificationKind.RETURN, of=journey.return_date),
            )


def _departure(journey: Journey, path: str, now: Situation, *, needs_length: bool) -> Duty:
    leaves, notice = journey.departure_date, constant("travel.notice")
    due = leaves - timedelta(days=notice)
    rule = TRAVEL if leaves >= commencement("notification_2012") else TRAVEL_BEFORE
    words = f"{notice} days before {in_words(leaves)}: {in_words(due)}."
    held = _details_held(journey, now)
    if held is not None and held > due:
        hours = now.settings.short_notice_travel_hours
        due = leaves - timedelta(days=-(-hours // HOURS_OF_A_DAY))
        due, rule = max(due, min(held, leaves)), SHORT_NOTICE
        words = (
            f"The details were held on {in_words(held)}, less than {notice} days before; so {hours} hours before "
            f"{in_words(leaves)}: {in_words(due)}."
        )
    return now.duty(
        DutyKind.TRAVEL,
        trigger=f"Leaves the United Kingdom on {in_words(leaves)}",
        trigger_date=leaves,
        source=path,
        rule=rule,
        due=due,
        arithmetic=words,
        done=_notified(leaves, now),
        needs="the day of return" if needs_length else "",
    )


def _details_held(journey: Journey, now: Situation) -> date | None:
    """Return the day on which the details were held and the person was subject, None if in good time."""
    days = [day for day in (journey.arranged_date, now.required.subject_from()) if day is not None]
    return max(days, default=None)


def _notified(leaves: date, now: Situation) -> date | None:
    days = (
        each.made_date
        for each in now.given(NotificationKind.TRAVEL)
        if each.of_date == leaves or (each.of_date is None and each.made_date <= leaves)
    )
    return next(days, None)
