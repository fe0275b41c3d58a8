"""London's simulated caseload adds up to London's published table, and to nothing else."""

import copy
from pathlib import Path
from typing import Any

import pytest

from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.simulation.domain.plan import TABLE, NotAPublishedTable
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.published import UnableToSimulate, simulate_published, snapshot_of
from openmappa.exchange.simulation.tests.conftest import nobody_watches
from openmappa.exchange.simulation.tests.recount import Person, cells, read


def test_cells_equal_the_published_ones(londoners: dict[str, Person], published: dict[str, Any]) -> None:
    counted = cells(londoners)
    rows = published["table1_eligible_on_31_march"]["rows"]
    for level in (1, 2, 3):
        found = [counted.get((21, category, level)) for category in (1, 2, 3)]
        assert found == rows[f"level_{level}"][:3]
    of_the_table = [n for (area, category, _), n in counted.items() if area == 21 and category < 4]
    assert sum(of_the_table) == rows["total"][3] == 11_108


def test_summary_says_what_a_recount_finds(london: Summary, londoners: dict[str, Person]) -> None:
    assert dict(london.cells) == cells(londoners)
    situations = {*Situation, "category_4"}
    not_counted = sum(number for name, number in london.not_counted.items() if name in situations)
    assert london.people == len(londoners) == sum(london.counted.values()) + not_counted
    assert sum(london.counted.values()) == 11_108


def test_another_table_is_met_too(published: dict[str, Any], tmp_path: Path) -> None:
    other = {TABLE: copy.deepcopy(published[TABLE])}
    rows = other[TABLE]["rows"]
    rows["level_1"], rows["level_2"], rows["level_3"] = [7, 0, None, 7], [1, 2, 3, 6], [0, 0, 1, 1]
    simulate_published(other, area=5, year="2022/23", seed=3, out=tmp_path, report=nobody_watches)
    found = {
        cell[1:]: n for cell, n in cells_on(tmp_path, "2023-03-31").items() if cell[0] == 5 and cell[1] < 4
    }
    assert found == {(1, 1): 7, (1, 2): 1, (2, 2): 2, (3, 2): 3, (3, 3): 1}


def cells_on(folder: Path, day: str) -> dict[tuple[int, int, int], int]:
    """Return the cells on another day than the usual one."""
    found: dict[tuple[int, int, int], int] = {}
    for person in read(folder).values():
        standing, levels = person.standing(day), person.during("levels", day)
        held = person.during("responsibilities", day)
        away = person.during("custody_spells", day) or person.during("absences_abroad", day)
        if standing and levels and held and not away and person.row["recorded_in_error"] != "true":
            cell = int(held[0]["area"]), int(standing["category"]), int(levels[0]["level"])
            found[cell] = found.get(cell, 0) + 1
    return found


def test_same_seed_gives_the_same_bytes(published: dict[str, Any], london: Summary, tmp_path: Path) -> None:
    again = simulate_published(
        published, area=21, year="2023-24", seed=1, out=tmp_path / "again", report=nobody_watches
    )
    other = simulate_published(
        published, area=21, year="2023-24", seed=2, out=tmp_path / "other", report=nobody_watches
    )
    first, second, third = (
        {path.name: path.read_bytes() for path in sorted(each.folders[21].glob("*.csv"))}
        for each in (london, again, other)
    )
    assert first == second
    assert first["people.csv"] != third["people.csv"]


def test_progress_ends_with_everybody(published: dict[str, Any], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    summary = simulate_published(
        published, area=21, year="2023-24", seed=1, out=tmp_path, report=lambda *each: told.append(each)
    )
    assert told[-1] == (summary.people, summary.people)
    assert told == sorted(told)


@pytest.mark.parametrize("year", ["2023", "2023-25", "23-24", "2023-2024"])
def test_a_year_written_otherwise_is_refused(year: str) -> None:
    with pytest.raises(UnableToSimulate):
        snapshot_of(year)


def test_a_year_may_have_a_slash() -> None:
    assert str(snapshot_of("2099/00")) == "2100-03-31"
    assert snapshot_of("2023/24") == snapshot_of("2023-24")


def test_an_area_that_is_not_one_is_refused(published: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UnableToSimulate):
        simulate_published(published, area=44, year="2023-24", seed=1, out=tmp_path, report=nobody_watches)


@pytest.mark.parametrize("row", [[1, 2, 3, 6], ["1", 2, None, 3], [-1, 2, None, 1], [1, 2], None], ids=str)
def test_figures_that_cannot_be_are_refused(row: object, tmp_path: Path) -> None:
    rows = {"level_1": row, "level_2": [0, 0, 0, 0], "level_3": [0, 0, 0, 0]}
    with pytest.raises(NotAPublishedTable):
        simulate_published(
            {"table1_eligible_on_31_march": {"rows": rows}},
            area=21,
            year="2023-24",
            seed=1,
            out=tmp_path,
            report=nobody_watches,
        )


def test_more_people_than_the_block_has_numbers_for_are_refused(tmp_path: Path) -> None:
    rows = {"level_1": [30_000, 0, None, 0], "level_2": [0, 0, 0, 0], "level_3": [0, 0, 0, 0]}
    with pytest.raises(UnableToSimulate):
        simulate_published(
            {"table1_eligible_on_31_march": {"rows": rows}},
            area=21,
            year="2023-24",
            seed=1,
            out=tmp_path,
            report=nobody_watches,
        )
