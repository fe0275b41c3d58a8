"""The arithmetic of periods: lengths in calendar months and days, anniversaries, and days that are counted."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

NO_LAST_DATE = date.max
"""The last day of what has no last day: an indefinite period, an order until further order, life."""

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Length:
    """A length of calendar months, and of days beyond them. Either may be negative in a difference."""

    months: int = 0
    days: int = 0

    def __add__(self, other: Length) -> Length:
        return Length(self.months + other.months, self.days + other.days)

    def __sub__(self, other: Length) -> Length:
        return Length(self.months - other.months, self.days - other.days)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = [_counted(years, "year"), _counted(months, "month"), _counted(self.days, "day")]
        said = [part for part in parts if part]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said) or "no time"

    def half(self) -> Length:
        """Return half of it; half a month is 15 days, and half a day counts as a day."""
        return Length(self.months // 2, (self.months % 2) * 15 + (self.days + 1) // 2)


def later(day: date, length: Length) -> date:
    """
    Return the day that corresponds to `day` after the length: the same number in the later month, or that month's
    last day where it has no such number; then the days are added.

    Days past the last that a date can hold are the last that it can hold.
    """
    index = day.year * 12 + day.month - 1 + length.months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + timedelta(days=length.days) if length.days else moved


def last_day_of(start: date, *, months: int) -> date:
    """
    Return the last day of a period of calendar months beginning with `start`: the day before the corresponding day.

    Of a period that begins on 29 February and ends in a year without one, the last day is 28 February: the period
    contains as many days as it would if the next day were 29 February.
    """
    corresponding = later(start, Length(months))
    if corresponding == date.max:
        return date.max
    if corresponding.day < start.day:
        return corresponding
    return corresponding - ONE_DAY


def nth_day(start: date, number: int) -> date:
    """Return the last day of a period of so many days beginning with `start`, which counts as the first."""
    return start + timedelta(days=number - 1)


def age_on(birth: date, day: date, *, leap_birthday_in_march: bool = True) -> int:
    """
    Return the age in whole years, reached at the beginning of the birthday.

    Somebody born on 29 February has their birthday, in a year without one, on 1 March, or on 28 February if
    `leap_birthday_in_march` is false.
    """
    years = day.year - birth.year
    birthday = (birth.month, birth.day)
    if birthday == (2, 29) and not leap_birthday_in_march and monthrange(day.year, 2)[1] == 28:
        birthday = (2, 28)
    return years - ((day.month, day.day) < birthday)


@lru_cache(maxsize=65536)
def in_words(day: date | None) -> str:
    """Return the day in words: "1 March 2024", "no last day", or "not known"."""
    if day is None:
        return "not known"
    return "no last day" if day == NO_LAST_DATE else f"{day.day} {day:%B %Y}"


def _counted(number: int, unit: str) -> str:
    if not number:
        return ""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
