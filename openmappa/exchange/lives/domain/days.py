"""Days as whole numbers, since a caseload of millions of rows has many: 1 is 1 January 1900, 0 is no day."""

from calendar import monthrange
from datetime import date

NO_DAY = 0
_BEFORE = date(1899, 12, 31).toordinal()
_HOW_MANY = 75_000

WRITTEN = ("", *(date.fromordinal(_BEFORE + each).isoformat() for each in range(1, _HOW_MANY)))
"""Every day to the year 2105 as it stands in an extract; no day is blank."""


def number(day: date) -> int:
    """Return the number of a day of 1900 or later."""
    return day.toordinal() - _BEFORE


def later(day: int, months: int) -> int:
    """Return the day so many months later (or earlier, if negative), or the last of a month too short for it."""
    moved, _ = _moved(day, months)
    return moved


def last_of(day: int, months: int) -> int:
    """
    Return the last day of a period of whole months that begins with `day`.

    It is the day before the corresponding date, or the month's last day if the month has no such date.
    """
    moved, is_shortened = _moved(day, months)
    return moved if is_shortened else moved - 1


def _moved(day: int, months: int) -> tuple[int, bool]:
    start = date.fromordinal(_BEFORE + day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    most = monthrange(year, month + 1)[1]
    return number(date(year, month + 1, min(start.day, most))), start.day > most
