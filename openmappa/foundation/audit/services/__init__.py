"""Write an entry of the log, in the transaction of what it records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.access.domain import RIGHTS, Viewer
from openmappa.foundation.audit.domain import CASEWORK, WRITTEN, Entry, Operation

# Plain SQL, since roles that may add entries may not read them back.
_INSERT = f"""
INSERT INTO audit_event ({", ".join(WRITTEN)})
VALUES (%s, %s, %s, %s, %s::uuid[], %s, %s, %s, %s::jsonb, %s::jsonb, %s::jsonb)
"""  # noqa: S608  our own columns


def record_event(connection: BaseDatabaseWrapper, entry: Entry) -> None:
    """Append the entry in the connection's transaction: it stands or falls with what it records."""
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                entry.operation.value,
                entry.what,
                entry.actor,
                entry.acting,
                [str(each) for each in entry.subjects],
                entry.area,
                entry.justification,
                entry.recipient,
                json.dumps(dict(entry.detail)),
                _json(entry.before),
                _json(entry.after),
            ],
        )


def consulted(
    what: str,
    *,
    by: Viewer,
    subjects: Iterable[UUID] = (),
    area: int | None = None,
    detail: Mapping[str, object] | None = None,
    why: str = CASEWORK,
) -> None:
    """Write down, in the request's transaction, whom a page showed: one entry, however many people.

    `why` is what records are looked at for; the roles in which the viewer asks stand before it, or if they
    gave a reason of their own, that. Source: Data Protection Act 2018 s.62(2).
    """
    titles = ", ".join(dict.fromkeys(RIGHTS[each.role].title for each in by.held))
    entry = Entry(
        Operation.CONSULTATION,
        what,
        actor=by.user_id,
        subjects=tuple(dict.fromkeys(subjects)),
        area=area,
        justification=f"{titles}: {why}"[:1000],
        detail=detail or {},
    )
    record_event(transaction.get_connection(), entry)


def _json(values: object) -> str | None:
    return None if values is None else json.dumps(values, default=str)
