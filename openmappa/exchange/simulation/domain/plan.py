"""Who is to be simulated: how many people of each category, level and situation."""

from collections.abc import Mapping
from random import Random

from openmappa.exchange.lives.domain.chance import spread
from openmappa.exchange.lives.domain.situations import NOT_ELIGIBLE_ON_SNAPSHOT, TRAITS, Situation

Part = tuple[int, int, Situation]
"""Category, level and situation of one person."""
Cells = Mapping[tuple[int, int], int]
"""How many people count, by category and level."""

TABLE = "table1_eligible_on_31_march"

NATIONAL_MIX: Mapping[tuple[int, int], float] = {
    (1, 1): 0.7540, (1, 2): 0.0055, (1, 3): 0.0005,
    (2, 1): 0.2265, (2, 2): 0.0045, (2, 3): 0.0010,
    (3, 2): 0.0034, (3, 3): 0.0006,
}  # fmt: skip
"""Shares of Categories 1 to 3 by level, near those of England and Wales in 2023/24."""

CATEGORY_4_SHARE = 0.004
_CATEGORY_4_LEVELS = {1: 0.75, 2: 0.2, 3: 0.05}
_CATEGORY_4_SITUATIONS = {Situation.PLAIN: 0.7, Situation.IN_PRISON: 0.26, Situation.ON_REMAND: 0.04}
_LARGE_CELL, _SMALL_CELL = 200, 20
_FEWEST = 3
_ENDED = (
    Situation.ENDED_DAY_BEFORE,
    Situation.ENDED_EARLIER,
    Situation.ENDED_IN_YEAR,
    Situation.REVOKED_IN_YEAR,
)


class NotAPublishedTable(ValueError):
    """The published figures are not a table of eligible people by category and level. The message says why."""


def published_cells(published: Mapping[str, object]) -> Cells:
    """
    Return the cells of Categories 1 to 3 by category and level; a cell that cannot exist is left out.

    :raises NotAPublishedTable: if the table is missing or holds anything but counts, or counts that cannot be
    """
    table = published.get(TABLE)
    if not isinstance(table, Mapping) or not isinstance(table.get("rows"), Mapping):
        raise NotAPublishedTable(f"Expected a table {TABLE} with rows by level.")
    cells = {}
    for level in (1, 2, 3):
        row = table["rows"].get(f"level_{level}")
        if not isinstance(row, list) or len(row) < 3:
            raise NotAPublishedTable(
                f"Expected a row level_{level} with a figure for each category, in {TABLE}."
            )
        for category, value in enumerate(row[:3], start=1):
            if value is None:
                continue
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise NotAPublishedTable(f"Expected whole numbers or null in level_{level} of {TABLE}.")
            if value and (category, level) == (3, 1):
                raise NotAPublishedTable("Expected nobody of Category 3 at Level 1: it needs Level 2 or 3.")
            cells[category, level] = value
    return cells


def plan_published(cells: Cells, random: Random) -> list[Part]:
    """Return a caseload whose counted people are exactly those of the cells, with everybody who must not count."""
    parts: list[Part] = []
    for cell, people in cells.items():
        parts += _counted_in(cell, people)
    total = sum(cells.values())
    for situation, traits in TRAITS.items():
        if traits.published_share and not traits.counted:
            how_many = max(_FEWEST, round(total * traits.published_share))
            parts += _spread(how_many, situation, random)
    parts += _category_4(max(_FEWEST * 4, round(total * CATEGORY_4_SHARE)))
    random.shuffle(parts)
    return parts


def plan_national(*, people: int, ended: int, category_4: int, random: Random) -> list[Part]:
    """
    Return one area's part of a national caseload.

    `people` have a standing of Categories 1 to 3 that runs on the snapshot date, `category_4` one of
    Category 4, `ended` one that ended earlier. Others (potentially dangerous, considered and not eligible,
    recorded in error, starting later) come on top, about one in a hundred.
    """
    running: dict[Situation, float] = {
        situation: traits.national_share
        for situation, traits in TRAITS.items()
        if traits.national_share and situation not in NOT_ELIGIBLE_ON_SNAPSHOT
    }
    parts = _category_4(category_4)
    left = spread(people, NATIONAL_MIX)
    for situation, how_many in _drawn(people, running, random).items():
        for part in _spread(how_many, situation, random):
            cell = part[:2]
            if left.get(cell, 0) > 0:
                left[cell] -= 1
                parts.append(part)
    parts += [(*cell, Situation.PLAIN) for cell, number in left.items() for _ in range(number)]
    day_before = min(ended, round(ended * TRAITS[Situation.ENDED_DAY_BEFORE].national_share))
    parts += _spread(day_before, Situation.ENDED_DAY_BEFORE, random)
    in_year = 0
    for situation in (Situation.ENDED_IN_YEAR, Situation.REVOKED_IN_YEAR):
        how_many = min(ended - day_before - in_year, round(ended * TRAITS[situation].national_share))
        parts += _spread(how_many, situation, random)
        in_year += how_many
    parts += _spread(ended - day_before - in_year, Situation.ENDED_EARLIER, random)
    others: dict[Situation, float] = {
        situation: TRAITS[situation].national_share
        for situation in TRAITS
        if situation in NOT_ELIGIBLE_ON_SNAPSHOT and situation not in _ENDED
    }
    for situation, how_many in _drawn(people, others, random).items():
        parts += _spread(how_many, situation, random)
    random.shuffle(parts)
    return parts


def _counted_in(cell: tuple[int, int], people: int) -> list[Part]:
    parts: list[Part] = []
    for situation, traits in TRAITS.items():
        if not traits.counted or situation is Situation.PLAIN or cell[0] not in traits.categories:
            continue
        large = people >= (_SMALL_CELL if traits.in_small_cells else _LARGE_CELL)
        how_many = max(1 if large else 0, round(people * traits.published_share))
        parts += [(*cell, situation)] * min(how_many, people - len(parts))
    return parts + [(*cell, Situation.PLAIN)] * (people - len(parts))


def _spread(how_many: int, situation: Situation, random: Random) -> list[Part]:
    """Return people of one situation, over the cells that allow it as the national mix has them."""
    cells = {cell: share for cell, share in NATIONAL_MIX.items() if cell[0] in TRAITS[situation].categories}
    chosen = random.choices(tuple(cells), tuple(cells.values()), k=how_many)
    return [(*cell, situation) for cell in chosen]


def _drawn(people: int, shares: Mapping[Situation, float], random: Random) -> dict[Situation, int]:
    """Return a whole number for each share of the people, the fraction decided by chance."""
    return {situation: int(people * share + random.random()) for situation, share in shares.items()}


def _category_4(people: int) -> list[Part]:
    levels = spread(people, _CATEGORY_4_LEVELS)
    return [
        (4, level, situation)
        for level, number in levels.items()
        for situation, how_many in spread(number, _CATEGORY_4_SITUATIONS).items()
        for _ in range(how_many)
    ]
