"""Writing one area's extract: CSV files in the format's own columns, with their datapackage.json."""

import csv
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from random import Random

from openmappa.exchange.extracts.domain.package import write_package
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.days import WRITTEN, number
from openmappa.exchange.simulation.domain.areas import area_names
from openmappa.exchange.simulation.domain.caseload import Caseload, notified_from
from openmappa.exchange.simulation.domain.layout import Row, positions
from openmappa.exchange.simulation.domain.plan import Part
from openmappa.foundation.changes.extract import Table

_AT_ONCE = 2_000
_BUFFER = 1 << 20


class Sheet:
    """An open file of one table. It holds the columns that the format names, in the format's order."""

    def __init__(self, folder: Path, table: Table, stack: ExitStack) -> None:
        columns = tuple(field.name for field in table.all_fields)
        required = frozenset(field.name for field in table.all_fields if field.required)
        self._arrange = itemgetter(*positions(table.name, columns, required))
        path = folder / f"{table.name}.csv"
        lines = stack.enter_context(path.open("w", encoding="utf-8", newline="", buffering=_BUFFER))
        self._writer = csv.writer(lines, lineterminator="\n")
        self._writer.writerow(columns)
        self.written = 0

    def write(self, rows: list[Row]) -> None:
        """Write the rows and forget them."""
        self._writer.writerows(map(self._arrange, rows))
        self.written += len(rows)
        rows.clear()


class Written:
    """
    What one area's extract holds.

    Rows by table, the people who count by area, category and level, and the keys of those whose recorded category is
    not that of the law, by kind.
    """

    def __init__(
        self,
        rows: dict[str, int],
        cells: dict[tuple[int, int, int], int],
        differences: dict[str, list[str]],
    ) -> None:
        self.rows = rows
        self.cells = cells
        self.differences = differences


def write_extract(
    folder: Path,
    *,
    area: int,
    snapshot: date,
    data_as_at: date,
    first_number: int,
    random: Random,
    people: Callable[[Caseload], Sequence[Part] | Sequence[Course]],
    report: Callable[[int, int], None],
) -> Written:
    """
    Write one area's people as an extract folder, and report people done and people in all.

    `people` are those to be written, in order: lives already made, or parts of whom each life is made when its
    turn comes, so that not all are in memory at once.

    :raises OSError: if the folder cannot be written
    :raises Unsent: if the extract format has changed and the simulation has not
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = area_names()[area]
    caseload = Caseload(
        area=area, area_name=name, snapshot=number(snapshot), first_number=first_number, random=random
    )
    everybody = people(caseload)
    with ExitStack() as stack:
        sheets = {table.name: Sheet(folder, table, stack) for table in TABLES}
        for start in range(0, len(everybody), _AT_ONCE):
            for each in everybody[start : start + _AT_ONCE]:
                caseload.add(each if isinstance(each, Course) else caseload.course(each))
            _flush(sheets, caseload)
            report(min(start + _AT_ONCE, len(everybody)), len(everybody))
        _flush(sheets, caseload)
    write_package(
        folder,
        area=area,
        data_as_at=data_as_at,
        fictitious=True,
        name=f"fictitious-{folder.name}",
        records_from=_year_of(snapshot),
        notifications_from=date.fromisoformat(WRITTEN[notified_from(number(snapshot))]),
    )
    rows = {name: sheet.written for name, sheet in sheets.items()}
    return Written(rows, caseload.counted, caseload.differences)


def _year_of(snapshot: date) -> date:
    """Return the first day of the snapshot's year. Who had left before is not simulated, but for a few."""
    day_after = snapshot + timedelta(days=1)
    return day_after.replace(year=day_after.year - 1)


def _flush(sheets: dict[str, Sheet], caseload: Caseload) -> None:
    for table, sheet in sheets.items():
        sheet.write(caseload.rows[table])
