"""Bank holidays of England and Wales as the government published them, and working days."""

from __future__ import annotations

import pytest

from openmappa.statute.provisions.working_days import (
    bank_holidays,
    easter_sunday,
    is_working_day,
    working_days_after,
)
from openmappa.statute.tests.builders import day

PUBLISHED = {
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_published(year: int) -> None:
    assert bank_holidays(year) == {day(f"{year}-{each}") for each in PUBLISHED[year].split()}


@pytest.mark.parametrize(
    ("year", "expected"), [(2000, "04-23"), (2008, "03-23"), (2011, "04-24"), (2038, "04-25")]
)
def test_easter(year: int, expected: str) -> None:
    assert easter_sunday(year) == day(f"{year}-{expected}")


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert working_days_after(day("2026-04-02"), 1) == day("2026-04-07")
    assert working_days_after(day("2026-12-24"), 5) == day("2027-01-05")
    assert not is_working_day(day("2026-04-03"))
    assert not is_working_day(day("2026-04-04"))
    assert is_working_day(day("2026-04-02"))


def test_working_days_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="one or more"):
        working_days_after(day("2026-04-02"), 0)


def test_bank_holidays_before_1978_are_not_known() -> None:
    assert len(bank_holidays(1978)) == 8
    with pytest.raises(ValueError, match="1978"):
        bank_holidays(1977)
