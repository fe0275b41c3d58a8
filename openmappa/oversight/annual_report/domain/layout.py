"""The layout of the first table of an annual report, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openmappa.oversight.statistics.domain.tables import EligibleTable, cannot_be


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its key in files, its title in print, and its level or category (None: the sum)."""

    key: str
    title: str
    value: int | None


ROWS = (
    Line("level_1", "Level 1", 1),
    Line("level_2", "Level 2", 2),
    Line("level_3", "Level 3", 3),
    Line("total", "Total", None),
)
COLUMNS = (
    Line("category_1", "Category 1: subject to sex offender notification requirements", 1),
    Line("category_2", "Category 2: violent and other sexual offenders", 2),
    Line("category_3", "Category 3: other dangerous offenders", 3),
    Line("total", "Total", None),
)
KEY = "table1_eligible_on_31_march"
TITLE = "MAPPA-eligible individuals on 31 March"
DASH = "-"
DASH_NOTE = "level_1/category_3 is printed as '-' (category 3 cannot be level 1)"
NOTES = (
    (
        "The table is the picture on 31 March. It is of people in the community. Nobody in prison, or"
        " detained under the Mental Health Act 1983, is counted."
    ),
    "Category 4 is not in an area's report, because the numbers are low. It is published nationally.",
    "A dash means that nobody can be there: Category 3 needs management at Level 2 or 3.",
)


def positions() -> Iterator[tuple[Line, Line]]:
    """Yield every position of the table, row by row, sums included."""
    for row in ROWS:
        for column in COLUMNS:
            yield row, column


def is_dash(row: Line, column: Line) -> bool:
    """Return whether the position is printed as a dash."""
    return cannot_be(column.value, row.value)


def is_sum(row: Line, column: Line) -> bool:
    """Return whether the position is a sum of others."""
    return row.value is None or column.value is None


def words(row: Line, column: Line) -> str:
    """Return what a position is called, such as `Category 1, Level 2` or `All categories, Level 2`."""
    category = "All categories" if column.value is None else f"Category {column.value}"
    level = "all levels" if row.value is None else f"Level {row.value}"
    return f"{category}, {level}"


def counted_rows(table: EligibleTable) -> dict[str, list[int | None]]:
    """Return the table's figures by row, in the order of the columns, as a report's file holds them."""
    return {row.key: [table.figure(column.value, row.value) for column in COLUMNS] for row in ROWS}
