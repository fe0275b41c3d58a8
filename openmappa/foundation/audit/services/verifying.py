"""Verify the log: the chain, the signatures, what is not sealed yet, and whether the tables are protected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.audit.domain.chain import Content, Seal, content_digest
from openmappa.foundation.audit.domain.heads import Head
from openmappa.foundation.audit.domain.verifying import Fault, Kind, faults
from openmappa.foundation.audit.services.keys import holds
from openmappa.foundation.audit.services.sealing import COLUMNS
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

MOST_FAULTS = 1_000
LATE = timedelta(minutes=1)
"""An entry not sealed for longer than this is a fault: the sealer does not run."""

TABLES = ("audit_event", "audit_seal", "audit_signedhead")
_ROWS = 2_000

_CHAIN = f"""
SELECT s.position, s.event_id, s.content, s.digest, {COLUMNS}
FROM audit_seal s LEFT JOIN audit_event e ON e.id = s.event_id ORDER BY s.position
"""  # noqa: S608  our own columns

_UNSEALED = """
SELECT count(*), min(e.at), min(e.id) FROM audit_event e
WHERE NOT EXISTS (SELECT FROM audit_seal s WHERE s.event_id = e.id)
"""

_TRIGGERS = """
SELECT c.relname || '.' || substring(t.tgname FROM 'pgtrigger_(append_only|never_emptied)')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgenabled IN ('O', 'A') AND c.relname = ANY (%s) AND t.tgname ~ 'pgtrigger_(append_only|never_emptied)'
"""

_PRIVILEGES = """
SELECT r.rolname || ' on ' || t FROM unnest(%s::text[]) t, pg_roles r
WHERE r.rolname = ANY (%s) AND has_table_privilege(r.oid, t, 'UPDATE, DELETE, TRUNCATE') ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying found. `oldest_unsealed` is when the oldest entry that is not sealed was written."""

    sealed: int
    unsealed: int
    oldest_unsealed: datetime | None
    heads: int
    newest_head: Head | None
    faults: tuple[Fault, ...]


def verify(*, keys: Mapping[str, Ed25519PublicKey], kept: Sequence[Head], now: datetime) -> Report:
    """Work the chain out again and return what is wrong, at most a thousand faults.

    Heads are verified with the keys given, by fingerprint; `kept` are heads that were kept elsewhere. Reads
    one row at a time, however long the log.
    """
    with acting_as(Role.SEALER) as connection:
        heads = [*_heads(connection), *kept]
        good = [each for each in heads if each.key in keys and holds(each, keys[each.key])]
        counter = _Counter(_chain(connection))
        found = [
            *_unprotected(connection),
            *(_forged(each, keys) for each in heads if each not in good),
            *islice(faults(counter, good), MOST_FAULTS),
        ]
        unsealed, oldest, first = _unsealed(connection)
        if oldest is not None and now - oldest > LATE:
            found.append(_late(unsealed, oldest, first, now))
    newest = max(good, key=lambda each: each.signed_at, default=None)
    return Report(counter.count, unsealed, oldest, len(heads), newest, tuple(found[:MOST_FAULTS]))


class _Counter:
    def __init__(self, of: Iterator[tuple[Seal, bytes | None]]) -> None:
        self._of = of
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Seal, bytes | None]]:
        for each in self._of:
            self.count += 1
            yield each


def _chain(connection: BaseDatabaseWrapper) -> Iterator[tuple[Seal, bytes | None]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_CHAIN)
        while rows := cursor.fetchmany(_ROWS):
            for position, event_id, content, digest, *entry in rows:
                now = None if entry[0] is None else content_digest(Content(*entry))
                yield Seal(position, event_id, bytes(content), bytes(digest)), now


def _heads(connection: BaseDatabaseWrapper) -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, digest, signed_at, key, signature FROM audit_signedhead ORDER BY id")
        return [Head(row[0], bytes(row[1]), row[2], row[3], bytes(row[4])) for row in cursor.fetchall()]


def _forged(head: Head, keys: Mapping[str, Ed25519PublicKey]) -> Fault:
    if head.key in keys:
        words = f"the head at place {head.position} has a signature that its key did not make"
    else:
        words = (
            f"the head at place {head.position} is signed with a key that is not known here"
            f" ({head.key[:16]}…): give its public key"
        )
    return Fault(Kind.HEAD_FORGED, words, position=head.position)


def oldest_unsealed() -> datetime | None:
    """Return when the oldest entry that is not sealed was written; None if every entry is sealed."""
    with acting_as(Role.SEALER) as connection:
        _, oldest, _ = _unsealed(connection)
    return oldest


def _unsealed(connection: BaseDatabaseWrapper) -> tuple[int, datetime | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_UNSEALED)
        count, oldest, first = cursor.fetchone()
    return count, oldest, first


def _late(count: int, oldest: datetime, first: int | None, now: datetime) -> Fault:
    age = round((now - oldest).total_seconds())
    words = f"{count} entries are not sealed, the oldest, entry {first}, for {age} seconds: run the sealer"
    return Fault(Kind.UNSEALED, words, first)


def _unprotected(connection: BaseDatabaseWrapper) -> Iterator[Fault]:
    roles = [role.database_name for role in Role if role is not Role.OWNER]
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS, [list(TABLES)])
        there = {name for (name,) in cursor.fetchall()}
        cursor.execute(_PRIVILEGES, [list(TABLES), roles])
        held = [words for (words,) in cursor.fetchall()]
    for table in TABLES:
        for trigger in ("append_only", "never_emptied"):
            if f"{table}.{trigger}" not in there:
                yield Fault(
                    Kind.UNPROTECTED,
                    f"the trigger {trigger} of {table} is gone or switched off: run `openmappa db migrate`"
                    " after finding out who did it",
                )
    for words in held:
        yield Fault(Kind.UNPROTECTED, f"a role may change what must only grow: {words}")
