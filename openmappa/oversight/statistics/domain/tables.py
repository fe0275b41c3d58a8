"""A counted table: people by category and level, with what cannot be, and with sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CATEGORIES = (1, 2, 3, 4)
PUBLISHED_CATEGORIES = (1, 2, 3)
LEVELS = (1, 2, 3)
NATIONAL_CATEGORY = 4


def cannot_be(category: int | None, level: int | None) -> bool:
    """Return whether nobody can be there: Category 3 needs MAPPA meetings, so has no Level 1."""
    return (category, level) == (3, 1)


def all_cells() -> Iterator[tuple[int, int | None]]:
    """Yield every cell that a run stores: each category at each level it can have, and without a level."""
    for category in CATEGORIES:
        for level in (*LEVELS, None):
            if not cannot_be(category, level):
                yield category, level


@dataclass(frozen=True, slots=True)
class EligibleTable:
    """The counted cells of an area by category and level; level None is "no level recorded"."""

    cells: Mapping[tuple[int, int | None], int]

    def figure(self, category: int | None, level: int | None) -> int | None:
        """Return the number of people in the category at the level. None for either is the published sum.

        A sum is over Categories 1 to 3 and Levels 1 to 3. None is returned where nobody can be.
        """
        if cannot_be(category, level):
            return None
        return sum(
            self.cells.get((one, each), 0)
            for one in ((category,) if category else PUBLISHED_CATEGORIES)
            for each in ((level,) if level else LEVELS)
        )

    @property
    def without_level(self) -> int:
        """Return how many people of Categories 1 to 3 have no level recorded, and so are in no figure."""
        return sum(self.cells.get((each, None), 0) for each in PUBLISHED_CATEGORIES)

    @property
    def category_4(self) -> Mapping[int, int] | None:
        """Return the people of Category 4 by level; None where they may not be read."""
        if not any(category == NATIONAL_CATEGORY for category, _ in self.cells):
            return None
        return {each: self.cells.get((NATIONAL_CATEGORY, each), 0) for each in LEVELS}
