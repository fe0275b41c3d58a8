"""The year of an annual report: 1 April to 31 March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

EXPECTED = "A reporting year is written as its two calendar years, such as 2023-24."


class YearRefused(ValueError):
    """A text is not a reporting year. The message says what was expected."""


@dataclass(frozen=True, slots=True, order=True)
class ReportingYear:
    """A reporting year, written as its two calendar years: 2023-24 is 1 April 2023 to 31 March 2024.

    :raises YearRefused: if the text is of another form, or its years do not follow each other
    """

    name: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}", self.name):
            raise YearRefused(EXPECTED)
        second = (int(self.name[:4]) + 1) % 100
        if int(self.name[5:]) != second:
            raise YearRefused(
                f"The year after {self.name[:4]} is written {second:02}: {self.name[:4]}-{second:02}."
            )

    @property
    def start_date(self) -> date:
        """Return the first day, 1 April."""
        return date(int(self.name[:4]), 4, 1)

    @property
    def last_date(self) -> date:
        """Return the last day, 31 March. It is the day of the snapshot."""
        return date(int(self.name[:4]) + 1, 3, 31)

    @property
    def title(self) -> str:
        """Return the year as reports print it, such as 2023/24."""
        return self.name.replace("-", "/")

    def __str__(self) -> str:
        return self.name
