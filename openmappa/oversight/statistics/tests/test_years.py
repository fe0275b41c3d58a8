"""The reporting year."""

from __future__ import annotations

from datetime import date

import pytest

from openmappa.oversight.statistics.domain.years import ReportingYear, YearRefused


def test_year_runs_from_1_april_to_31_march() -> None:
    year = ReportingYear("2023-24")
    assert (year.start_date, year.last_date, year.title) == (date(2023, 4, 1), date(2024, 3, 31), "2023/24")


def test_year_over_the_century() -> None:
    assert ReportingYear("1999-00").last_date == date(2000, 3, 31)


@pytest.mark.parametrize(
    "written", ["", "2023", "2023/24", "2023-2024", "23-24", "2023-24 ", "2023-24\n", "２023-24"]
)
def test_other_forms_are_refused_with_an_example(written: str) -> None:
    with pytest.raises(YearRefused, match="such as 2023-24"):
        ReportingYear(written)


def test_years_that_do_not_follow_each_other_are_refused_with_the_right_one() -> None:
    with pytest.raises(YearRefused, match="2023-24"):
        ReportingYear("2023-25")
