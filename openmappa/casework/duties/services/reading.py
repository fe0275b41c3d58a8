"""Reading what duties ask about, of one person or of many, as the cursor's role sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from openmappa.casework.duties.facts import PARTS, Given
from openmappa.casework.legal_position.services.reading import rows_of

Carried = tuple[UUID, int, bool]
"""A subject with the area and the restriction that every row about them carries."""


def supplies(cursor: CursorWrapper) -> dict[int, date | None]:
    """Return for each area from which day on it says that it holds every notification."""
    cursor.execute("SELECT area_id, from_date FROM notification_notificationsupply")
    return dict(cursor.fetchall())


def read(cursor: CursorWrapper, people: Sequence[Carried], supply: Mapping[int, date | None]) -> list[Given]:
    """Return the rows about each of the people, in their order; in one question for each table."""
    subjects = [each[0] for each in people]
    parts: dict[str, dict[UUID, list[tuple[Any, ...]]]] = {}
    for name, (table, columns) in PARTS.items():
        cursor.execute(
            f"SELECT subject_id, {', '.join(columns)} FROM {table}"
            " WHERE subject_id = ANY (%s) AND NOT recorded_in_error",
            [subjects],
        )
        found = defaultdict(list)
        for subject, *values in cursor.fetchall():
            found[subject].append(tuple(values))
        parts[name] = found
    return [
        Given(rows, supply.get(area), *(tuple(parts[name].get(subject, ())) for name in PARTS))
        for (subject, area, _), rows in zip(people, rows_of(cursor, subjects), strict=True)
    ]
