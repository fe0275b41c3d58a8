"""Finding which rows of an extract are new, changed or known, and which contradict what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from openmappa.exchange.extracts.services.found import Found
from openmappa.exchange.extracts.services.relations import FIRST_DAY, LAST_DAY
from openmappa.exchange.extracts.services.targets import TARGETS, columns_of, key_of
from openmappa.exchange.extracts.services.values import person_of
from openmappa.foundation.access.load import Target
from openmappa.foundation.changes.extract import Field, Kind, Period, Table

UNLIKE = "chr(30)"
BETWEEN = "chr(31)"
PEOPLE = "(SELECT id FROM access_subject WHERE source_system_id = ANY(%(systems)s))"
KNOWN_SUBJECTS = (
    "SELECT id, source_system_id, source_id, responsible_area_id, restricted::text FROM access_subject"
    " WHERE source_system_id = ANY(%(systems)s)"
)
SUBJECT_TYPES = {
    "key": "VARCHAR",
    "system": "INTEGER",
    "source_id": "VARCHAR",
    "area": "INTEGER",
    "restricted": "BOOLEAN",
}
EXPORTED = {"key": "VARCHAR", "system": "INTEGER", "source_id": "VARCHAR", "digest": "VARCHAR"} | {
    "changed_here": "BOOLEAN",
    "subject_id": "VARCHAR",
    "in_error": "BOOLEAN",
    "area": "INTEGER",
}


def known_rows(target: Target) -> tuple[str, dict[str, str]]:
    """Return PostgreSQL's query for a table's rows of the area's systems and people, and DuckDB's types."""
    has = columns_of(target)
    about = "subject_id" in has
    selected = [
        key_of(target),
        "source_system_id",
        "source_id",
        "source_digest",
        "changed_here::text" if about else "'false'",
        "subject_id" if about else "NULL",
        "recorded_in_error::text" if about else "'false'",
        "responsible_area_id" if about else "NULL",
    ]
    types = dict(EXPORTED)
    for field in _compared(target.table):
        selected.append(target.column(field.name))
        types[field.name] = "DATE" if field.kind is Kind.DATE else "VARCHAR"
    mine = "source_system_id = ANY(%(systems)s)"
    if about:
        mine += f" OR subject_id IN {PEOPLE}"
    return f"SELECT {', '.join(selected)} FROM {target.model._meta.db_table} WHERE {mine}", types


def take_in(connection: duckdb.DuckDBPyConnection, name: str, types: dict[str, str], path: Path) -> None:
    """Make a table in DuckDB from rows that PostgreSQL wrote as CSV."""
    columns = ", ".join(f"'{column}': '{kind}'" for column, kind in types.items())
    connection.execute(
        f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_csv('{path}', delim = ',', quote = '\"',"
        f" escape = '\"', nullstr = '', header = false, auto_detect = false, columns = {{{columns}}})"
    )


def match_subjects(connection: duckdb.DuckDBPyConnection, *, area: int, data_as_at: str) -> None:
    """Give each person a subject, a responsible area and a restriction.

    The area is that of the responsibility on the day of the data, else of the latest. New subjects get keys
    in the order of the file, so that the rows lie together in the indexes.
    """
    connection.execute(
        "CREATE TABLE _answering AS SELECT person_id, arg_max(area, (NOT recorded_in_error,"
        f" start_date <= DATE '{data_as_at}' AND coalesce(until_date, {LAST_DAY}) > DATE '{data_as_at}',"
        " start_date, _line)) AS area FROM responsibilities GROUP BY person_id"
    )
    connection.execute(
        "CREATE TABLE _subject AS WITH matched AS (SELECT p._line, p.source_id, s.id AS system, w.key AS was,"
        f" coalesce(a.area, {area}) AS area, p.restricted, w.area AS was_area, w.restricted AS was_restricted"
        " FROM people p JOIN _system s ON s.name = p.source_system"
        " LEFT JOIN _was_subject w ON w.system = s.id AND w.source_id = p.source_id"
        " LEFT JOIN _answering a ON a.person_id = p.source_id),"
        " keys AS (SELECT key, row_number() OVER (ORDER BY key) AS place FROM"
        " (SELECT uuid()::VARCHAR AS key FROM matched WHERE was IS NULL)),"
        " fresh AS (SELECT source_id, row_number() OVER (ORDER BY _line) AS place FROM matched WHERE was IS NULL)"
        " SELECT m.*, coalesce(m.was, k.key) AS key FROM matched m LEFT JOIN fresh USING (source_id)"
        " LEFT JOIN keys k USING (place)"
    )


def match_rows(connection: duckdb.DuckDBPyConnection, target: Target) -> None:
    """Find each sent row among the known ones, with its digest."""
    table = target.table
    person, subject = person_of(table), ""
    if person != "NULL":
        subject = f" LEFT JOIN _subject p ON p.source_id = r.{person}"
    joins, derived = _derived(target)
    connection.execute(
        f"CREATE TABLE _sent_{table.name} AS SELECT r._line, r.source_id, s.id AS system,"
        f" {'p.key' if subject else 'NULL'} AS subject, {'r.' + person if subject else 'NULL'} AS person,"
        f" {_digest(table, derived)} AS digest, w.key AS was, w.digest AS was_digest, w.changed_here,"
        " w.subject_id AS was_subject"
        f" FROM {table.name} r JOIN _system s ON s.name = r.source_system{subject}{joins}"
        f" LEFT JOIN _was_{table.name} w ON w.system = s.id AND w.source_id = r.source_id"
    )


def find_contradictions(connection: duckdb.DuckDBPyConnection, found: Found, target: Target) -> None:
    """Add a fault for each row that cannot be loaded because of what is recorded already."""
    table = target.table
    if not table.about_person and table.name != "people":
        return
    sent = f"SELECT _line, person AS _person FROM _sent_{table.name} WHERE "
    found.add_rows(
        table,
        "source_id",
        "key_of_another_person",
        "a key that was not sent before for another person",
        sent + "was IS NOT NULL AND was_subject <> subject",
    )
    found.add_rows(
        table,
        "source_id",
        "changed_here_since",
        "what was sent before, since the record was changed in OpenMAPPA; settle there which is right",
        sent + "changed_here AND digest <> was_digest",
    )
    for period in table.periods:
        if period.alone_in:
            found.add_rows(
                table,
                period.start,
                "overlap_with_record",
                f"{period.words}; a record entered in OpenMAPPA, or no longer sent, stands in the way",
                _overlapping(table, period),
            )


def _overlapping(table: Table, period: Period) -> str:
    """Return SQL for the sent rows that overlap a record which the extract does not hold."""
    start, end = f"coalesce({period.start}, {FIRST_DAY})", f"coalesce({period.end}, {LAST_DAY})"
    meets = "<=" if period.inclusive else "<"
    where = f" AND ({period.where})" if period.where else ""
    return (
        f"WITH sent AS (SELECT r._line, person_id, {start} AS first, {end} AS final FROM {table.name} r"
        f" WHERE NOT recorded_in_error{where}),"
        f" kept AS (SELECT subject_id, {start} AS first, {end} AS final FROM _was_{table.name}"
        f" WHERE NOT in_error AND key NOT IN (SELECT was FROM _sent_{table.name} WHERE was IS NOT NULL){where})"
        " SELECT DISTINCT sent._line, sent.person_id AS _person FROM sent"
        f" JOIN _sent_{table.name} m ON m._line = sent._line JOIN kept ON kept.subject_id = m.subject"
        f" AND sent.first {meets} kept.final AND kept.first {meets} sent.final"
    )


def _compared(table: Table) -> Iterator[Field]:
    periods = [period for period in table.periods if period.alone_in]
    names = {name for period in periods for name in (period.start, period.end)}
    names |= {"kind" for period in periods if period.where}
    return (field for field in table.fields if field.name in names)


def _derived(target: Target) -> tuple[str, list[str]]:
    joins, columns = "", []
    for number, (reference, column) in enumerate(target.derived.values()):
        of = next(each.references for each in target.table.fields if each.name == reference)
        joins += f" LEFT JOIN {of} d{number} ON d{number}.source_id = r.{reference}"
        columns.append(f"d{number}.{column}")
    return joins, columns


def _digest(table: Table, derived: list[str]) -> str:
    # Whether a change is a correction is no part of what the row says.
    said = [f"r.{each.name}" for each in (*table.fields, *table.all_fields[-1:])] + derived
    parts = ", ".join(f"coalesce({each}::VARCHAR, {UNLIKE})" for each in said)
    return f"md5(concat_ws({BETWEEN}, {parts}))::UUID::VARCHAR"


def leave_out_unsound(connection: duckdb.DuckDBPyConnection) -> int:
    """Take the people with a fault out of the sent rows, and return how many they are."""
    connection.execute("CREATE TABLE _left_out AS SELECT DISTINCT person FROM _faults WHERE person <> ''")
    for target in TARGETS:
        if person_of(target.table) != "NULL":
            connection.execute(
                f"DELETE FROM _sent_{target.table.name} WHERE person IN (SELECT person FROM _left_out)"
            )
    connection.execute("DELETE FROM _subject WHERE source_id IN (SELECT person FROM _left_out)")
    row = connection.execute("SELECT count(*) FROM _left_out").fetchone()
    return int(row[0]) if row else 0
