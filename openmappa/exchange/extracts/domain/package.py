"""The file datapackage.json of an extract: whose it is, of what day, and how its tables are made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.tables import TABLES, VERSION
from openmappa.foundation.changes.extract import Field, Kind, Table
from openmappa.record.notification.extract import NOTIFICATIONS

FILE = "datapackage.json"
AREAS = range(1, 44)
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Package:
    """Whose extract it is and of what day.

    `area` is the area's number in the annual return, 1 to 43. `data_as_at` is the day at whose end the area's
    systems said so. `fictitious` says that no real person is in it. `records_from` is the day from which on
    everybody for whom the area answered is in it; None if it does not say. `notifications_from` is the day from which on
    every notification that was made is in it; None: it does not say, and silence means nothing.
    """

    area: int
    data_as_at: date
    fictitious: bool
    version: str
    name: str
    records_from: date | None = None
    notifications_from: date | None = None


class PackageRefused(Exception):
    """The file datapackage.json cannot be used. `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(each) for each in faults))
        self.faults = faults


def file_of(table: Table) -> str:
    """Return the name of a table's file."""
    return f"{table.name}.csv"


def longest(field: Field) -> int:
    """Return how many characters a text may have."""
    return field.most or LONGEST_TEXT


def write_package(
    out: Path,
    *,
    area: int,
    data_as_at: date,
    fictitious: bool,
    name: str,
    records_from: date | None = None,
    notifications_from: date | None = None,
) -> None:
    """Write datapackage.json into the folder, as a Data Package with a Table Schema for every table.

    :raises ValueError: if `area` is not from 1 to 43
    """
    if area not in AREAS:
        raise ValueError("An area's number is from 1 to 43.")
    package = {
        "profile": "data-package",
        "name": name,
        "openmappa": {
            "format_version": VERSION,
            "area": area,
            "data_as_at": data_as_at.isoformat(),
            "fictitious": fictitious,
            **({"records_from": records_from.isoformat()} if records_from else {}),
            **({"notifications_from": notifications_from.isoformat()} if notifications_from else {}),
        },
        "resources": [_resource(table) for table in TABLES],
    }
    (out / FILE).write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_package(folder: Path) -> Package:
    """
    Return what datapackage.json of an extract says.

    :raises PackageRefused: if it is missing, is not JSON, or says what cannot be; with every fault found
    """
    said = _said(folder / FILE)
    ours = said.get("openmappa")
    if not isinstance(ours, dict):
        raise PackageRefused((_fault("openmappa", "openmappa_missing", 'an object "openmappa"'),))
    faults = (*_faults(said, ours), *_faults_of_notifications(folder, ours))
    if faults:
        raise PackageRefused(faults)
    return Package(
        area=ours["area"],
        data_as_at=date.fromisoformat(ours["data_as_at"]),
        fictitious=ours["fictitious"],
        version=ours["format_version"],
        name=said["name"],
        records_from=_day_of(ours, "records_from"),
        notifications_from=_day_of(ours, "notifications_from"),
    )


def _day_of(ours: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(ours[name]) if name in ours else None


def _said(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise PackageRefused((_fault("", "file_missing", f"a file {FILE} in the folder"),)) from None
    except OSError:
        raise PackageRefused((_fault("", "file_unreadable", "a file that may be read"),)) from None
    except UnicodeDecodeError:
        raise PackageRefused((_fault("", "not_utf8", "text in UTF-8"),)) from None
    except json.JSONDecodeError as error:
        raise PackageRefused((_fault("", "not_json", "valid JSON", line=error.lineno),)) from None
    except (ValueError, RecursionError):
        raise PackageRefused((_fault("", "not_json", "valid JSON"),)) from None
    if not isinstance(said, dict):
        raise PackageRefused((_fault("", "not_json", "a JSON object"),))
    return said


def _faults(said: dict[str, Any], ours: dict[str, Any]) -> list[Fault]:
    area = ours.get("area")
    wanted = (
        (
            "name",
            isinstance(said.get("name"), str) and said["name"],
            "name_missing",
            "a name",
        ),
        (
            "openmappa.format_version",
            ours.get("format_version") == VERSION,
            "version_unknown",
            f'version "{VERSION}", the only one that this OpenMAPPA reads',
        ),
        (
            "openmappa.area",
            type(area) is int and area in AREAS,
            "area_unknown",
            "an area's number in the annual return, 1 to 42, or 43 for the National Security Division",
        ),
        (
            "openmappa.data_as_at",
            _is_day(ours.get("data_as_at")),
            "not_a_date",
            "a real day such as 2024-04-10",
        ),
        (
            "openmappa.fictitious",
            isinstance(ours.get("fictitious"), bool),
            "not_a_boolean",
            "true or false",
        ),
        (
            "openmappa.records_from",
            "records_from" not in ours or _not_after(ours["records_from"], ours.get("data_as_at")),
            "not_a_day_before",
            "a real day such as 2023-04-01, not after data_as_at, or no records_from",
        ),
    )
    return [_fault(column, rule, expected) for column, holds, rule, expected in wanted if not holds]


def _faults_of_notifications(folder: Path, ours: dict[str, Any]) -> Iterator[Fault]:
    said = ours.get("notifications_from")
    if "notifications_from" not in ours:
        return
    if not _not_after(said, ours.get("data_as_at")):
        expected = "a real day such as 2023-04-01, not after data_as_at, or no notifications_from"
        yield _fault("openmappa.notifications_from", "not_a_day_before", expected)
    elif not (folder / file_of(NOTIFICATIONS)).is_file():
        expected = f"{file_of(NOTIFICATIONS)} in the folder, or no notifications_from"
        yield _fault("openmappa.notifications_from", "notifications_not_sent", expected)


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return day.isoformat() == value and EARLIEST_YEAR <= day.year <= LATEST_YEAR


def _not_after(value: object, data_as_at: object) -> bool:
    return _is_day(value) and (not _is_day(data_as_at) or str(value) <= str(data_as_at))


def _fault(column: str, rule: str, expected: str, *, line: int | None = None) -> Fault:
    return Fault(FILE, line, column, rule, expected)


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "description": table.description,
        "path": file_of(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [_field(each) for each in table.all_fields],
            "missingValues": [""],
            "primaryKey": "source_id",
            "foreignKeys": [
                {
                    "fields": each.name,
                    "reference": {
                        "resource": ""
                        if each.references == table.name
                        else each.references.replace("_", "-"),
                        "fields": "source_id",
                    },
                }
                for each in table.fields
                if each.references
            ],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.kind.value,
        "description": field.description,
        "constraints": _constraints(field),
    }
    if field.kind is Kind.BOOLEAN:
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.example:
        described["example"] = field.example
    return described


def _constraints(field: Field) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": field.required}
    if field.name == "source_id":
        limits["unique"] = True
    if field.codes:
        limits["enum"] = [each.value for each in field.codes]
    if field.pattern:
        limits["pattern"] = field.pattern
    if field.kind is Kind.INTEGER:
        limits |= {"minimum": field.least, "maximum": field.most}
    elif field.kind is Kind.TEXT and not field.codes:
        limits["maxLength"] = longest(field)
    elif field.kind is Kind.DATE:
        limits |= {
            "minimum": f"{EARLIEST_YEAR}-01-01",
            "maximum": f"{LATEST_YEAR}-12-31",
        }
    return {key: value for key, value in limits.items() if value is not None}
