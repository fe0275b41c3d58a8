"""Checking an extract: every fault of every file, in one pass over the files."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.package import FILE, Package, PackageRefused, file_of, read_package
from openmappa.exchange.extracts.domain.progress import Progress
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.extracts.services import values
from openmappa.exchange.extracts.services.found import Found
from openmappa.exchange.extracts.services.lines import Lines, mended, read_lines
from openmappa.exchange.extracts.services.relations import check_relations
from openmappa.foundation.changes.extract import Table

AT_ONCE = min(4, os.cpu_count() or 1)


@dataclass(slots=True)
class Checked:
    """A checked extract: its typed tables in DuckDB, and what is wrong with it. To be closed after use.

    `space` is a folder of its own, which goes when it is closed.
    `rows` counts the rows of each table. `digest` is the SHA-256 of the lines that `sha256sum` prints for
    datapackage.json and the files in the order of the format. `related` is false if files could not be read
    far enough to compare their rows; then there are faults, and none of keys, references, periods and rules.
    """

    folder: Path
    space: Path
    connection: duckdb.DuckDBPyConnection
    faults: Found
    package: Package | None = None
    digest: str = ""
    related: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    _closing: ExitStack = field(default_factory=ExitStack)

    @property
    def sound(self) -> bool:
        """Return whether no fault was found."""
        return self.faults.count() == 0

    def close(self) -> None:
        """Let go of the tables and of what was written to disk."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def check(folder: Path, *, as_at: date, report: Progress) -> Checked:
    """
    Check the extract in a folder and return what was found, with its tables.

    `as_at` is today: the day after which nothing can be known.
    """
    with ExitStack() as closing:
        space = Path(tempfile.mkdtemp(prefix="openmappa-extract-"))
        closing.callback(shutil.rmtree, space, ignore_errors=True)
        connection = closing.enter_context(duckdb.connect(config={"temp_directory": str(space / "duckdb")}))
        checked = Checked(folder, space, connection, Found(connection))
        _check_package(checked, as_at)
        lines = _check_files(checked, space, as_at, report)
        checked.digest = _digest(folder, lines)
        _check_relations(checked, lines, report)
        checked._closing = closing.pop_all()
        return checked
    raise AssertionError  # the stack of contexts swallows no error


def _check_package(checked: Checked, as_at: date) -> None:
    try:
        checked.package = read_package(checked.folder)
    except PackageRefused as refused:
        checked.faults.add(refused.faults)
        return
    if checked.package.data_as_at > as_at:
        checked.faults.add(
            (Fault(FILE, None, "openmappa.data_as_at", "in_the_future", "a day not after today"),)
        )


def _check_files(checked: Checked, space: Path, as_at: date, report: Progress) -> list[Lines]:
    paths = [checked.folder / file_of(table) for table in TABLES]
    report.begin("Reading and checking values", sum(_size(path) for path in paths), "B")
    values.prepare(checked.connection)

    def check_file(table: Table, path: Path) -> Lines:
        lines = read_lines(table, path)
        if lines.readable:
            _check_values(checked.connection.cursor(), lines, space, as_at)
        return lines

    with ThreadPoolExecutor(AT_ONCE) as threads:
        lines = []
        for path, found in zip(paths, threads.map(check_file, TABLES, paths), strict=True):
            lines.append(found)
            report.advance(_size(path))
    for each in lines:
        checked.faults.add(each.faults)
        checked.rows[each.table.name] = each.records - len(each.broken)
    return lines


def _check_values(connection: duckdb.DuckDBPyConnection, lines: Lines, space: Path, as_at: date) -> None:
    try:
        values.read_values(connection, lines, mended(lines, space), as_at=as_at)
    except duckdb.InvalidInputException:
        lines.columns = ()
        lines.refuse(None, "", "file_unreadable", f"lines of at most {values.LONGEST_LINE:,} bytes")
        return
    values.type_values(connection, lines.table)
    values.check_values(connection, lines.table)


def _check_relations(checked: Checked, lines: list[Lines], report: Progress) -> None:
    package = checked.package
    whole = all(each.readable and not each.broken for each in lines)
    if package is None or not whole:
        return
    checked.related = True
    checked.connection.execute(
        "CREATE TABLE _wrong_rows AS SELECT DISTINCT file, line FROM _faults WHERE line IS NOT NULL"
    )
    report.begin("Checking rules", sum(checked.rows.values()), "row")

    def relate(table: Table) -> None:
        check_relations(checked.connection.cursor(), checked.faults, table, package)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for table, _ in zip(TABLES, threads.map(relate, TABLES), strict=True):
            report.advance(checked.rows[table.name])


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _digest(folder: Path, lines: list[Lines]) -> str:
    package = folder / FILE
    digests = [(FILE, hashlib.sha256(package.read_bytes()).hexdigest() if package.is_file() else "")]
    digests += [(file_of(each.table), each.digest) for each in lines if not each.absent]
    printed = "".join(f"{digest}  {name}\n" for name, digest in digests)
    return hashlib.sha256(printed.encode()).hexdigest()
