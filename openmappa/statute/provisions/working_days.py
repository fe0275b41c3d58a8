"""
Working days in England and Wales, for rules that count in them.

No rule of the Acts that this package applies does: they count calendar days. Practice figures do, such as the days
within which minutes are sent out.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

FIRST_YEAR = 1978
"""The first year for which the bank holidays are worked out: May Day became one then."""

_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Return whether the day is neither Saturday, Sunday nor a bank holiday in England and Wales."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """
    Return the working day that is so many working days after `day`, which does not count itself.

    :raises ValueError: if the number is less than one
    """
    if number < 1:
        raise ValueError("The number of working days must be one or more.")
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """
    Return the bank holidays of a year in England and Wales, with those made or moved by proclamation.

    :raises ValueError: for a year before 1978
    """
    if year < FIRST_YEAR:
        raise ValueError(f"Bank holidays are known from {FIRST_YEAR}.")
    easter = easter_sunday(year)
    usual = {
        _next_free(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
        *_christmas(year),
    }
    extra, moved = _by_proclamation()
    return frozenset((usual - moved) | {day for day in extra if day.year == year})


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, century, of_century = year % 19, year // 100, year % 100
    leap = century // 4
    corrected = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _next_free(day: date) -> date:
    return _monday_from(day) if day.weekday() >= _SATURDAY else day


def _christmas(year: int) -> set[date]:
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    free = [day for day in (christmas, boxing) if day.weekday() < _SATURDAY]
    day = boxing
    while len(free) < 2:
        day += timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in free:
            free.append(day)
    return set(free)


@cache
def _by_proclamation() -> tuple[frozenset[date], frozenset[date]]:
    with files(__package__).joinpath("bank_holidays.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    added = frozenset(date.fromisoformat(row["day"]) for row in rows)
    replaced = frozenset(
        date.fromisoformat(row["takes_the_place_of"]) for row in rows if row["takes_the_place_of"]
    )
    return added, replaced
