"""The faults found in an extract, kept in DuckDB so that a million of them need no memory of Python's."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.package import FILE, file_of
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.foundation.changes.extract import Table
from openmappa.foundation.ui.spreadsheet import harmless

AT_A_TIME = 20
_BATCH = 10_000


class Found:
    """The faults of one check, which threads add to at once; in the order of files and lines."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute(
            "CREATE TABLE _faults"
            " (file VARCHAR, line BIGINT, col VARCHAR, rule VARCHAR, expected VARCHAR, person VARCHAR)"
        )

    def add(self, faults: Iterable[Fault]) -> None:
        """Add faults that Python found."""
        rows = [(each.file, each.line, each.column, each.rule, each.expected, each.person) for each in faults]
        for start in range(0, len(rows), _BATCH):
            self._connection.executemany(
                "INSERT INTO _faults VALUES (?, ?, ?, ?, ?, ?)", rows[start : start + _BATCH]
            )

    def add_rows(self, table: Table, column: str, rule: str, expected: str, source: str) -> None:
        """Add a fault for each row of `source`, SQL that selects the line and the person."""
        self._connection.cursor().execute(
            f"INSERT INTO _faults SELECT ?, _line, ?, ?, ?, coalesce(_person, '') FROM ({source})",
            [file_of(table), column, rule, expected],
        )

    def count(self) -> int:
        """Return how many faults there are."""
        return int(self._value("SELECT count(*) FROM _faults"))

    def of_nobody(self) -> int:
        """Return how many faults cannot be laid to one person."""
        return int(self._value("SELECT count(*) FROM _faults WHERE person = ''"))

    def people(self) -> int:
        """Return how many people the other faults touch."""
        return int(self._value("SELECT count(DISTINCT person) FROM _faults WHERE person <> ''"))

    def __iter__(self) -> Iterator[Fault]:
        rows = self._connection.cursor().execute(
            "SELECT file, line, col, rule, expected, person FROM _faults"
            " ORDER BY list_position(?, file), line NULLS FIRST, col, rule",
            [[FILE, *(file_of(table) for table in TABLES)]],
        )
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                yield Fault(*row)

    def _value(self, query: str) -> int:
        row = self._connection.execute(query).fetchone()
        return row[0] if row else 0


def summarise(faults: Iterable[Fault], *, each: int = AT_A_TIME) -> list[str]:
    """Return the faults as lines to print, by rule and at most so many of each."""
    shown: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for fault in faults:
        lines = shown.setdefault(fault.rule, [])
        counts[fault.rule] = counts.get(fault.rule, 0) + 1
        if len(lines) < each:
            lines.append(f"  {_place(fault)}: expected {fault.expected}")
    summary = []
    for rule, lines in shown.items():
        summary.append(f"{rule}: {counts[rule]:,}")
        summary += lines
        if counts[rule] > each:
            summary.append(f"  and {counts[rule] - each:,} more")
    return summary


def write_faults(faults: Iterable[Fault], path: Path) -> int:
    """Write all faults as CSV, for a spreadsheet, and return how many."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("file", "line", "column", "rule", "expected"))
        for fault in faults:
            line = "" if fault.line is None else fault.line
            cells = (fault.file, line, fault.column, fault.rule, fault.expected)
            out.writerow([harmless(each) for each in cells])
            written += 1
    return written


def _place(fault: Fault) -> str:
    line = "" if fault.line is None else f" line {fault.line}"
    column = f", {fault.column}" if fault.column else ""
    return f"{fault.file}{line}{column}"
