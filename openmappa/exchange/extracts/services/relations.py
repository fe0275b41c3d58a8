"""Checking rows against each other: keys, references, periods, and the rules of the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb

from openmappa.exchange.extracts.domain.package import Package, file_of
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.extracts.services.found import Found
from openmappa.exchange.extracts.services.values import person_of
from openmappa.foundation.changes.extract import Kind, Period, Table

ABOUT_PEOPLE = {table.name for table in TABLES if table.about_person}
MAY_BE_PLANNED = ("until_date", "last_date")
FIRST_DAY, LAST_DAY = "DATE '0001-01-01'", "DATE '9999-12-31'"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule about rows: `source` selects the line and the person of each row `r` that breaks it."""

    column: str
    rule: str
    expected: str
    source: str


def check_relations(
    connection: duckdb.DuckDBPyConnection,
    found: Found,
    table: Table,
    package: Package,
) -> None:
    """Add a fault for each row of a table that does not fit the others.

    A row with a value that is wrong by itself is left out, since more faults would only follow from that.
    """
    wrong = connection.execute("SELECT 1 FROM _wrong_rows WHERE file = ? LIMIT 1", [file_of(table)])
    sound = "true"
    if wrong.fetchone():
        sound = f"r._line NOT IN (SELECT line FROM _wrong_rows WHERE file = '{file_of(table)}')"
    for check in _checks(table, package, sound):
        found.add_rows(table, check.column, check.rule, check.expected, check.source)


def _checks(table: Table, package: Package, sound: str) -> Iterator[Check]:
    yield from _keys(table, sound)
    for period in table.periods:
        yield from _period(table, period, sound)
    for rule in table.rules:
        yield Check(rule.column, rule.name, rule.expected, _rows(table, f"{sound} AND ({rule.broken})"))
    yield from _references(table, sound)
    yield from _days(table, package, sound)
    if table.name == "people":
        yield _answered_for(table, package, sound)


def _rows(table: Table, condition: str) -> str:
    return f"SELECT r._line, r.{person_of(table)} AS _person FROM {table.name} r WHERE {condition}".replace(
        "r.NULL", "NULL"
    )


def _repeated(table: Table, columns: Iterable[str], condition: str) -> str:
    named = ", ".join(f"r.{each}" for each in columns)
    given = " AND ".join(f"r.{each} IS NOT NULL" for each in columns)
    person = "NULL" if person_of(table) == "NULL" else f"r.{person_of(table)}"
    return (
        f"SELECT r._line, {person} AS _person FROM {table.name} r SEMI JOIN"
        f" (SELECT {named} FROM {table.name} r WHERE {condition} AND {given}"
        " GROUP BY ALL HAVING count(*) > 1) twice"
        f" ON " + " AND ".join(f"r.{each} = twice.{each}" for each in columns) + f" WHERE {condition}"
    )


def _keys(table: Table, sound: str) -> Iterator[Check]:
    yield Check(
        "source_id",
        "key_repeated",
        "a key that no other row of the file has",
        _repeated(table, ("source_id",), sound),
    )
    for columns in table.unique:
        together = " and ".join(columns)
        yield Check(
            columns[-1],
            "not_unique",
            f"{together} that no other row has",
            _repeated(table, columns, f"{sound} AND NOT r.recorded_in_error"),
        )


def _period(table: Table, period: Period, sound: str) -> Iterator[Check]:
    compared, words = ("<", "on or after") if period.inclusive else ("<=", "after")
    yield Check(
        period.end,
        "end_before_start",
        f"a day {words} {period.start}",
        _rows(table, f"{sound} AND r.{period.end} {compared} r.{period.start}"),
    )
    if period.alone_in:
        yield Check(period.start, "overlap", period.words, _overlaps(table, period, sound))


def _overlaps(table: Table, period: Period, sound: str) -> str:
    start, end = f"coalesce(r.{period.start}, {FIRST_DAY})", f"coalesce(r.{period.end}, {LAST_DAY})"
    alone = ", ".join(f"r.{each}" for each in period.alone_in)
    person = "NULL" if person_of(table) == "NULL" else f"r.{person_of(table)}"
    ordered, meets = ("<=", "<=") if period.inclusive else ("<", "<")
    where = f" AND ({period.where})" if period.where else ""
    return (
        f"SELECT _line, _person FROM (SELECT r._line, {person} AS _person, {start} AS start,"
        f" max({end}) OVER (PARTITION BY {alone} ORDER BY {start}, r._line"
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before"
        f" FROM {table.name} r WHERE {sound} AND NOT r.recorded_in_error AND {start} {ordered} {end}{where})"
        f" WHERE start {meets} before"
    )


def _references(table: Table, sound: str) -> Iterator[Check]:
    for field in table.fields:
        if not field.references:
            continue
        file = f"{field.references}.csv"
        yield Check(
            field.name,
            "reference_missing",
            f"a source_id of {file}",
            _rows(
                table,
                # A blank refers to nothing; without this it would be a fault where the other file is empty.
                f"{sound} AND r.{field.name} IS NOT NULL AND r.{field.name} NOT IN"
                f" (SELECT source_id FROM {field.references} WHERE source_id IS NOT NULL)",
            ),
        )
        if field.references == "people" or field.references not in ABOUT_PEOPLE:
            continue
        # A rule of the table may have said so already, of the same value.
        yield Check(
            field.name,
            "reference_to_another_person",
            f"a source_id of {file} of the same person",
            _rows(
                table,
                f"{sound} AND EXISTS (SELECT 1 FROM {field.references} o WHERE o.source_id = r.{field.name}"
                " AND o.person_id <> r.person_id) AND NOT EXISTS (SELECT 1 FROM _faults f"
                f" WHERE f.file = '{file_of(table)}' AND f.line = r._line AND f.col = '{field.name}')",
            ),
        )


def _days(table: Table, package: Package, sound: str) -> Iterator[Check]:
    for field in table.fields:
        if field.kind is Kind.DATE and not (field.planned or field.name.endswith(MAY_BE_PLANNED)):
            yield Check(
                field.name,
                "in_the_future",
                "a day not after data_as_at of datapackage.json",
                _rows(
                    table,
                    f"{sound} AND NOT r.recorded_in_error AND r.{field.name} > DATE '{package.data_as_at}'",
                ),
            )


def _answered_for(table: Table, package: Package, sound: str) -> Check:
    return Check(
        "source_id",
        "no_responsibility_here",
        f"a row in responsibilities.csv in which area {package.area} answers or answered for the person",
        _rows(
            table,
            f"{sound} AND NOT EXISTS (SELECT 1 FROM responsibilities a WHERE a.person_id = r.source_id"
            f" AND a.area = {package.area} AND (NOT a.recorded_in_error OR r.recorded_in_error))",
        ),
    )
