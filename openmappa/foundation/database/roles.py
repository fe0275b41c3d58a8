"""The five roles that programs log in as, and the one that owns what must see past the policies.

owner       migrates, and nothing else
loader      writes data in bulk and bypasses the policies, for loads of extracts
statistics  reads the counting views over all rows, and writes stored runs
web         pages, API and jobs; owns nothing and is bound by every policy
sealer      reads the log whole, seals it and signs its head; reads and writes nothing about people
definer     cannot log in; owns the search function and the counting views
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from enum import StrEnum

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo


class Role(StrEnum):
    """A database role. The value is its alias among Django's connections."""

    OWNER = "owner"
    LOADER = "loader"
    STATISTICS = "statistics"
    SEALER = "sealer"
    WEB = "default"

    @property
    def database_name(self) -> str:
        """Return the role's name in PostgreSQL."""
        return f"openmappa_{'web' if self is Role.WEB else self.value}"


DEFINER = "openmappa_definer"
COUNTING_SCHEMA = "counting"
TRUSTED_EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")

ATTRIBUTES: Mapping[Role, str] = {
    Role.OWNER: "NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    Role.LOADER: "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION BYPASSRLS",
    Role.STATISTICS: "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
    Role.SEALER: "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
    Role.WEB: "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
}


def search_path(role: Role) -> str:
    """Return where the role finds unqualified names: statistics meets the counting views before the tables."""
    return f"{COUNTING_SCHEMA}, public" if role is Role.STATISTICS else "public"


def create_roles(admin_url: str, *, passwords: Mapping[Role, str]) -> None:
    """Create the roles, or set them right, with these passwords. Needs a superuser."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        existing = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        if DEFINER not in existing:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(DEFINER)))
        connection.execute(sql.SQL("ALTER ROLE {} NOLOGIN BYPASSRLS").format(sql.Identifier(DEFINER)))
        for role, attributes in ATTRIBUTES.items():
            name = sql.Identifier(role.database_name)
            if role.database_name not in existing:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(name))
            connection.execute(
                sql.SQL("ALTER ROLE {} LOGIN " + attributes + " PASSWORD {}").format(
                    name, sql.Literal(passwords[role])
                )
            )
            connection.execute(sql.SQL("ALTER ROLE {} SET search_path = " + search_path(role)).format(name))
        connection.execute(
            sql.SQL("GRANT {} TO {}").format(
                sql.Identifier(DEFINER), sql.Identifier(Role.OWNER.database_name)
            )
        )


def create_database(admin_url: str, *, name: str) -> None:
    """Create the database if it is missing, owned by the owner role, and let the other roles connect."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(name), sql.Identifier(Role.OWNER.database_name)
                )
            )
    with psycopg.connect(make_conninfo(admin_url, dbname=name), autocommit=True) as connection:
        prepare_database(connection, name=name)


def prepare_database(connection: psycopg.Connection, *, name: str) -> None:
    """Give each role what it needs of the database as a whole, and nothing to anybody else."""
    owner, loader = (sql.Identifier(each.database_name) for each in (Role.OWNER, Role.LOADER))
    statements: list[sql.SQL | sql.Composed] = [
        sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)),
        sql.SQL("GRANT ALL ON DATABASE {} TO {}").format(sql.Identifier(name), owner),
        sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(sql.Identifier(name), loader),
        sql.SQL("ALTER SCHEMA public OWNER TO {}").format(owner),
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION {}").format(
            sql.Identifier(COUNTING_SCHEMA), owner
        ),
        sql.SQL("GRANT USAGE ON SCHEMA public, {} TO {}").format(
            sql.Identifier(COUNTING_SCHEMA), sql.Identifier(DEFINER)
        ),
    ]
    for role in (Role.LOADER, Role.STATISTICS, Role.SEALER, Role.WEB):
        login = sql.Identifier(role.database_name)
        statements += [
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), login),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(login),
        ]
    statements.append(
        sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(
            sql.Identifier(COUNTING_SCHEMA),
            sql.Identifier(Role.STATISTICS.database_name),
        )
    )
    statements += [
        sql.SQL("CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA public").format(sql.Identifier(each))
        for each in TRUSTED_EXTENSIONS
    ]
    for statement in statements:
        connection.execute(statement)


def new_passwords() -> dict[Role, str]:
    """Return a fresh random password for each role that logs in."""
    return {role: secrets.token_urlsafe(24) for role in Role}
