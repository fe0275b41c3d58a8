"""The tests' databases: one is migrated and given its wall, and every other of a run is a copy of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from openmappa.foundation.database.addresses import VARIABLES
from openmappa.foundation.database.roles import Role, create_database, prepare_database

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "openmappa_template_"
MIGRATED, FILLED = "migrated", "filled"
MAKERS = {MIGRATED: "tests.migrated", FILLED: "tests.journeys"}
"""The module that makes each template, run as a program; what is filled begins as what is migrated."""

PASSWORD = "only-for-tests"  # noqa: S105
_LOCK = 5_021_903


def template(admin: str, kind: str) -> str:
    """Return the name of the template of a kind, made by whichever process asks first, while the others wait."""
    name = f"{PREFIX}{kind}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [_LOCK, kind])
        made = connection.execute(
            "SELECT FROM pg_database WHERE datname = %s AND datistemplate", [name]
        ).fetchone()
        if made is None:
            _make(admin, kind, name)
            # Only what was made to its end is a template: a run that was stopped leaves none behind.
            connection.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(name)))
    return name


def copied(admin: str, name: str, *, of: str) -> None:
    """Make a database that is a copy of the template of a kind, in place of one of this name."""
    source = template(admin, of)
    with psycopg.connect(admin, autocommit=True) as connection:
        _drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                *map(sql.Identifier, (name, Role.OWNER.database_name, source))
            )
        )
    with psycopg.connect(make_conninfo(admin, dbname=name), autocommit=True) as connection:
        prepare_database(connection, name=name)


def drop(admin: str, name: str) -> None:
    """Drop a database, though somebody may be connected to it."""
    with psycopg.connect(admin, autocommit=True) as connection:
        _drop(connection, name)


def drop_templates(admin: str) -> None:
    """Drop every template: the next run makes them anew, of the code as it is then."""
    with psycopg.connect(admin, autocommit=True) as connection:
        for (name,) in connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]
        ).fetchall():
            connection.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(sql.Identifier(name)))
            _drop(connection, name)


def environment_of(admin: str, name: str) -> dict[str, str]:
    """Return the environment in which programs use a database, each role under its own name."""
    return {
        **{each: value for each, value in os.environ.items() if not each.startswith("DATABASE_")},
        **{VARIABLES[role]: _url(admin, role, name) for role in Role},
        "DJANGO_SETTINGS_MODULE": "openmappa.front.settings.demonstration",
        "OPENMAPPA_SECRET_KEY": PASSWORD,
    }


def _make(admin: str, kind: str, name: str) -> None:
    if kind == MIGRATED:
        drop(admin, name)
        create_database(admin, name=name)
        _set_passwords(admin)
    else:
        copied(admin, name, of=MIGRATED)
    with tempfile.TemporaryDirectory() as home:
        environment = {**environment_of(admin, name), "OPENMAPPA_HOME": home}
        subprocess.run([sys.executable, "-m", MAKERS[kind]], cwd=ROOT, env=environment, check=True)


def _set_passwords(admin: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        for role in Role:
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(role.database_name), sql.Literal(PASSWORD)
                )
            )


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _url(admin: str, role: Role, database: str) -> str:
    parts = urlsplit(admin)
    place = parts.netloc.rpartition("@")[2]
    found = f"postgresql://{role.database_name}:{quote(PASSWORD)}@{place}/{database}"
    return f"{found}?{parts.query}" if parts.query else found
