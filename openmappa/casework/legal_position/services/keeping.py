"""Keeping positions: what is stored of each, and which of them are another answer than before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.domain.kept import Kept, by_which
from openmappa.casework.legal_position.domain.position import Held, Position, digest_of
from openmappa.casework.legal_position.models import Computed
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.settings import LawSettings

_TABLE = Computed._meta.db_table
_COLUMNS = (
    *("subject_id", "responsible_area_id", "restricted", "recorded_in_error"),
    *("state", "as_at", "category", "undecided", "limbs", "since", "last_date", "has_no_last_date", "needs"),
    *(
        "holds_until",
        "failure",
        "rules_version",
        "settings_digest",
        "facts_digest",
        "answer_digest",
        "is_due",
    ),
)
_NAMES = ", ".join(_COLUMNS)
_UPSERT = (
    "ON CONFLICT (subject_id) DO UPDATE SET version = legal_position_computed.version + 1, recorded_at = now(), "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[3:])
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom a position is, with the area and the restriction that every row about them carries."""

    id: UUID
    area: int
    restricted: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A position just worked out, of whom, as at which day, and the digest of the rows that it is of."""

    subject: Subject
    as_at: date
    position: Position
    facts_digest: str
    in_error: bool = False

    @property
    def answer_digest(self) -> str:
        """Return the digest of what the answer says, without the day until which it holds."""
        found = self.position
        said = (found.state, found.category, found.undecided, found.limbs, found.last_date, found.needs)
        return digest_of((*said, self.in_error))

    def is_other_than(self, before: Kept | None) -> bool:
        """Return whether the answer is another than what was kept, or the first."""
        return before is None or before.answer_digest != self.answer_digest


def kept(cursor: CursorWrapper, subjects: Sequence[UUID]) -> Mapping[UUID, Kept]:
    """Return what is kept of the subjects, as far as there is anything."""
    cursor.execute(
        "SELECT subject_id, as_at, holds_until, facts_digest, answer_digest, rules_version, settings_digest, is_due"
        f" FROM {_TABLE} WHERE subject_id = ANY (%s)",
        [list(subjects)],
    )
    return {
        subject: Kept(as_at, until, facts, answer, (rules, settings), due)
        for subject, as_at, until, facts, answer, rules, settings, due in cursor.fetchall()
    }


def keep(cursor: CursorWrapper, answered: Sequence[Answered], settings: LawSettings) -> None:
    """Store the answers, in place of what was kept of the same people."""
    places = ", ".join(["%s"] * len(_COLUMNS))
    cursor.executemany(
        f"INSERT INTO {_TABLE} ({_NAMES}) VALUES ({places}) {_UPSERT}",
        [_row(each, settings) for each in answered],
    )


def copy_in(
    cursor: CursorWrapper, answered: Sequence[Answered], settings: LawSettings, *, known: bool
) -> None:
    """Store many answers by COPY, by way of a staging table if anything is `known` of the same people."""
    if not known:
        _copy(cursor, _TABLE, answered, settings)
        return
    cursor.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS staged_positions ON COMMIT DROP AS SELECT {_NAMES} FROM {_TABLE} WITH NO DATA"
    )
    cursor.execute("TRUNCATE staged_positions")
    _copy(cursor, "staged_positions", answered, settings)
    cursor.execute(f"INSERT INTO {_TABLE} ({_NAMES}) SELECT {_NAMES} FROM staged_positions {_UPSERT}")


def _copy(cursor: CursorWrapper, table: str, answered: Iterable[Answered], settings: LawSettings) -> None:
    with cursor.copy(f"COPY {table} ({_NAMES}) FROM STDIN") as out:
        for each in answered:
            out.write_row(_row(each, settings))


def _row(answered: Answered, settings: LawSettings) -> list[Any]:
    found, (rules, settings_digest) = answered.position, by_which(settings)
    endless = found.last_date == NO_LAST_DATE
    return [
        answered.subject.id,
        answered.subject.area,
        answered.subject.restricted,
        answered.in_error,
        str(found.state),
        answered.as_at,
        found.category,
        list(found.undecided),
        json.dumps([_limb(each) for each in found.limbs]),
        found.since,
        None if endless else found.last_date,
        endless,
        json.dumps(found.needs),
        found.holds_until,
        found.failure[:300],
        rules,
        settings_digest,
        answered.facts_digest,
        answered.answer_digest,
        False,
    ]


def _limb(held: Held) -> dict[str, str | None]:
    last = held.last_date
    return {
        "limb": str(held.limb),
        "outcome": str(held.outcome),
        "start_date": held.start_date.isoformat() if held.start_date else None,
        "last_date": "none" if last == NO_LAST_DATE else last.isoformat() if last else None,
    }
