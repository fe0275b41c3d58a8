"""Reading what is recorded of people, in one question for each table, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.facts.rows import ROWS, Rows
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.record.convictions.models import Conviction, Disposal
from openmappa.record.custody.models import CustodySpell
from openmappa.record.notification.models import NotificationRequirement
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.record.people.models import Person


def _query(part: str, table: str, joined: str = "", *, of: str = "t", where: str = "") -> str:
    columns = ", ".join(f"t.{name}" for name in ROWS[part]._fields)
    # A person's row is read though recorded in error, which is one of the things to be known of it.
    if part == "births":
        return f"SELECT t.subject_id, {columns} FROM {table} t WHERE t.subject_id = ANY (%s)"
    counting = f"{of}.subject_id = ANY (%s) AND NOT {of}.recorded_in_error AND NOT t.recorded_in_error{where}"
    return f"SELECT {of}.subject_id, {columns} FROM {table} t {joined} WHERE {counting} ORDER BY {of}.subject_id, t.id"


def _of_standing() -> str:
    # Grounds are found by their standing, as their table has no index on the subject.
    return f"JOIN {Standing._meta.db_table} s ON s.id = t.standing_id"


QUERIES = {
    "births": _query("births", Person._meta.db_table),
    "convictions": _query("convictions", Conviction._meta.db_table),
    "disposals": _query("disposals", Disposal._meta.db_table),
    "orders": _query("orders", CourtOrder._meta.db_table),
    "events": _query("events", OrderEvent._meta.db_table),
    "spells": _query("spells", CustodySpell._meta.db_table),
    "grounds": _query("grounds", Ground._meta.db_table, _of_standing(), of="s"),
    "levels": _query("levels", Level._meta.db_table),
    "revoked": _query(
        "revoked", NotificationRequirement._meta.db_table, where=" AND t.revoked_date IS NOT NULL"
    ),
}
"""The question for each part, by its name in `Rows`, for a list of subjects. The policies of the role apply."""


def rows_of(cursor: CursorWrapper, subjects: Collection[UUID]) -> list[Rows]:
    """Return the rows of each of the subjects, in their order, as the cursor's role sees them."""
    parts: dict[str, dict[UUID, list[Any]]] = {}
    wanted = list(subjects)
    for part, query in QUERIES.items():
        cursor.execute(query, [wanted])
        make, found = ROWS[part]._make, defaultdict(list)
        for subject, *values in cursor.fetchall():
            found[subject].append(make(values))
        parts[part] = found
    return [
        Rows(**{part: tuple(found.get(subject, ())) for part, found in parts.items()}) for subject in wanted
    ]
