"""Changing one row of an extract moves exactly the cells that it should, in our rule and in DuckDB alike.

The changed extract is loaded over the first, as an area's next one is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.second_count.count import cells
from tests.second_count.extracts import DERBYSHIRE, LONDON, SNAPSHOT, Records
from tests.second_count.loading import Cell, cells_by_rule, load

pytestmark = pytest.mark.django_db

ONE, TWO, THREE = (LONDON, 1, 1), (LONDON, 2, 2), (LONDON, 3, 3)

# The person's last row of the table, the columns that change in it, and by how much each cell moves.
# People without a level are a cell of None.
CHANGES: dict[str, tuple[str, str, dict[str, str], dict[Cell, int]]] = {
    # Released a day later than told: still inside on 31 March.
    "released a day later": ("custody_spells", "released", {"until_date": "2024-04-01"}, {ONE: -1}),
    # Released two days earlier than told: was out already, so nothing moves.
    "released earlier": ("custody_spells", "released", {"until_date": "2024-03-29"}, {}),
    # Remanded from 1 April, told to be from 31 March.
    "remanded a day earlier": ("custody_spells", "remanded", {"start_date": "2024-03-31"}, {TWO: -1}),
    # A spell that should never have been recorded no longer keeps anybody out.
    "spell in error": ("custody_spells", "inside", {"recorded_in_error": "true"}, {TWO: 1}),
    # What sort of custody it is makes no difference.
    "another kind of custody": ("custody_spells", "inside", {"kind": "hospital"}, {}),
    "returned a day earlier": ("absences_abroad", "abroad", {"until_date": "2024-03-31"}, {ONE: 1}),
    "eligibility ended the day before": (
        "standings",
        "unmanaged",
        {"last_date": "2024-03-30"},
        {(LONDON, 1, None): -1},
    ),
    "eligibility ended that day": ("standings", "unmanaged", {"last_date": "2024-03-31"}, {}),
    "standing in error": (
        "standings",
        "unmanaged",
        {"recorded_in_error": "true"},
        {(LONDON, 1, None): -1},
    ),
    "another category": ("standings", "managed", {"category": "2"}, {THREE: -1, (LONDON, 2, 3): 1}),
    "another level": ("levels", "managed", {"level": "2"}, {THREE: -1, (LONDON, 3, 2): 1}),
    "level from the day after": (
        "levels",
        "managed",
        {"start_date": "2024-04-01"},
        {THREE: -1, (LONDON, 3, None): 1},
    ),
    "level in error": ("levels", "managed", {"recorded_in_error": "true"}, {THREE: -1, (LONDON, 3, None): 1}),
    "another area": (
        "responsibilities",
        "managed",
        {"area": str(DERBYSHIRE)},
        {THREE: -1, (DERBYSHIRE, 3, 3): 1},
    ),
    "responsibility ended that day": (
        "responsibilities",
        "managed",
        {"until_date": "2024-03-31"},
        {THREE: -1},
    ),
    "another lead agency": ("responsibilities", "managed", {"lead_agency": "police"}, {}),
    "person in error": ("people", "managed", {"recorded_in_error": "true"}, {THREE: -1}),
    "restricted from now on": ("people", "managed", {"restricted": "true"}, {}),
    "another sex recorded": ("people", "managed", {"sex": "female"}, {}),
}


def world() -> Records:
    """Return a handful of people in different cells and out of them."""
    records = Records()
    records.person("usual")
    records.person("released", spells=[{"until_date": "2024-03-31", "ended_by": "released"}])
    second = {"standings": [{"category": "2"}], "levels": [{"level": "2"}]}
    records.person("remanded", **second, spells=[{"kind": "remand", "start_date": "2024-04-01"}])
    records.person("inside", **second, spells=[{}])
    records.person("abroad", abroad=[{"until_date": "2024-04-01"}])
    records.person(
        "managed",
        standings=[{"category": "3"}],
        levels=[{"level": "3"}],
        responsibilities=[{"until_date": "2021-05-04"}, {"start_date": "2021-05-04"}],
    )
    # A second ground, so that the person could also be reported in Category 2.
    standing = records.rows["standings"][-1]["source_id"]
    records.add(
        "grounds",
        person_id="managed",
        standing_id=standing,
        limb="category_2_conviction",
        start_date="2020-02-03",
    )
    records.person("unmanaged", levels=[])
    records.person(
        "elsewhere",
        responsibilities=[{"until_date": "2022-05-02"}, {"area": "7", "start_date": "2022-05-02"}],
    )
    return records


@pytest.mark.parametrize("change", CHANGES)
def test_one_changed_row_moves_exactly_its_cells(change: str, tmp_path: Path) -> None:
    table, person, differs, moves = CHANGES[change]
    before, after = world(), world()
    *_, last = (each for each in after.rows[table] if each.get("person_id", each["source_id"]) == person)
    last.update(differs)
    first, second = before.write(tmp_path / "before"), after.write(tmp_path / "after")

    assert _moved(cells([first], day=SNAPSHOT), cells([second], day=SNAPSHOT)) == moves
    assert _moved(_loaded(first), _loaded(second)) == moves


def _loaded(folder: Path) -> dict[Cell, int]:
    load(folder)
    return cells_by_rule([LONDON, DERBYSHIRE])


def _moved(before: dict[Cell, int], after: dict[Cell, int]) -> dict[Cell, int]:
    both = {cell: after.get(cell, 0) - before.get(cell, 0) for cell in {*before, *after}}
    return {cell: moved for cell, moved in both.items() if moved}
