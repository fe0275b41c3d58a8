"""Sealed backups of the whole database: made, checked, restored, and drilled into a scratch database.

A backup is a manifest and what pg_dump writes, of one snapshot of the database, sealed for a public key: the
machine that makes it cannot read it. Nothing of it is written anywhere unsealed.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from psycopg import sql

from openmappa.foundation.database.roles import create_database
from openmappa.foundation.database.sealed_files import SealBroken, seal, unseal
from openmappa.foundation.database.server.backup import UnableToBackUp, dumped, restoring

LARGEST_MANIFEST = 1 << 24
# Without its sequence numbers and statistics two copies of a database are the same rows, tables and walls.
_TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2"""
_UNLOGGED = "SELECT count(*) FROM pg_class WHERE oid = %s::regclass AND relpersistence = 'u'"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: when it was made (UTC, ISO 8601), rows by table, policies, constraints, version."""

    made_at: str
    server: str
    tables: Mapping[str, int]
    policies: int
    constraints: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a restored database is not what its manifest says."""

    what: str
    expected: int
    found: int


def back_up(admin_url: str, file: Path, *, recipient: X25519PublicKey) -> Manifest:
    """
    Write a sealed backup of one snapshot of the database, readable by the present user only.

    :raises UnableToBackUp: if the file exists or pg_dump refuses; no file is left then
    """
    if file.exists():
        raise UnableToBackUp(f"{file} exists already")
    partial = file.with_name(f"{file.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with _snapshot(admin_url) as (connection, snapshot):
            manifest = _manifest(connection)
            handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with open(handle, "wb") as target:
                seal(_content(manifest, admin_url, snapshot), target, recipient=recipient)
                target.flush()
                os.fsync(target.fileno())
        partial.rename(file)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def check(file: Path, *, key: X25519PrivateKey) -> Manifest:
    """
    Read a backup from its first to its last byte and return its manifest; nothing is written anywhere.

    :raises SealBroken: if it is not sealed for the key, was changed, or is not whole
    """
    with file.open("rb") as source:
        chunks = unseal(source, recipient=key)
        manifest, _ = _split(chunks)
        for _chunk in chunks:
            pass
    return manifest


def restore(admin_url: str, file: Path, *, key: X25519PrivateKey) -> Manifest:
    """
    Replace a database's tables by those of a backup, all or nothing, once the whole file is known to be sound.

    :raises SealBroken: if the file is not sound; the database was not touched
    :raises UnableToRestore: if pg_restore refuses; the database is as it was
    """
    manifest = check(file, key=key)
    with file.open("rb") as source, restoring(admin_url, major=_major(admin_url)) as target:
        chunks = unseal(source, recipient=key)
        _, rest = _split(chunks)
        target.write(rest)
        for chunk in chunks:
            target.write(chunk)
    return manifest


def differences(admin_url: str, manifest: Manifest) -> list[Difference]:
    """Count a database anew and return where it differs from the manifest: rows, policies, constraints."""
    with psycopg.connect(admin_url) as connection:
        found = _manifest(connection)
    counted = [
        Difference(f"rows of {name}", manifest.tables.get(name, -1), found.tables.get(name, -1))
        for name in sorted({*manifest.tables, *found.tables})
    ]
    counted += [
        Difference("policies", manifest.policies, found.policies),
        Difference("constraints", manifest.constraints, found.constraints),
    ]
    return [each for each in counted if each.expected != each.found]


@contextmanager
def scratch_database(admin_url: str) -> Iterator[str]:
    """Yield the address of an empty database that is dropped in the end, whatever happens."""
    name = f"openmappa_drill_{secrets.token_hex(4)}"
    create_database(admin_url, name=name)
    try:
        yield of_database(admin_url, name)
    finally:
        with psycopg.connect(admin_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def of_database(url: str, name: str) -> str:
    """Return the address of another database on the same server, for the same role."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@contextmanager
def _snapshot(admin_url: str) -> Iterator[tuple[psycopg.Connection, str]]:
    with psycopg.connect(admin_url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None  # noqa: S101  the function returns one row
        yield connection, row[0]


def _manifest(connection: psycopg.Connection) -> Manifest:
    tables = {}
    for schema, table in connection.execute(_TABLES).fetchall():
        name = sql.SQL(".").join([sql.Identifier(schema), sql.Identifier(table)])
        # What may be lost in a crash need not be in a backup.
        if _one(connection, _UNLOGGED, f'"{schema}"."{table}"'):
            continue
        tables[f"{schema}.{table}"] = _one(connection, sql.SQL("SELECT count(*) FROM {}").format(name))
    return Manifest(
        str(_one(connection, "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")),
        str(_one(connection, "SHOW server_version")),
        tables,
        _one(connection, "SELECT count(*) FROM pg_policies"),
        _one(connection, "SELECT count(*) FROM pg_constraint WHERE convalidated AND conrelid <> 0"),
    )


def _one(connection: psycopg.Connection, statement: str | sql.Composed, *values: str):  # type: ignore[no-untyped-def]
    row = connection.execute(statement, values or None).fetchone()
    assert row is not None  # noqa: S101  every statement here returns one row
    return row[0]


def _content(manifest: Manifest, admin_url: str, snapshot: str) -> Iterator[bytes]:
    words = json.dumps(asdict(manifest), sort_keys=True).encode()
    yield struct.pack(">I", len(words)) + words
    yield from dumped(admin_url, snapshot=snapshot, major=_major(admin_url))


def _major(admin_url: str) -> int:
    with psycopg.connect(admin_url) as connection:
        return connection.info.server_version // 10_000


def _split(chunks: Iterator[bytes]) -> tuple[Manifest, bytes]:
    """Return the manifest, and what of the dump was read with it."""
    read = bytearray()
    size = None
    while size is None or len(read) < 4 + size:
        piece = next(chunks, None)
        if piece is None:
            raise SealBroken("the file holds no backup")
        read += piece
        if size is None and len(read) >= 4:
            size = struct.unpack(">I", bytes(read[:4]))[0]
            if size > LARGEST_MANIFEST:
                raise SealBroken("the file holds no backup")
    try:
        manifest = Manifest(**json.loads(bytes(read[4 : 4 + size])))
    except (ValueError, TypeError) as problem:
        raise SealBroken("the file holds no backup") from problem
    return manifest, bytes(read[4 + size :])
