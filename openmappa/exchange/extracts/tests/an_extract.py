"""The documented example, a small valid extract of fictitious people, which a test changes in one place."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from openmappa.exchange.extracts.domain.package import file_of, write_package
from openmappa.exchange.extracts.domain.tables import TABLES

Rows = dict[str, list[dict[str, str]]]

EXAMPLE = Path(__file__).parents[4] / "docs" / "extract-example"
AREA = 21
DATA_AS_AT = date(2024, 4, 10)
TODAY = date(2024, 4, 20)
NOTIFICATIONS_FROM = date(2020, 1, 1)


def rows() -> Rows:
    """Return the rows of the example by table, for a test to change before it writes them."""
    read = {}
    for table in TABLES:
        with (EXAMPLE / file_of(table)).open(encoding="utf-8", newline="") as file:
            read[table.name] = list(csv.DictReader(file))
    return read


def write(
    folder: Path, tables: Rows | None = None, *, area: int = AREA, data_as_at: date = DATA_AS_AT
) -> Path:
    """Write the rows as an extract into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_package(
        folder,
        area=area,
        data_as_at=data_as_at,
        fictitious=True,
        name="example-extract",
        notifications_from=NOTIFICATIONS_FROM,
    )
    given = rows() if tables is None else tables
    for table in TABLES:
        names = [each.name for each in table.all_fields]
        with (folder / file_of(table)).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, names, restval="", lineterminator="\n")
            out.writeheader()
            out.writerows(given[table.name])
    return folder
