"""All 43 reporting units of a simulated country: our stored counts equal DuckDB's, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from openmappa.exchange.extracts.queries import loads_by_area
from openmappa.exchange.simulation.services.national import simulate_national
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import count
from tests.second_count.count import cells
from tests.second_count.extracts import SNAPSHOT
from tests.second_count.loading import Cell, load

PEOPLE, ENDED = 4_000, 1_000


@pytest.mark.slow
@pytest.mark.django_db
def test_all_43_units_equal_the_second_count(tmp_path: Path) -> None:
    made = simulate_national(
        people=PEOPLE, ended=ENDED, seed=7, out=tmp_path, report=lambda done, total: None
    )
    for folder in made.folders.values():
        load(folder)

    runs = count(ReportingYear("2023-24"), loads=loads_by_area())

    ours: dict[Cell, int] = {
        (run.area, category, level): people
        for run in runs
        for (category, level), people in run.table.cells.items()
        if people
    }
    assert ours == cells(made.folders.values(), day=SNAPSHOT)
    assert {area for area, _, _ in ours} == set(range(1, 44))
    assert PEOPLE / 2 < sum(ours.values()) < PEOPLE
    assert any(level is None for _, _, level in ours)
    assert {category for area, category, _ in ours if area == 43} == {4}
