"""The peer of a load: COPY of the very rows that it made, into bare tables and into the same tables emptied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

CHUNK = 1 << 20


def loaded_tables() -> list[str]:
    """Return the tables that a load fills, each after those that it refers to."""
    from openmappa.exchange.extracts.services.targets import TARGETS
    from openmappa.foundation.access.models import Sight, Subject

    targets = [target.model._meta.db_table for target in TARGETS]
    ordered = [name for name in targets if name == "agencies_team"] + [Subject._meta.db_table]
    ordered += [name for name in targets if name not in ordered]
    return [*ordered, Sight._meta.db_table]


@contextmanager
def room_for_copies(space: Path) -> Iterator[Path]:
    """Make an empty folder that nobody else reads, and remove it afterwards."""
    shutil.rmtree(space, ignore_errors=True)
    space.mkdir(mode=0o700)
    try:
        yield space
    finally:
        shutil.rmtree(space)


def dump(admin_url: str, space: Path) -> int:
    """Write the rows of every table to a file, and return how many there are."""
    rows = 0
    with psycopg.connect(admin_url) as connection:
        for table in loaded_tables():
            with (space / table).open("wb") as file, connection.cursor() as cursor:
                with cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
                    for data in copy:
                        file.write(data)
                rows += cursor.rowcount
    return rows


def bare_copy(admin_url: str, space: Path) -> None:
    """Copy the files into tables of the same columns without keys, indexes, constraints or triggers."""
    with psycopg.connect(admin_url) as connection:
        for table in loaded_tables():
            bare = f"bare_{table}"
            connection.execute(
                sql.SQL("CREATE TABLE {} (LIKE {})").format(sql.Identifier(bare), sql.Identifier(table))
            )
            _copy(connection, bare, space / table)
        connection.commit()
        for table in loaded_tables():
            connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(f"bare_{table}")))


def constrained_copy(
    admin_url: str, space: Path, timed: Callable[[str], AbstractContextManager[None]]
) -> None:
    """Empty the tables, and time copying the files into them, with everything that guards them in place."""
    with psycopg.connect(admin_url) as connection:
        names = sql.SQL(", ").join(map(sql.Identifier, loaded_tables()))
        # What hangs on the tables and only grows is emptied with them: triggers stand aside until the commit.
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
        connection.commit()
        with timed("constrained copy"):
            for table in loaded_tables():
                _copy(connection, table, space / table)
            connection.commit()


def _copy(connection: psycopg.Connection, table: str, path: Path) -> None:
    statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    with path.open("rb") as file, connection.cursor() as cursor, cursor.copy(statement) as copy:
        while data := file.read(CHUNK):
            copy.write(data)
