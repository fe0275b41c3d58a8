"""All 43 reporting units of a simulated country: our stored counts equal DuckDB's, figure by figure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from openmappa.exchange.extracts.queries import loads_by_area
from openmappa.exchange.simulation.services.national import simulate_national
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.services import count
from tests.second_count.count import cells
from tests.second_count.events import cells_of, every_rule
from tests.second_count.extracts import SNAPSHOT
from tests.second_count.loading import YEAR, Cell, load

PEOPLE, ENDED = 4_000, 1_000


@pytest.mark.slow
@pytest.mark.django_db
def test_all_43_units_equal_the_second_count(tmp_path: Path) -> None:
    made = simulate_national(
        people=PEOPLE, ended=ENDED, seed=7, out=tmp_path, report=lambda done, total: None
    )
    for folder in made.folders.values():
        load(folder)

    runs = count(YEAR, loads=loads_by_area())

    ours: dict[str, dict[Cell, int]] = {rule.name: {} for rule in RULES}
    for run in runs:
        for rule, table in run.tables.items():
            ours[rule] |= {(run.area, *cell): number for cell, number in table.cells.items() if number}
    folders = made.folders.values()
    theirs: dict[str, Counter[Cell]] = {
        rule: cells_of(rows)
        for rule, rows in every_rule(folders, first=YEAR.start_date, last=YEAR.last_date).items()
    }
    assert ours == theirs | {"eligible_on_31_march": cells(folders, day=SNAPSHOT)}

    first = ours["eligible_on_31_march"]
    assert {area for area, _, _ in first} == set(range(1, 44))
    assert PEOPLE / 2 < sum(first.values()) < PEOPLE
    assert any(level is None for _, _, level in first)
    assert {category for area, category, _ in first if area == 43} == {4}
    assert sum(1 for found in ours.values() if found) >= 10
