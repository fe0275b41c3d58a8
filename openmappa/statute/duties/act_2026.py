"""Duties of the Crime and Policing Act 2026, behind the setting of its commencement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from openmappa.statute.duties.duty import Duty, DutyKind
from openmappa.statute.duties.rules import ABSENCE_2026, NAME_2026
from openmappa.statute.duties.situation import Situation
from openmappa.statute.facts.living import ChangeKind, NotificationKind
from openmappa.statute.provisions.dates import in_words
from openmappa.statute.provisions.thresholds import constant


def duties_of_2026(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties of the Act of 2026: none unless the setting gives the day of its commencement.

    Law: Crime and Policing Act 2026; its sections were not found.
    """
    first = now.settings.crime_and_policing_act_2026_from
    if first is not None:
        yield from _names(now, first)
        yield from _absences(now, first)


def _names(now: Situation, first: date) -> Iterator[Duty]:
    notice = constant("name.notice")
    for change in now.facts.changes or ():
        day = change.change_date
        if change.kind is not ChangeKind.NAME or day < first or not now.is_subject(day):
            continue
        due = day - timedelta(days=notice)
        announced = (
            each.made_date
            for each in now.given(NotificationKind.ADVANCE)
            if each.of_change is ChangeKind.NAME and each.of_date == day
        )
        yield now.duty(
            DutyKind.NAME_BEFOREHAND,
            trigger=f"Uses a new name from {in_words(day)}",
            trigger_date=day,
            source=f"name of {day}",
            rule=NAME_2026,
            due=due,
            arithmetic=f"{notice} days before {in_words(day)}: {in_words(due)}.",
            done=next(announced, None),
        )


def _absences(now: Situation, first: date) -> Iterator[Duty]:
    notice = now.settings.absence_notice_days
    for number, absence in enumerate(now.facts.absences_from_home or ()):
        day, until = absence.start_date, absence.until_date
        is_short = until is not None and (until - day).days <= constant("absence.days")
        if day < first or is_short or not now.is_subject(day):
            continue
        due = day - timedelta(days=notice)
        told = (each.made_date for each in now.given(NotificationKind.ABSENCE) if each.of_date == day)
        yield now.duty(
            DutyKind.ABSENCE,
            trigger=f"Away from the main residence from {in_words(day)}",
            trigger_date=day,
            source=f"absences_from_home[{number}]",
            rule=ABSENCE_2026,
            due=due,
            arithmetic=f"{notice} days before {in_words(day)}: {in_words(due)}.",
            done=next(told, None),
            needs="how long the absence lasts" if until is None else "",
        )
