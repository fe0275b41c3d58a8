"""datapackage.json: what is written is read again, and what is wrong with it is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from openmappa.exchange.extracts.domain.package import FILE, PackageRefused, read_package, write_package
from openmappa.exchange.extracts.domain.progress import Unwatched
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.extracts.services.check import check
from openmappa.exchange.extracts.tests import an_extract


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_package(tmp_path, area=43, data_as_at=date(2024, 4, 10), fictitious=True, name="the-name")
    package = read_package(tmp_path)
    assert (package.area, package.data_as_at, package.fictitious) == (43, date(2024, 4, 10), True)
    assert (package.version, package.name) == ("1", "the-name")


def test_day_from_which_the_records_are_whole_is_read(tmp_path: Path) -> None:
    said = {"area": 1, "data_as_at": date(2024, 4, 10), "fictitious": True, "name": "n"}
    write_package(tmp_path, **said)
    assert read_package(tmp_path).records_from is None
    for day in (date(2023, 4, 1), date(2024, 4, 10)):
        write_package(tmp_path, **said, records_from=day)
        assert read_package(tmp_path).records_from == day


def test_day_from_which_notifications_are_whole_is_read_and_needs_their_file(tmp_path: Path) -> None:
    day = an_extract.NOTIFICATIONS_FROM
    folder = an_extract.write(tmp_path)
    assert read_package(folder).notifications_from == day
    (folder / "notifications.csv").unlink()
    with pytest.raises(PackageRefused) as refused:
        read_package(folder)
    assert [each.rule for each in refused.value.faults] == ["notifications_not_sent"]


def test_every_table_has_its_schema(tmp_path: Path) -> None:
    write_package(tmp_path, area=1, data_as_at=date(2024, 4, 10), fictitious=True, name="n")
    resources = {
        each["path"]: each["schema"] for each in json.loads((tmp_path / FILE).read_text())["resources"]
    }
    assert list(resources) == [f"{table.name}.csv" for table in TABLES]
    assert all(schema["primaryKey"] == "source_id" for schema in resources.values())
    keys = [each["fields"] for each in resources["disposals.csv"]["foreignKeys"]]
    assert keys == ["person_id", "conviction_id", "runs_against_id"]
    level = next(each for each in resources["levels.csv"]["fields"] if each["name"] == "level")
    assert level["type"] == "integer"
    assert level["constraints"] == {"required": True, "minimum": 1, "maximum": 3}


@pytest.mark.parametrize("area", [0, 44])
def test_no_such_area_is_written(tmp_path: Path, area: int) -> None:
    with pytest.raises(ValueError, match="1 to 43"):
        write_package(tmp_path, area=area, data_as_at=date(2024, 4, 10), fictitious=True, name="n")


@pytest.mark.parametrize(
    ("key", "value", "rule"),
    [
        ("area", 44, "area_unknown"),
        ("area", True, "area_unknown"),
        ("area", "21", "area_unknown"),
        ("format_version", "2", "version_unknown"),
        ("format_version", None, "version_unknown"),
        ("data_as_at", "2024-02-31", "not_a_date"),
        ("records_from", "2024-02-31", "not_a_day_before"),
        ("records_from", None, "not_a_day_before"),
        ("records_from", "2024-04-11", "not_a_day_before"),
        ("notifications_from", "2024-02-31", "not_a_day_before"),
        ("notifications_from", None, "not_a_day_before"),
        ("notifications_from", "2024-04-11", "not_a_day_before"),
        ("data_as_at", "20240410", "not_a_date"),
        ("data_as_at", 20240410, "not_a_date"),
        ("fictitious", "true", "not_a_boolean"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, key: str, value: Any, rule: str) -> None:
    folder = an_extract.write(tmp_path)
    said = json.loads((folder / FILE).read_text())
    said["openmappa"][key] = value
    (folder / FILE).write_text(json.dumps(said))
    with pytest.raises(PackageRefused) as refused:
        read_package(folder)
    assert [(each.column, each.rule) for each in refused.value.faults] == [(f"openmappa.{key}", rule)]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "not_json", 1),
        ("{\n{", "not_json", 2),
        ("[]", "not_json", None),
        ("{}", "openmappa_missing", None),
        ("9" * 5000, "not_json", None),
        ("[" * 100_000, "not_json", None),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, text: str, rule: str, line: int | None) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(PackageRefused) as refused:
        read_package(tmp_path)
    assert [(each.line, each.rule) for each in refused.value.faults] == [(line, rule)]


def test_data_of_a_day_to_come_are_refused(tmp_path: Path) -> None:
    folder = an_extract.write(tmp_path, data_as_at=date(2024, 4, 21))
    with check(folder, as_at=date(2024, 4, 20), report=Unwatched()) as checked:
        assert [(each.column, each.rule) for each in checked.faults] == [
            ("openmappa.data_as_at", "in_the_future")
        ]
