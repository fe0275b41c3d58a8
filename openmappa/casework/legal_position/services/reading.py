"""Reading what is recorded of people: of a few in one question, of many in one for each table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.facts.rows import ROWS, Rows
from openmappa.casework.legal_position.queries import ASKED
from openmappa.casework.legal_position.services.keeping import Subject
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.domain import Sensitivity
from openmappa.foundation.access.permissions.functions import opens
from openmappa.foundation.ui.case import PARTS
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


FEW = 50
"""Of so many people at most everything is asked in one question; of more, a question for each table is faster."""

Found = Mapping[str, Mapping[UUID, Sequence[Sequence[Any]]]]
"""By the name of the question and the subject: the rows, each without the subject, in the order of the question."""


def rows_of(cursor: CursorWrapper, subjects: Collection[UUID]) -> list[Rows]:
    """Return the rows of each of the subjects, in their order, as the cursor's role sees them."""
    wanted = list(subjects)
    found = found_by(cursor, QUERIES, wanted)
    return [rows_from(found, subject) for subject in wanted]


def rows_from(found: Found, subject: UUID) -> Rows:
    """Return the subject's rows among what `QUERIES` found."""
    return Rows(**{part: tuple(map(kind._make, found[part].get(subject, ()))) for part, kind in ROWS.items()})


def found_by(cursor: CursorWrapper, queries: Mapping[str, str], subjects: Sequence[UUID]) -> Found:
    """
    Return what each question finds of the subjects, as the cursor's role sees it.

    A question selects `subject_id` first and asks for the subjects in its only parameter. Its columns with a day end in
    `_date` or begin with `date_of_`, and those with a time of day end in `_time`.
    """
    ask = _together if len(subjects) <= FEW else _one_by_one
    found: dict[str, dict[UUID, list[Sequence[Any]]]] = {part: defaultdict(list) for part in queries}
    for part, subject, values in ask(cursor, queries, list(subjects)):
        found[part][subject].append(values)
    return found


_Read = Iterator[tuple[str, UUID, Sequence[Any]]]


def _one_by_one(cursor: CursorWrapper, queries: Mapping[str, str], subjects: list[UUID]) -> _Read:
    for part, query in queries.items():
        cursor.execute(query, [subjects])
        for subject, *values in cursor.fetchall():
            yield part, subject, values


def _together(cursor: CursorWrapper, queries: Mapping[str, str], subjects: list[UUID]) -> _Read:
    # Of type json and not jsonb, which would not keep the order of the columns.
    lists = ", ".join(f"(SELECT json_agg(q) FROM ({query}) q)" for query in queries.values())
    cursor.execute(f"SELECT {lists}", [subjects] * len(queries))
    for part, rows in zip(queries, cursor.fetchone(), strict=True):
        for row in rows or ():
            values = [_typed(name, value) for name, value in row.items()]
            yield part, UUID(values[0]), values[1:]


def _typed(name: str, value: Any) -> Any:
    read: Callable[[str], Any] | None = None
    if name.endswith("_date") or name.startswith("date_of_"):
        read = date.fromisoformat
    elif name.endswith("_time"):
        read = time.fromisoformat
    return value if read is None or value is None else read(value)


def seen_whole(
    cursor: CursorWrapper, subjects: Sequence[UUID], *, written: Sensitivity
) -> tuple[date | None, list[Subject]]:
    """
    Return the viewer's day, and those of the subjects of whom the viewer sees all that the law asks about.

    They see rows of the sensitivity `written` too, in which the answer is to be kept. The day is None without a viewer.
    """
    conditions = " AND ".join(
        sorted(
            opens(each.least, each.section.value, subject="x.id", table="x", carries=True)
            for each in {*(PARTS[part] for part in ASKED), written}
        )
    )
    cursor.execute(
        "SELECT access_day(), x.id, x.responsible_area_id, x.restricted FROM (SELECT) one"
        f" LEFT JOIN access_subject x ON x.id = ANY (%s) AND {conditions} ORDER BY x.id",
        [list(subjects)],
    )
    rows = cursor.fetchall()
    return rows[0][0], [Subject(*row[1:]) for row in rows if row[1] is not None]
