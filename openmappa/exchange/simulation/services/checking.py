"""What a loaded caseload should show, held against what is found in the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.exchange.simulation.domain.areas import area_names
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.data_quality.domain.position import FINDINGS

# Who is found, by the key under which the extract sent them.
_KEYS = """
SELECT person.source_id
FROM ({sql}) found
JOIN people_person person ON person.subject_id = found.subject_id
"""
_DUE = """
SELECT count(*) FILTER (WHERE due_date < %(day)s AND needs = ''),
       count(*) FILTER (WHERE due_date BETWEEN %(day)s AND %(day)s::date + 7),
       count(*) FILTER (WHERE due_date BETWEEN %(day)s AND %(day)s::date + 28),
       count(DISTINCT subject_id) FILTER (WHERE due_date < %(day)s AND needs = '')
FROM duties_duty
WHERE state = 'open' AND replaced_at IS NULL AND NOT recorded_in_error AND responsible_area_id = %(area)s
"""


@dataclass(frozen=True, slots=True)
class Differences:
    """How many people differ from the law, and which of them were not planted or were planted and not found, by key."""

    found: int
    unexpected: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def are_those_planted(self) -> bool:
        """Return whether those found are those planted, all and only."""
        return not self.unexpected and not self.missed


@dataclass(frozen=True, slots=True)
class Due:
    """Duties to notify, as at a day: overdue and of how many people, due within 7 and within 28 days."""

    overdue: int
    people_overdue: int
    within_7: int
    within_28: int


def keep_planted(path: Path, planted: Mapping[str, Sequence[str]]) -> None:
    """
    Keep the keys of those planted, for a later run that simulates nothing.

    :raises OSError: if the file cannot be written
    """
    path.write_text(json.dumps(planted, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def kept_planted(path: Path) -> Mapping[str, Sequence[str]] | None:
    """Return what was kept, None if nothing was."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def differences(planted: Mapping[str, Sequence[str]], *, as_at: date) -> Differences:
    """Return who is recorded otherwise than the law says, beside those planted in the one caseload that is loaded."""
    everywhere = list(area_names())
    with acting_as(Role.LOADER) as connection, connection.cursor() as cursor:
        found: set[str] = set()
        for each in FINDINGS:
            cursor.execute(_KEYS.replace("{sql}", each.sql), {"areas": everywhere, "day": as_at})
            found.update(key for (key,) in cursor.fetchall())
    expected = {key for keys in planted.values() for key in keys}
    return Differences(len(found), tuple(sorted(found - expected)), tuple(sorted(expected - found)))


def due(*, area: int, as_at: date) -> Due:
    """Return how much is overdue and due soon from the people of an area, as at a day."""
    with acting_as(Role.LOADER) as connection:
        return _due(connection, area, as_at)


def _due(connection: BaseDatabaseWrapper, area: int, as_at: date) -> Due:
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"day": as_at, "area": area})
        overdue, within_7, within_28, people = cursor.fetchone()
    return Due(overdue, people, within_7, within_28)
