"""The rule "MAPPA-eligible on 31 March, in the community", counted in DuckDB straight from extract folders.

It is written from the definition in words and shares nothing with the rule's own query: each condition makes
a set of people, and the counted are those left when the sets have been taken away from each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

FILES = (
    "people",
    "standings",
    "levels",
    "responsibilities",
    "custody_spells",
    "absences_abroad",
    "orders",
    "notification_requirements",
    "notification_breaches",
    "custody_returns",
    "serious_further_offences",
    "serious_case_reviews",
)

_EACH_PERSON = """
WITH valid_people AS (
    SELECT folder, source_id AS person FROM people WHERE recorded_in_error IS DISTINCT FROM 'true'
),
inside AS (
    SELECT folder, person_id AS person FROM custody_spells
    WHERE recorded_in_error IS DISTINCT FROM 'true'
      AND $day BETWEEN start_date::DATE AND coalesce(until_date::DATE - 1, DATE '9999-12-31')
),
away AS (
    SELECT folder, person_id AS person FROM absences_abroad
    WHERE recorded_in_error IS DISTINCT FROM 'true'
      AND $day BETWEEN start_date::DATE AND coalesce(until_date::DATE - 1, DATE '9999-12-31')
),
in_community AS (
    SELECT * FROM valid_people EXCEPT SELECT * FROM inside EXCEPT SELECT * FROM away
),
eligible AS (
    SELECT folder, person_id AS person, category::INTEGER AS category FROM standings
    WHERE kind = 'eligible' AND recorded_in_error IS DISTINCT FROM 'true'
      AND $day BETWEEN start_date::DATE AND coalesce(last_date::DATE, DATE '9999-12-31')
),
answered_for AS (
    SELECT folder, person_id AS person, area::INTEGER AS area FROM responsibilities
    WHERE recorded_in_error IS DISTINCT FROM 'true'
      AND $day BETWEEN start_date::DATE AND coalesce(until_date::DATE - 1, DATE '9999-12-31')
),
managed AS (
    SELECT folder, person_id AS person, level::INTEGER AS level FROM levels
    WHERE recorded_in_error IS DISTINCT FROM 'true'
      AND $day BETWEEN start_date::DATE AND coalesce(until_date::DATE - 1, DATE '9999-12-31')
)
SELECT person, area, category, level
FROM eligible
NATURAL JOIN in_community
NATURAL JOIN answered_for
NATURAL LEFT JOIN managed
"""


def each_person(folders: Iterable[Path], *, day: date) -> dict[str, list[tuple[int, int, int | None]]]:
    """Return where each counted person counts: area, category and level (None: in no cell), by source_id."""
    with duckdb.connect() as connection:
        read(connection, list(folders))
        found: dict[str, list[tuple[int, int, int | None]]] = {}
        for person, *where in connection.execute(_EACH_PERSON, {"day": day}).fetchall():
            found.setdefault(person, []).append(tuple(where))
        return found


def cells(folders: Iterable[Path], *, day: date) -> dict[tuple[int, int, int | None], int]:
    """Return how many people count in each area, category and level; cells with nobody are left out."""
    with duckdb.connect() as connection:
        read(connection, list(folders))
        return count_cells(connection, day=day)


def count_cells(
    connection: duckdb.DuckDBPyConnection, *, day: date
) -> dict[tuple[int, int, int | None], int]:
    """Return the cells of the extracts that the connection has read."""
    rows = connection.execute(
        f"SELECT area, category, level, count(*) FROM ({_EACH_PERSON}) GROUP BY ALL", {"day": day}
    ).fetchall()
    return {(area, category, level): people for area, category, level, people in rows}


def read(connection: duckdb.DuckDBPyConnection, folders: list[Path]) -> None:
    """Read the files of the folders into tables of text. The columns are named, so that nothing is guessed."""
    for name in FILES:
        files = [folder / f"{name}.csv" for folder in folders]
        with files[0].open(encoding="utf-8-sig") as first:
            columns = {column: "VARCHAR" for column in first.readline().strip().split(",")}
        paths = ", ".join(f"'{file}'" for file in files)
        connection.execute(
            f"CREATE TABLE {name} AS SELECT * EXCLUDE filename, parse_dirpath(filename) AS folder"
            f" FROM read_csv([{paths}], auto_detect = false, delim = ',', quote = '\"', header = true,"
            f" columns = {columns}, nullstr = '', filename = true)"
        )
