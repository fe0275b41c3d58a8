"""The national caseload: 43 extracts that can be loaded into one database."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from openmappa.exchange.extracts.services.check import check
from openmappa.exchange.lives.domain.chance import spread
from openmappa.exchange.simulation.domain.layout import LAYOUT, Unsent, positions
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services import national as service
from openmappa.exchange.simulation.services import simulate_national
from openmappa.exchange.simulation.services.published import UnableToSimulate
from openmappa.exchange.simulation.tests.conftest import nobody_watches
from openmappa.exchange.simulation.tests.recount import Person, cells

TODAY = date(2024, 5, 1)


class Unwatched:
    """Progress that nobody watches."""

    def begin(self, words: str, total: int, unit: str) -> None:
        """Take no note."""

    def advance(self, count: int) -> None:
        """Take no note."""


def faults(folder: Path) -> list[str]:
    with check(folder, as_at=TODAY, report=Unwatched()) as checked:
        assert checked.related
        return [str(fault) for fault in checked.faults]


def test_checker_finds_no_fault_in_london(london: Summary) -> None:
    assert faults(london.folders[21]) == []


@pytest.mark.parametrize("area", [1, 8, 21, 43])
def test_checker_finds_no_fault_in_a_unit(area: int, national: Summary) -> None:
    assert faults(national.folders[area]) == []


@pytest.mark.slow
def test_checker_finds_no_fault_in_the_nation(national: Summary) -> None:
    assert {area: faults(folder) for area, folder in national.folders.items()} == {
        area: [] for area in range(1, 44)
    }


def test_folders_are_named_by_number_and_area(national: Summary) -> None:
    names = [folder.name for folder in national.folders.values()]
    assert names[0] == "01-avon-and-somerset"
    assert names[20] == "21-london"
    assert names[42] == "43-national-security-division"
    assert len(set(names)) == 43


def test_people_asked_for_are_made(nation: dict[int, dict[str, Person]]) -> None:
    everybody = [person for people in nation.values() for person in people.values()]
    true = [person for person in everybody if person.row["recorded_in_error"] != "true"]
    assert sum(person.standing() is not None for person in true) == 1_500
    ended = [
        person
        for person in true
        if any(row["kind"] == "eligible" and row["last_date"] for row in person.tables["standings"])
        and all(row["last_date"] and row["last_date"] < "2024-03-31" for row in person.tables["standings"])
        and not any(row["recorded_in_error"] for row in person.tables["standings"])
    ]
    assert len(ended) == 500


def test_summary_says_what_a_recount_of_all_units_finds(
    national: Summary, nation: dict[int, dict[str, Person]]
) -> None:
    found: Counter[tuple[int, int, int]] = Counter()
    for people in nation.values():
        found.update(cells(people))
    assert dict(found) == dict(national.cells)


def test_division_has_category_4_only(nation: dict[int, dict[str, Person]]) -> None:
    standings = [row for person in nation[43].values() for row in person.tables["standings"]]
    assert {row["category"] for row in standings} == {"4"}
    assert {person.row["restricted"] for person in nation[43].values()} == {"true"}


def test_numbers_are_nobody_elses(nation: dict[int, dict[str, Person]]) -> None:
    numbers = Counter(
        (row["kind"], row["value"])
        for people in nation.values()
        for person in people.values()
        for row in person.tables["identifiers"]
    )
    assert max(numbers.values()) == 1
    assert all(value.split("/")[1].startswith("99") for kind, value in numbers if kind == "pnc")


def test_postcodes_do_not_exist(nation: dict[int, dict[str, Person]]) -> None:
    postcodes = [
        row["postcode"]
        for person in nation[21].values()
        for row in person.tables["addresses"]
        if row["postcode"]
    ]
    assert postcodes
    assert all(each.startswith("ZZ") and not each.startswith("ZZ99") for each in postcodes)


def test_every_person_is_answered_for_by_the_area_of_the_extract(
    nation: dict[int, dict[str, Person]],
) -> None:
    for area, people in nation.items():
        for person in people.values():
            assert str(area) in {row["area"] for row in person.tables["responsibilities"]}


def test_two_processes_write_the_same_bytes(
    national: Summary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_WORTH_A_PROCESS", 1)
    again = simulate_national(people=1_500, ended=500, seed=1, out=tmp_path, report=nobody_watches)
    for area in (1, 21, 43):
        for path in national.folders[area].glob("*.csv"):
            assert path.read_bytes() == (again.folders[area] / path.name).read_bytes()
    assert again.cells == national.cells


def test_a_nation_beyond_the_block_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnableToSimulate):
        simulate_national(people=900_000, ended=90_000, seed=1, out=tmp_path, report=nobody_watches)
    assert list(tmp_path.iterdir()) == []


def test_spread_adds_up() -> None:
    assert spread(10, {"a": 1.0, "b": 1.0, "c": 1.0}) == {"a": 4, "b": 3, "c": 3}
    assert spread(0, {"a": 1.0}) == {"a": 0}


def test_a_format_that_changed_is_noticed() -> None:
    columns = ("source_system", "source_id", "lead_agency", "name", "is_correction")
    assert positions("teams", columns, frozenset({"name"})) == (0, 1, 2, 3, -1)
    with pytest.raises(Unsent):
        positions("teams", columns[:3], frozenset())
    with pytest.raises(Unsent):
        positions("teams", (*columns, "telephone"), frozenset({"telephone"}))
    with pytest.raises(Unsent):
        positions("rooms", columns, frozenset())
    assert "teams" in LAYOUT


def test_every_kind_of_event_happens(nation: dict[int, dict[str, Person]]) -> None:
    everybody = [person for people in nation.values() for person in people.values()]
    kinds = {
        (table, row.get("kind") or row.get("basis") or row.get("reason") or "")
        for person in everybody
        for table in (
            *("orders", "order_events", "notification_requirements", "notification_breaches"),
            *("custody_returns", "serious_further_offences"),
        )
        for row in person.tables[table]
    }
    assert kinds >= {
        ("orders", "shpo"),
        ("orders", "sopo"),
        ("order_events", "varied"),
        ("notification_requirements", "conviction"),
        ("notification_requirements", "caution"),
        ("notification_requirements", "order"),
        ("notification_breaches", ""),
        ("custody_returns", "breach_of_licence"),
        ("custody_returns", "other"),
        ("serious_further_offences", ""),
    }


def test_everybody_of_category_1_is_subject_to_the_requirements(nation: dict[int, dict[str, Person]]) -> None:
    for people in nation.values():
        for person in people.values():
            if any(row["category"] == "1" for row in person.tables["standings"]):
                assert person.tables["notification_requirements"]


def test_a_year_that_nobody_planned_has_no_fields(national: Summary) -> None:
    assert dict(national.fields) == {}
