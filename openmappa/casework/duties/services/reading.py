"""Reading what duties ask about, of one person or of many, as the cursor's role sees it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from openmappa.casework.duties.facts import PARTS, Given
from openmappa.casework.legal_position.services.reading import QUERIES, found_by, rows_from

_OF_DUTIES = {
    name: f"SELECT subject_id, {', '.join(columns)} FROM {table} WHERE subject_id = ANY (%s) AND NOT recorded_in_error"
    for name, (table, columns) in PARTS.items()
}
_SUPPLIED = (
    "SELECT x.id AS subject_id, n.from_date FROM access_subject x"
    " JOIN notification_notificationsupply n ON n.area_id = x.responsible_area_id WHERE x.id = ANY (%s)"
)


def read(cursor: CursorWrapper, subjects: Collection[UUID]) -> list[Given]:
    """Return the rows about each of the subjects, in their order."""
    wanted = list(subjects)
    found = found_by(cursor, {**QUERIES, **_OF_DUTIES, "supplied": _SUPPLIED}, wanted)
    given = []
    for subject in wanted:
        own = {name: tuple(map(tuple, found[name].get(subject, ()))) for name in PARTS}
        supplied = next((day for (day,) in found["supplied"].get(subject, ())), None)
        given.append(Given(rows_from(found, subject), supplied, **own))
    return given
