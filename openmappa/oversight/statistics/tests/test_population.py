"""Populations: the package's, a file's, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from openmappa.oversight.statistics.domain.population import PopulationRefused
from openmappa.oversight.statistics.services.population import (
    load_packaged_populations,
    load_populations,
    populations,
)

HEAD = "area_number,year,aged_10_and_over,source\n"


@pytest.mark.django_db
def test_package_brings_42_areas_in_three_years() -> None:
    found = populations()
    assert {each.year: sum(1 for one in found if one.year == each.year) for each in found} == {
        "mid-2019": 42,
        "mid-2020": 42,
        "mid-2023": 42,
    }
    assert sum(each.aged_10_and_over for each in populations(year="mid-2023")) == 54_117_598
    (london,) = populations(year="mid-2023", areas=[21])
    assert london.aged_10_and_over == 7_898_816
    assert "15 July 2024" in london.source


@pytest.mark.django_db
def test_file_adds_a_year_and_restates_another(tmp_path: Path) -> None:
    file = tmp_path / "population.csv"
    file.write_text(
        f"{HEAD}21,mid-2024,7900001,Example Office\n21,mid-2023,7800000,Example Office\n", encoding="utf-8"
    )
    assert len(load_populations(file)) == 2
    load_packaged_populations()
    assert [(each.year, each.aged_10_and_over, each.source) for each in populations(areas=[21])][-2:] == [
        ("mid-2023", 7_800_000, "Example Office"),
        ("mid-2024", 7_900_001, "Example Office"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("43,mid-2024,5,S", "line 2, area_number: expected the number of an area with a population, 1 to 42"),
        ("x,mid-2024,5,S", "line 2, area_number"),
        ("21,2024,5,S", "line 2, year: expected the middle of a year, such as mid-2023"),
        ("21,mid-2024,0,S", "line 2, aged_10_and_over: expected a whole number from 1"),
        ('21,mid-2024,"5,000",S', "line 2, aged_10_and_over"),
        ("21,mid-2024,5,", "line 2, source: expected who published"),
        ("21,mid-2024,5,S,more", "line 2: expected as many values"),
        ("21,mid-2024,5,S\n21,mid-2024,6,S", "line 3, year: expected each area and year once"),
        ("", "expected a row for each area and year"),
    ],
)
def test_fault_names_file_line_and_field(row: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"{HEAD}{row}\n" if row else HEAD, encoding="utf-8")
    with pytest.raises(PopulationRefused) as refused:
        load_populations(file)
    assert str(refused.value).startswith("mine.csv")
    assert says in str(refused.value)
    assert not populations(year="mid-2024")


def test_missing_column_and_unreadable_file_are_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("area_number,year\n21,mid-2024\n", encoding="utf-8")
    with pytest.raises(PopulationRefused, match="line 1, aged_10_and_over: expected a column of this name"):
        load_populations(file)
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(PopulationRefused, match=r"mine\.csv: expected text in UTF-8"):
        load_populations(file)
    with pytest.raises(PopulationRefused, match="expected a file that can be read"):
        load_populations(tmp_path / "none.csv")
