"""Reading a file's values into a typed table, and checking each value by itself."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from openmappa.exchange.extracts.domain.package import EARLIEST_YEAR, LATEST_YEAR, file_of, longest
from openmappa.exchange.extracts.services import identifiers
from openmappa.exchange.extracts.services.lines import Lines
from openmappa.foundation.changes.extract import Field, Kind, Table
from openmappa.statute.vocabulary.offences import offences

LONGEST_LINE = 10_000_000
FEW_CODES = 12

_TYPES = {Kind.TEXT: "VARCHAR", Kind.DATE: "DATE", Kind.BOOLEAN: "BOOLEAN", Kind.INTEGER: "INTEGER"}
_CONTROL = r"[\p{Cc}\p{Zl}\p{Zp}]"


@dataclass(frozen=True, slots=True)
class Test:
    """What may be wrong with a value: the condition in SQL, the rule's name and what was expected."""

    broken: str
    rule: str
    expected: str


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what the tests of values look up."""
    connection.execute(
        "CREATE MACRO strict_date(v) AS CASE WHEN try_cast(v AS DATE)::VARCHAR = v"
        f" AND try_cast(v AS DATE) BETWEEN DATE '{EARLIEST_YEAR}-01-01' AND DATE '{LATEST_YEAR}-12-31'"
        " THEN try_cast(v AS DATE) END"
    )
    connection.execute(
        "CREATE MACRO strict_integer(v) AS CASE WHEN try_cast(v AS INTEGER)::VARCHAR = v"
        " THEN try_cast(v AS INTEGER) END"
    )
    connection.execute("CREATE TABLE _offences AS SELECT unnest(?::VARCHAR[]) AS code", [list(offences())])


def read_values(connection: duckdb.DuckDBPyConnection, found: Lines, path: Path, *, as_at: date) -> None:
    """Read the file into the raw table of its name. A broken line gives no row."""
    table = found.table
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in found.columns)
    name = glob.escape(str(path.resolve())).replace("'", "''")
    source = (
        f"SELECT {_names(table)} FROM read_csv('{name}', delim = ',', quote = '\"', escape = '\"',"
        " nullstr = '', header = false, skip = 1, auto_detect = false,"
        f" max_line_size = {LONGEST_LINE}, columns = {{{columns}}})"
    )
    if table.name == identifiers.TABLE:
        source = identifiers.with_full_form(source, as_at=as_at)
    connection.execute(f"CREATE TABLE _raw_{table.name} AS {source}")
    if found.broken:
        connection.execute(
            f"DELETE FROM _raw_{table.name} WHERE rowid + 2 IN (SELECT unnest(?::BIGINT[]))",
            [sorted(found.broken)],
        )


def type_values(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make the typed table from the raw one. A value of the wrong type is NULL there."""
    columns = ", ".join(f"{_typed(table, each)} AS {each.name}" for each in table.all_fields)
    connection.execute(
        f"CREATE TABLE {table.name} AS SELECT rowid + 2 AS _line, {columns} FROM _raw_{table.name}"
    )


