"""The arithmetic of periods: anniversaries, leap days, month ends, birthdays."""

from __future__ import annotations

from datetime import date

import pytest

from openmappa.statute.provisions.dates import (
    NO_LAST_DATE,
    Length,
    age_on,
    in_words,
    last_day_of,
    later,
    nth_day,
)
from openmappa.statute.tests.builders import day


@pytest.mark.parametrize(
    ("start", "months", "days", "expected"),
    [
        ("2024-01-31", 1, 0, "2024-02-29"),
        ("2023-01-31", 1, 0, "2023-02-28"),
        ("2024-02-29", 12, 0, "2025-02-28"),
        ("2024-02-29", 48, 0, "2028-02-29"),
        ("2024-03-31", -1, 0, "2024-02-29"),
        ("2024-01-15", -1, 0, "2023-12-15"),
        ("2024-08-31", 6, 1, "2025-03-01"),
        ("2024-12-31", 2, -1, "2025-02-27"),
    ],
)
def test_corresponding_day(start: str, months: int, days: int, expected: str) -> None:
    assert later(day(start), Length(months, days)) == day(expected)


def test_days_past_the_calendar_are_its_last() -> None:
    assert later(date(9990, 1, 1), Length(1200)) == date.max
    assert last_day_of(date(9990, 1, 1), months=1200) == date.max


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2020-03-02", 120, "2030-03-01"),
        ("2020-03-01", 12, "2021-02-28"),
        ("2023-03-01", 12, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-28"),
        ("2024-08-31", 42, "2028-02-29"),
        ("2023-08-31", 42, "2027-02-28"),
        ("2024-01-01", 12, "2024-12-31"),
    ],
)
def test_last_day_of_a_period_beginning_with_a_day(start: str, months: int, expected: str) -> None:
    assert last_day_of(day(start), months=months) == day(expected)


def test_the_first_day_counts() -> None:
    assert nth_day(day("2024-02-28"), 1) == day("2024-02-28")
    assert nth_day(day("2024-02-28"), 3) == day("2024-03-01")
    assert nth_day(day("2023-02-28"), 3) == day("2023-03-02")


@pytest.mark.parametrize(
    ("birth", "on", "march", "expected"),
    [
        ("2000-06-15", "2018-06-14", True, 17),
        ("2000-06-15", "2018-06-15", True, 18),
        ("2004-02-29", "2022-02-28", True, 17),
        ("2004-02-29", "2022-03-01", True, 18),
        ("2004-02-29", "2022-02-27", False, 17),
        ("2004-02-29", "2022-02-28", False, 18),
        ("2004-02-29", "2024-02-28", False, 19),
        ("2004-02-29", "2024-02-29", False, 20),
    ],
)
def test_age(birth: str, on: str, march: bool, expected: int) -> None:
    assert age_on(day(birth), day(on), leap_birthday_in_march=march) == expected


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length(), "no time"),
        (Length(1), "1 month"),
        (Length(12), "1 year"),
        (Length(30), "2 years and 6 months"),
        (Length(13, 1), "1 year, 1 month and 1 day"),
        (Length(0, 182), "182 days"),
    ],
)
def test_length_in_words(length: Length, words: str) -> None:
    assert str(length) == words


@pytest.mark.parametrize(
    ("whole", "half"),
    [
        (Length(24), Length(12)),
        (Length(12), Length(6)),
        (Length(11), Length(5, 15)),
        (Length(12, 1), Length(6, 1)),
        (Length(0, 30), Length(0, 15)),
    ],
)
def test_half_of_a_length(whole: Length, half: Length) -> None:
    assert whole.half() == half


def test_lengths_add_and_subtract() -> None:
    assert Length(3, 5) + Length(10, 1) == Length(13, 6)
    assert Length(3, 5) - Length(1, 10) == Length(2, -5)


def test_days_in_words() -> None:
    assert in_words(day("2024-02-29")) == "29 February 2024"
    assert in_words(NO_LAST_DATE) == "no last day"
    assert in_words(None) == "not known"
