"""Which figures of a report's tables are hidden because they are small."""

from __future__ import annotations

from collections.abc import Mapping

from openmappa.oversight.annual_report.domain.layout import CATEGORY_1_TOTAL, ELIGIBLE, TOTAL, Figure, Layout
from openmappa.oversight.annual_report.domain.suppression import suppressed


def hidden_figures(layout: Layout, fields: Mapping[str, int], *, below: int | None) -> frozenset[Figure]:
    """Return the figures of the table to hide. None as `below` hides nothing."""
    if below is None:
        return frozenset()
    values = [[layout.at(row, column).value(fields) for column in layout.columns] for row in layout.rows]
    if layout.columns[-1] == TOTAL:
        places = suppressed(values, below=below)
    elif layout.rows[-1] == TOTAL:
        # One column under its total: the other margin is the column itself.
        places = suppressed([[value, value] for (value,) in values], below=below)
    else:
        places = frozenset((row, 0) for row, (value,) in enumerate(values) if value and value < below)
    return frozenset(
        layout.at(row, column)
        for number, row in enumerate(layout.rows)
        for index, column in enumerate(layout.columns)
        if (number, index) in places
    )


def hides_the_rate(fields: Mapping[str, int], *, below: int | None) -> bool:
    """Return whether the rate would give away the number of Category 1, which is hidden."""
    return CATEGORY_1_TOTAL in hidden_figures(ELIGIBLE, fields, below=below)


def hides(number: int, *, below: int | None) -> bool:
    """Return whether a number that stands by itself, outside the tables, is hidden because it is small."""
    return below is not None and 0 < number < below