def check_values(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Add a fault for each value of the raw table that is wrong by itself, and drop that table.

    A value has one fault at most.
    """
    tests: list[tuple[str, Test]] = []
    cases = []
    for field in table.all_fields:
        branches = []
        for test in _tests(table, field):
            branches.append(f"WHEN {test.broken} THEN {len(tests)}")
            tests.append((field.name, test))
        cases.append("CASE " + " ".join(branches) + " END")
    connection.execute(
        f"CREATE TEMP TABLE _tests_{table.name} (number INTEGER, col VARCHAR, rule VARCHAR, expected VARCHAR)"
    )
    connection.executemany(
        f"INSERT INTO _tests_{table.name} VALUES (?, ?, ?, ?)",
        [(number, name, test.rule, test.expected) for number, (name, test) in enumerate(tests)],
    )
    numbered = ", ".join(f"{case} AS t{number}" for number, case in enumerate(cases))
    all_numbers = ", ".join(f"t{number}" for number in range(len(cases)))
    connection.execute(
        f"INSERT INTO _faults SELECT '{file_of(table)}', _line, col, rule, expected, coalesce(_person, '')"
        f" FROM (SELECT _line, _person, unnest([{all_numbers}]) AS number FROM"
        f" (SELECT rowid + 2 AS _line, {person_of(table)} AS _person, {numbered} FROM _raw_{table.name})"
        f" WHERE coalesce({all_numbers}) IS NOT NULL) JOIN _tests_{table.name} USING (number)"
    )
    connection.execute(f"DROP TABLE _raw_{table.name}")


def person_of(table: Table) -> str:
    """Return the column of a table that says whom a row is about; NULL if it is about nobody."""
    if table.name == "people":
        return "source_id"
    return "person_id" if table.about_person else "NULL"


def _names(table: Table) -> str:
    return ", ".join(each.name for each in table.all_fields)


def _typed(table: Table, field: Field) -> str:
    if field.kind is Kind.DATE:
        return f"strict_date({field.name})"
    if field.kind is Kind.INTEGER:
        return f"strict_integer({field.name})"
    if field.kind is Kind.BOOLEAN:
        known = f"nullif({field.name}, '') = 'true'"
        return known if field.unknown_if_blank else f"coalesce({known}, false)"
    if (table.name, field.name) == (identifiers.TABLE, identifiers.COLUMN):
        return f"coalesce(_full, {field.name})"
    return field.name


def _tests(table: Table, field: Field) -> Iterable[Test]:
    name = field.name
    if field.required:
        yield Test(f"{name} IS NULL", "value_missing", "a value, since the column is required")
    if field.codes:
        yield _coded(field)
    elif field.kind is Kind.DATE:
        yield Test(
            f"{name} IS NOT NULL AND strict_date({name}) IS NULL",
            "not_a_date",
            f"a real day written such as 2024-03-31, from {EARLIEST_YEAR} to {LATEST_YEAR}",
        )
    elif field.kind is Kind.BOOLEAN:
        yield Test(f"{name} NOT IN ('true', 'false')", "not_a_boolean", "true, false or blank")
    elif field.kind is Kind.INTEGER:
        yield from _whole_number(field)
    else:
        yield from _text(table, field)


def _coded(field: Field) -> Test:
    values = [each.value for each in field.codes]
    listed = ", ".join(f"'{each}'" for each in values)
    words = (
        "one of " + ", ".join(values)
        if len(values) <= FEW_CODES
        else "a code of the list in docs/extract-format.md"
    )
    return Test(f"{field.name} NOT IN ({listed})", "code_unknown", words)


def _whole_number(field: Field) -> Iterable[Test]:
    number = f"strict_integer({field.name})"
    bounds = f"from {field.least} to {field.most}"
    yield Test(
        f"{field.name} IS NOT NULL AND {number} IS NULL", "not_a_whole_number", f"a whole number {bounds}"
    )
    yield Test(
        f"{number} NOT BETWEEN {field.least} AND {field.most}", "out_of_bounds", f"a whole number {bounds}"
    )


def _text(table: Table, field: Field) -> Iterable[Test]:
    name = field.name
    yield Test(f"length({name}) > {longest(field)}", "too_long", f"at most {longest(field)} characters")
    yield Test(
        f"regexp_matches({name}, '{_CONTROL}')", "control_character", "text without control characters"
    )
    yield Test(f"{name} <> trim({name})", "space_at_end", "no space before or after the value")
    if field.pattern:
        pattern = field.pattern.replace("'", "''")
        yield Test(f"NOT regexp_full_match({name}, '{pattern}')", "not_so_written", field.expected)
    if name == "offence_code":
        yield Test(
            f"{name} NOT IN (SELECT code FROM _offences)", "code_unknown", "a code of the list of offences"
        )
    if (table.name, name) == (identifiers.TABLE, identifiers.COLUMN):
        for kind, written in identifiers.WRITTEN.items():
            yield Test(f"kind = '{kind.value}' AND _full IS NULL", "not_such_a_number", written)
