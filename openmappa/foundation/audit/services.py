"""Write an entry of the log, in the transaction of what it records."""

from __future__ import annotations

import json

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.audit.domain import Entry

# Plain SQL, since roles that may add entries may not read them back.
_INSERT = """
INSERT INTO audit_event (operation, what, actor, acting, subjects, area, justification, detail, before, after)
VALUES (%s, %s, %s, %s, %s::uuid[], %s, %s, %s::jsonb, %s::jsonb, %s::jsonb)
"""


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
                json.dumps(dict(entry.detail)),
                _json(entry.before),
                _json(entry.after),
            ],
        )


def _json(values: object) -> str | None:
    return None if values is None else json.dumps(values, default=str)
