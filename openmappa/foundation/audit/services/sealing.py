"""The sealer: chains what was committed, and signs the head."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event as Signal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from openmappa.foundation.audit.domain.chain import FORM, START, Content, content_digest, following
from openmappa.foundation.audit.domain.heads import Head
from openmappa.foundation.audit.services.keys import fingerprint
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

EVERY = 4.0
"""Seconds from one pass to the next, so that an entry is sealed within 10 seconds of its commit."""

HEAD_AFTER = timedelta(hours=1)
"""A head is signed each day, and sooner if entries were sealed for an hour since the last."""

BATCH = 5_000
_LOCK = 62_2018
_TEXT = {"detail", "before", "after", "transaction_id"}
COLUMNS = ", ".join(f"e.{each}::text" if each in _TEXT else f"e.{each}" for each in Content._fields)

# A window of numbers first, then whether they are sealed: one comparison of all with all for each batch would
# make the first pass over a long log take the square of its length.
_WINDOW = f"""
SELECT e.id, s.event_id IS NULL FROM (
  SELECT id FROM audit_event WHERE transaction_id >= %s::xid8 AND id > %s ORDER BY id LIMIT {BATCH}
) e LEFT JOIN audit_seal s ON s.event_id = e.id ORDER BY e.id
"""  # noqa: S608  a number of this file

_CONTENTS = f"SELECT {COLUMNS} FROM audit_event e WHERE e.id = ANY (%s) ORDER BY e.id"  # noqa: S608  our own columns

_SEAL = """
INSERT INTO audit_seal (position, event_id, form, content, digest)
SELECT position, event_id, %s, content, digest
FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[], %s::bytea[]) AS new (position, event_id, content, digest)
"""

_HEAD = (
    "INSERT INTO audit_signedhead (position, digest, signed_at, key, signature) VALUES (%s, %s, %s, %s, %s)"
)

_log = logging.getLogger(__name__)


class Sealer:
    """Seals all entries that are committed and not sealed, in order of their numbers within a pass.

    An entry's number is given before its transaction ends, so a lower number may be committed later. Every
    entry carries its transaction. A pass first asks for the oldest transaction that is still running: what was
    committed before that, the pass sees, so the next pass need only look from there. The first pass looks at
    everything, so that a restored database, whose transactions are numbered anew, loses none.
    """

    def __init__(self) -> None:
        self._seen_before = "0"

    def seal(self) -> int:
        """Run one pass, and return how many entries it sealed. While another sealer is at work it seals none."""
        sealed, after, horizon = 0, 0, ""
        while True:
            with acting_as(Role.SEALER) as connection:
                if not _alone(connection):
                    return sealed
                horizon = horizon or _oldest_running(connection)
                window = _window(connection, self._seen_before, after)
                sealed += _add_seals(connection, [each for each, is_new in window if is_new])
            if len(window) < BATCH:
                self._seen_before = horizon
                return sealed
            after = window[-1][0]

    def watch(self, stop: Signal, key: Ed25519PrivateKey | None) -> None:
        """Run passes and sign heads until told to stop. A database that does not answer is tried again."""
        while not stop.is_set():
            try:
                self.seal()
                if key is not None:
                    sign_if_due(key, now=timezone.now())
            except DatabaseError as error:
                _log.warning("the log could not be sealed: %s", type(error).__name__)
                self._seen_before = "0"
                connections[Role.SEALER.value].close()
            stop.wait(EVERY)
        if not settings.DATABASE_ONE_CONNECTION:
            connections[Role.SEALER.value].close()


def _alone(connection: BaseDatabaseWrapper) -> bool:
    # Held until the transaction ends, so that two sealers cannot both follow the same seal.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _oldest_running(connection: BaseDatabaseWrapper) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        return str(cursor.fetchone()[0])


def _window(connection: BaseDatabaseWrapper, seen_before: str, after: int) -> list[tuple[int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(_WINDOW, [seen_before, after])
        return [(key, is_new) for key, is_new in cursor.fetchall()]


def _add_seals(connection: BaseDatabaseWrapper, ids: list[int]) -> int:
    if not ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_CONTENTS, [ids])
        entries = [Content(*row) for row in cursor.fetchall()]
    position, previous = newest_seal(connection) or (0, START)
    contents = [content_digest(each) for each in entries]
    digests: list[bytes] = []
    for content in contents:
        previous = following(previous, content)
        digests.append(previous)
    places = [position + number for number in range(1, len(entries) + 1)]
    with connection.cursor() as cursor:
        cursor.execute(_SEAL, [FORM, places, [each.id for each in entries], contents, digests])
    return len(entries)


def newest_seal(connection: BaseDatabaseWrapper) -> tuple[int, bytes] | None:
    """Return place and digest of the newest seal; None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT position, digest FROM audit_seal ORDER BY position DESC LIMIT 1")
        found = cursor.fetchone()
    return (found[0], bytes(found[1])) if found else None


def newest_head(connection: BaseDatabaseWrapper) -> Head | None:
    """Return the head signed last; None before the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT position, digest, signed_at, key, signature FROM audit_signedhead ORDER BY id DESC LIMIT 1"
        )
        found = cursor.fetchone()
    return Head(found[0], bytes(found[1]), found[2], found[3], bytes(found[4])) if found else None


def sign_if_due(key: Ed25519PrivateKey, *, now: datetime) -> Head | None:
    """Sign the head if the last was signed on an earlier day or long enough ago; return what was signed."""
    return _sign(key, now=now, wanted=lambda last: _is_due(last, now))


def sign_now(key: Ed25519PrivateKey, *, now: datetime) -> Head | None:
    """Sign the head if anything was sealed since the last one; return the newest head, None without a seal."""
    signed = _sign(key, now=now, wanted=lambda last: True)
    if signed is not None:
        return signed
    with acting_as(Role.SEALER) as connection:
        return newest_head(connection)


def _is_due(last: Head, now: datetime) -> bool:
    another_day = timezone.localdate(last.signed_at) < timezone.localdate(now)
    return another_day or now - last.signed_at >= HEAD_AFTER


def _sign(key: Ed25519PrivateKey, *, now: datetime, wanted: Callable[[Head], bool]) -> Head | None:
    with acting_as(Role.SEALER) as connection:
        newest, last = newest_seal(connection), newest_head(connection)
        if newest is None or (last is not None and (last.position >= newest[0] or not wanted(last))):
            return None
        head = Head(*newest, signed_at=now, key=fingerprint(key.public_key()))
        signed = replace(head, signature=key.sign(head.signed))
        with connection.cursor() as cursor:
            cursor.execute(
                _HEAD, [signed.position, signed.digest, signed.signed_at, signed.key, signed.signature]
            )
        return signed
