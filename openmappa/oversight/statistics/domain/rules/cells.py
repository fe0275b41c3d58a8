"""The cells of a rule, and what the annual return calls them."""

from __future__ import annotations

from collections.abc import Iterable

from openmappa.oversight.statistics.domain.tables import Cell, cannot_be


def split(categories: Iterable[int], levels: Iterable[int], *, without_level: bool) -> tuple[Cell, ...]:
    """Return each category at each level it can have, and, if asked for, without a level recorded."""
    every = (*levels, None) if without_level else tuple(levels)
    return tuple((one, each) for one in categories for each in every if not cannot_be(one, each))


def named(pattern: str, cells: Iterable[Cell]) -> dict[str, Cell]:
    """Return the cells with a level by name, from a pattern such as `CAT{category}L{level}YEAR`."""
    return {
        pattern.format(category=category, level=level): (category, level)
        for category, level in cells
        if level is not None
    }
