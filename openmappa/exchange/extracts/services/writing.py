"""Writing the rows of a load: new ones at once, changed ones by way of staging tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
from django.db.backends.utils import CursorWrapper

from openmappa.exchange.extracts.services.found import Found
from openmappa.exchange.extracts.services.matching import take_in
from openmappa.exchange.extracts.services.targets import REFERENCED, columns_of, key_of
from openmappa.exchange.extracts.services.values import person_of
from openmappa.foundation.access.load import Target
from openmappa.foundation.changes.extract import Kind
from openmappa.record.people.extract import IDENTIFIERS as TABLE

_PIECE = 1 << 20


def export(cursor: CursorWrapper, query: str, parameters: dict[str, object], path: Path) -> None:
    """Write the rows of a query to a file as CSV."""
    with path.open("wb") as out, cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv)", parameters) as rows:
        for piece in rows:
            out.write(piece)


def stage(
    connection: duckdb.DuckDBPyConnection,
    cursor: CursorWrapper,
    *,
    query: str,
    columns: str,
    table: str,
    path: Path,
) -> str:
    """Put the rows of DuckDB's query into a staging table like `table`, and return its name.

    It is analysed before anything joins it: without that the join can take minutes instead of seconds.
    """
    name = f"staged_{table}"
    cursor.execute(f"DROP TABLE IF EXISTS {name}")
    cursor.execute(f"CREATE TEMP TABLE {name} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO DATA")
    copy_in(connection, cursor, query=query, columns=columns, table=name, path=path)
    cursor.execute(f"ANALYZE {name}")
    return name


def copy_in(
    connection: duckdb.DuckDBPyConnection,
    cursor: CursorWrapper,
    *,
    query: str,
    columns: str,
    table: str,
    path: Path,
) -> None:
    """Copy the rows of DuckDB's query into a table, by way of a file of the load's own."""
    connection.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER false)")
    with path.open("rb") as file, cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT csv)") as rows:
        while piece := file.read(_PIECE):
            rows.write(piece)
    path.unlink()


def write_subjects(
    connection: duckdb.DuckDBPyConnection, cursor: CursorWrapper, *, number: int, space: Path
) -> None:
    """Insert new subjects, and change the area and the restriction of known ones where they changed."""
    columns = "id, source_system_id, source_id, responsible_area_id, restricted, version, load_number"
    query = f"SELECT key, system, source_id, area, restricted, 1, {number} FROM _subject WHERE "
    path = space / "subjects.csv"
    if _count(connection, "SELECT count(*) FROM _subject WHERE was IS NULL"):
        new = query + "was IS NULL ORDER BY key"
        copy_in(connection, cursor, query=new, columns=columns, table="access_subject", path=path)
    moved = "was IS NOT NULL AND (area <> was_area OR restricted <> was_restricted)"
    if _count(connection, f"SELECT count(*) FROM _subject WHERE {moved}"):
        name = stage(
            connection, cursor, query=query + moved, columns=columns, table="access_subject", path=path
        )
        cursor.execute(
            "UPDATE access_subject a SET responsible_area_id = s.responsible_area_id,"
            " restricted = s.restricted, version = a.version + 1, load_number = s.load_number"
            f" FROM {name} s WHERE a.id = s.id"
        )


def find_numbers_of_others(
    connection: duckdb.DuckDBPyConnection, cursor: CursorWrapper, found: Found, *, space: Path
) -> None:
    """Add a fault for each identifier that is recorded of somebody else, or was entered here already."""
    name = stage(
        connection,
        cursor,
        query="SELECT r._line, r.kind, r.value FROM identifiers r JOIN _sent_identifiers m ON m._line = r._line"
        " WHERE NOT r.recorded_in_error AND (m.was IS NULL OR m.digest <> m.was_digest)",
        columns="id, kind, value",
        table="people_identifier",
        path=space / "numbers.csv",
    )
    path = space / "held.csv"
    export(
        cursor,
        f"SELECT s.id, i.id FROM {name} s JOIN people_identifier i ON i.value = s.value AND i.kind = s.kind"
        " WHERE NOT i.recorded_in_error",
        {},
        path,
    )
    take_in(connection, "_held", {"_line": "BIGINT", "key": "VARCHAR"}, path)
    found.add_rows(
        TABLE,
        "value",
        "number_of_another_record",
        "a number that is not recorded already, of this person or another",
        "SELECT h._line, m.person AS _person FROM _held h JOIN _sent_identifiers m ON m._line = h._line"
        " WHERE h.key NOT IN (SELECT was FROM _sent_identifiers WHERE was IS NOT NULL)",
    )


def write_not_sent(
    connection: duckdb.DuckDBPyConnection, cursor: CursorWrapper, target: Target, *, number: int, space: Path
) -> int:
    """List the known rows of a table that the extract does not hold, and return how many they are."""
    table = target.table
    gone = (
        f"FROM _was_{table.name} w JOIN _system s ON s.id = w.system WHERE NOT w.in_error AND NOT EXISTS"
        f" (SELECT 1 FROM {table.name} r WHERE r.source_system = s.name AND r.source_id = w.source_id)"
    )
    count = _count(connection, f"SELECT count(*) {gone}")
    if not count or person_of(table) == "NULL":
        return count
    name = stage(
        connection,
        cursor,
        query=f"SELECT {number}, '{table.name}', w.key, w.subject_id {gone}",
        columns="load_id, table_name, record, subject_id",
        table="extracts_notsent",
        path=space / "not_sent.csv",
    )
    cursor.execute(
        "INSERT INTO extracts_notsent (load_id, table_name, record, subject_id, responsible_area_id, restricted)"
        " SELECT n.load_id, n.table_name, n.record, n.subject_id, a.responsible_area_id, a.restricted"
        f" FROM {name} n JOIN access_subject a ON a.id = n.subject_id"
    )
    return count


def write_rows(
    connection: duckdb.DuckDBPyConnection,
    cursor: CursorWrapper,
    target: Target,
    *,
    area: int,
    number: int,
    space: Path,
) -> dict[str, int]:
    """Insert the new rows of a table and update the changed ones; return the counts of each."""
    name = target.table.name
    new = _count(connection, f"SELECT count(*) FROM _sent_{name} WHERE was IS NULL")
    changed = _count(
        connection, f"SELECT count(*) FROM _sent_{name} WHERE was IS NOT NULL AND digest <> was_digest"
    )
    _key_rows(connection, cursor, target, new=new, space=space)
    selected = dict(_selected(target, area=area, number=number))
    path = space / f"{name}.csv"
    if new:
        _insert(connection, cursor, target, selected, path)
    if changed:
        _update(connection, cursor, target, selected, path)
    total = _count(connection, f"SELECT count(*) FROM _sent_{name}")
    return {"new": new, "changed": changed, "unchanged": total - new - changed}


def _insert(
    connection: duckdb.DuckDBPyConnection,
    cursor: CursorWrapper,
    target: Target,
    selected: dict[str, str],
    path: Path,
) -> None:
    if target.table.name not in REFERENCED and key_of(target) == "id":
        selected = {column: value for column, value in selected.items() if column != "id"}
    table, columns = target.model._meta.db_table, ", ".join(selected)
    order = "p.key, r._line" if person_of(target.table) != "NULL" else "r._line"
    query = f"{_query(target, selected)} WHERE m.was IS NULL ORDER BY {order}"
    copy_in(connection, cursor, query=query, columns=columns, table=table, path=path)


def _update(
    connection: duckdb.DuckDBPyConnection,
    cursor: CursorWrapper,
    target: Target,
    selected: dict[str, str],
    path: Path,
) -> None:
    table, key, columns = target.model._meta.db_table, key_of(target), ", ".join(selected)
    query = f"{_query(target, selected)} WHERE m.was IS NOT NULL AND m.digest <> m.was_digest"
    staged = stage(connection, cursor, query=query, columns=columns, table=table, path=path)
    kept = {key, "source_system_id", "source_id", "version"}
    values = ", ".join(f"{column} = s.{column}" for column in selected if column not in kept)
    if "version" in columns_of(target):
        values += ", version = t.version + 1"
    cursor.execute(f"UPDATE {table} t SET {values} FROM {staged} s WHERE t.{key} = s.{key}")


def _key_rows(
    connection: duckdb.DuckDBPyConnection, cursor: CursorWrapper, target: Target, *, new: int, space: Path
) -> None:
    """Give each sent row its key in the database. Only rows that others refer to need theirs beforehand."""
    name = target.table.name
    if name == "people":
        connection.execute(
            "CREATE VIEW _key_people AS SELECT _line, source_id, subject AS key FROM _sent_people"
        )
        return
    if name in REFERENCED and new:
        sequence = f"pg_get_serial_sequence('{target.model._meta.db_table}', '{key_of(target)}')"
        path = space / "keys.csv"
        export(cursor, f"SELECT nextval({sequence}) FROM generate_series(1, {new})", {}, path)
        take_in(connection, "_fresh", {"key": "VARCHAR"}, path)
    else:
        connection.execute("CREATE OR REPLACE TABLE _fresh (key VARCHAR)")
    connection.execute(
        f"CREATE TABLE _key_{name} AS WITH fresh AS (SELECT _line, row_number() OVER (ORDER BY _line) AS place"
        f" FROM _sent_{name} WHERE was IS NULL), keys AS (SELECT key, rowid + 1 AS place FROM _fresh)"
        f" SELECT m._line, m.source_id, coalesce(m.was, k.key) AS key FROM _sent_{name} m"
        " LEFT JOIN fresh f ON f._line = m._line LEFT JOIN keys k ON k.place = f.place"
    )


def _selected(target: Target, *, area: int, number: int) -> Iterator[tuple[str, str]]:
    """Yield each column of the target that a load fills, with its value in DuckDB's SQL."""
    table, has = target.table, columns_of(target)
    yield key_of(target), "k.key"
    if person_of(table) != "NULL":
        if key_of(target) != "subject_id":
            yield "subject_id", "p.key"
        yield "responsible_area_id", "p.area"
        yield "restricted", "p.restricted"
        yield "changed_here", "false"
        yield "version", "1"
    else:
        yield "area_id", str(area)
    yield "source_system_id", "m.system"
    yield "source_id", "r.source_id"
    yield "source_digest", "m.digest"
    yield "load_number", str(number)
    for column in ("is_correction", "recorded_in_error"):
        if column in has:
            yield column, f"r.{column}"
    for field in table.fields:
        if field.references == "people" or (field.name == "restricted" and field.kind is Kind.BOOLEAN):
            continue
        yield target.column(field.name), f"k_{field.name}.key" if field.references else f"r.{field.name}"
    for column, (reference, of) in target.derived.items():
        yield column, f"d_{reference}.{of}"


def _query(target: Target, selected: dict[str, str]) -> str:
    table = target.table
    joins = f" JOIN _sent_{table.name} m ON m._line = r._line JOIN _key_{table.name} k ON k._line = r._line"
    if person_of(table) != "NULL":
        joins += f" JOIN _subject p ON p.source_id = r.{person_of(table)}"
    for field in table.fields:
        if field.references and field.references != "people":
            joins += f" LEFT JOIN _key_{field.references} k_{field.name} ON k_{field.name}.source_id = r.{field.name}"
    for reference, _ in target.derived.values():
        of = next(each.references for each in table.fields if each.name == reference)
        joins += f" LEFT JOIN {of} d_{reference} ON d_{reference}.source_id = r.{reference}"
    values = ", ".join(f"{value} AS {column}" for column, value in selected.items())
    return f"SELECT {values} FROM {table.name} r{joins}"


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0
