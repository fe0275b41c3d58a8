"""A counted table: people by category and level, with what cannot be, and with sums."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Cell = tuple[int | None, int | None]
"""Category and level. A level of None beside a category is "no level recorded". Both None: not split."""

NOT_SPLIT: Cell = (None, None)

CATEGORIES = (1, 2, 3, 4)
PUBLISHED_CATEGORIES = (1, 2, 3)
LEVELS = (1, 2, 3)
NATIONAL_CATEGORY = 4
ALL, NONE = "all", "none"


def cannot_be(category: int | None, level: int | None) -> bool:
    """Return whether nobody can be there: Category 3 needs MAPPA meetings, so has no Level 1."""
    return (category, level) == (3, 1)


class PlaceRefused(ValueError):
    """There is no such place in the table."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in or beside the table. None for the category or the level is the published sum.

    `without_level` is beside it: the eligible people in the community who have no level recorded.
    """

    category: int | None
    level: int | None
    without_level: bool = False

    @property
    def categories(self) -> Collection[int]:
        """Return the categories of the people there."""
        return PUBLISHED_CATEGORIES if self.category is None else (self.category,)

    @property
    def levels(self) -> Collection[int | None]:
        """Return the levels of the people there; None is "no level recorded"."""
        if self.without_level:
            return (None,)
        return LEVELS if self.level is None else (self.level,)

    def holds(self, cell: Cell) -> bool:
        """Return whether a cell is there. The one cell of a table that is not split is at the sum of all."""
        if cell == NOT_SPLIT:
            return self == Place(None, None)
        return cell[0] in self.categories and cell[1] in self.levels

    @property
    def category_word(self) -> str:
        """Return the category as addresses write it."""
        return ALL if self.category is None else str(self.category)

    @property
    def level_word(self) -> str:
        """Return the level as addresses write it."""
        if self.without_level:
            return NONE
        return ALL if self.level is None else str(self.level)


def place_named(category: str, level: str, cells: Collection[Cell]) -> Place:
    """
    Return the place that an address names in a table of these cells.

    :raises PlaceRefused: if there is none: an unknown word, or a place at which the table has no cell
    """
    categories = {ALL: None} | {str(each): each for each in CATEGORIES}
    levels = {ALL: None, NONE: None} | {str(each): each for each in LEVELS}
    if category not in categories or level not in levels:
        raise PlaceRefused
    place = Place(categories[category], levels[level], without_level=level == NONE)
    if not any(place.holds(each) for each in cells):
        raise PlaceRefused
    return place


@dataclass(frozen=True, slots=True)
class EligibleTable:
    """The counted cells of an area by category and level; level None is "no level recorded".

    A table that is not split has one cell, NOT_SPLIT.
    """

    cells: Mapping[Cell, int]

    def figure(self, category: int | None, level: int | None) -> int | None:
        """Return the number of people in the category at the level. None for either is the published sum.

        A sum is over Categories 1 to 3 and Levels 1 to 3. None is returned where nobody can be.
        """
        return None if cannot_be(category, level) else self.at(Place(category, level))

    def at(self, place: Place) -> int:
        """Return the number of people at the place."""
        return sum(count for cell, count in self.cells.items() if place.holds(cell))

    @property
    def without_level(self) -> int:
        """Return how many people of Categories 1 to 3 have no level recorded, and so are in no figure."""
        return self.at(Place(None, None, without_level=True))

    @property
    def category_4(self) -> Mapping[int, int] | None:
        """Return the people of Category 4 by level; None where they may not be read."""
        if not any(category == NATIONAL_CATEGORY for category, _ in self.cells):
            return None
        return {each: self.cells.get((NATIONAL_CATEGORY, each), 0) for each in LEVELS}
