"""How entries are chained, so that none can be altered, removed or moved unseen.

The content of an entry is a JSON array of its columns in a fixed order, in UTF-8; its digest is SHA-256. The
digest of a seal is the SHA-256 of the digest of the seal before it and of the content's digest. Anybody can
work that out again from the table alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

FORM = 1
"""The version of what is hashed. An entry that gains a column is hashed in a new form; old seals keep theirs."""

START = sha256(b"OpenMAPPA audit chain, form 1").digest()
"""What the first seal follows."""


class Content(NamedTuple):
    """An entry as stored. JSON columns are PostgreSQL's own text of `jsonb`, which keeps every digit."""

    id: int
    at: datetime
    operation: str
    what: str
    actor: UUID | None
    acting: str
    subjects: list[UUID]
    area: int | None
    areas: list[int]
    justification: str
    recipient: str
    detail: str
    before: str | None
    after: str | None
    transaction_id: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One link: its place from 1, the entry sealed, the digest of the entry's content and that of the link."""

    position: int
    event_id: int
    content: bytes
    digest: bytes


def content_digest(entry: Content) -> bytes:
    """Return the SHA-256 of an entry's content."""
    written = [
        FORM,
        entry.id,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.operation,
        entry.what,
        entry.actor and str(entry.actor),
        entry.acting,
        [str(each) for each in entry.subjects],
        entry.area,
        list(entry.areas),
        entry.justification,
        entry.recipient,
        entry.detail,
        entry.before,
        entry.after,
        entry.transaction_id,
    ]
    return sha256(json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode()).digest()


def following(previous: bytes, content: bytes) -> bytes:
    """Return the digest of the seal that follows the one with digest `previous`."""
    return sha256(previous + content).digest()
