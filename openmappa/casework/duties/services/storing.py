"""Keeping what is due: of one person when something is recorded, of many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from openmappa.casework.duties.domain import Due, Replaced, difference
from openmappa.casework.legal_position.services.keeping import Subject

_COLUMNS = ", ".join(Due._fields)
_CARRIED = "subject_id, responsible_area_id, restricted"
_SAME = "d.kind = s.kind AND d.trigger_date = s.trigger_date AND d.source = s.source AND d.occurrence = s.occurrence"
_INSERT = f"INSERT INTO duties_duty ({_CARRIED}, {_COLUMNS}) SELECT {_CARRIED}, {_COLUMNS}"
_CHANGING = tuple(name for name in Due._fields[4:] if name != "due_date")


def store(
    connection: BaseDatabaseWrapper,
    *,
    subject: Subject,
    now: Sequence[Due],
    why: Replaced,
) -> bool:
    """
    Keep that these are the person's duties, in the connection's transaction; return whether any became different.

    What was due on another day stays as a row that says when and why it was replaced.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {_COLUMNS} FROM duties_duty WHERE subject_id = %s AND replaced_at IS NULL",
            [subject.id],
        )
        before = {row[0]: Due._make(row[1:]) for row in cursor.fetchall()}
        found = difference(before, now)
        if found.replaced:
            cursor.execute(
                "UPDATE duties_duty SET replaced_at = now(), replaced_why = %s WHERE id = ANY (%s)",
                [why.value, list(found.replaced)],
            )
        if found.altered:
            values = ", ".join(f"{name} = %s" for name in _CHANGING)
            cursor.executemany(
                f"UPDATE duties_duty SET {values}, version = version + 1 WHERE id = %s",
                [[*(getattr(due, name) for name in _CHANGING), key] for key, due in found.altered],
            )
        if found.added:
            one = f"({', '.join(['%s'] * (3 + len(Due._fields)))})"
            values = ", ".join([one] * len(found.added))
            given: list[Any] = []
            for due in found.added:
                given += [subject.id, subject.area, subject.restricted, *due]
            cursor.execute(
                f"INSERT INTO duties_duty ({_CARRIED}, {_COLUMNS}) VALUES {values}",
                given,
            )
    return found.is_any


@contextmanager
def staging(cursor: CursorWrapper, *, anew: bool) -> Iterator[Any]:
    """Give a COPY into which duties are written by `write`; `anew` for the first of several. Then call `settle`."""
    if anew:
        cursor.execute("DROP TABLE IF EXISTS staged_duty, staged_duty_subject")
        cursor.execute(
            f"CREATE TEMP TABLE staged_duty ON COMMIT DROP AS SELECT {_CARRIED}, {_COLUMNS} FROM duties_duty"
            " WITH NO DATA"
        )
    with cursor.copy(f"COPY staged_duty ({_CARRIED}, {_COLUMNS}) FROM STDIN") as copy:
        yield copy


def write(copy: Any, subject: Subject, dues: Sequence[Due]) -> int:
    """Write a person's duties that hold now into the COPY, and return how many they are."""
    for due in dues:
        copy.write_row((subject.id, subject.area, subject.restricted, *due))
    return len(dues)


def settle(cursor: CursorWrapper, *, subjects: Iterable[UUID], why: Replaced) -> dict[str, int]:
    """
    Make the staged duties those that hold of these subjects; return how many rows changed how.

    A subject without a staged duty has none any more.
    """
    cursor.execute("CREATE TEMP TABLE staged_duty_subject (id uuid) ON COMMIT DROP")
    with cursor.copy("COPY staged_duty_subject (id) FROM STDIN") as copy:
        for each in subjects:
            copy.write_row((each,))
    cursor.execute("ANALYZE staged_duty_subject")
    cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM duties_duty d JOIN staged_duty_subject u ON u.id = d.subject_id)"
    )
    if not cursor.fetchone()[0]:
        cursor.execute(f"{_INSERT} FROM staged_duty s")
        return {"added": cursor.rowcount, "replaced": 0, "altered": 0}
    cursor.execute("ANALYZE staged_duty")
    same = f"s.subject_id = d.subject_id AND {_SAME}"
    now = "d.replaced_at IS NULL AND d.subject_id IN (SELECT id FROM staged_duty_subject)"
    cursor.execute(
        f"UPDATE duties_duty d SET replaced_at = now(), replaced_why = %s WHERE {now}"
        f" AND NOT EXISTS (SELECT 1 FROM staged_duty s WHERE {same} AND s.due_date IS NOT DISTINCT FROM d.due_date)",
        [why.value],
    )
    replaced = cursor.rowcount
    values = ", ".join(f"{name} = s.{name}" for name in _CHANGING)
    was, said = (", ".join(f"{row}.{name}" for name in _CHANGING) for row in "ds")
    cursor.execute(
        f"UPDATE duties_duty d SET {values}, version = d.version + 1 FROM staged_duty s"
        f" WHERE {same} AND d.replaced_at IS NULL AND ({was}) IS DISTINCT FROM ({said})"
    )
    altered = cursor.rowcount
    cursor.execute(
        f"{_INSERT} FROM staged_duty s"
        f" WHERE NOT EXISTS (SELECT 1 FROM duties_duty d WHERE {same} AND d.replaced_at IS NULL)"
    )
    return {"added": cursor.rowcount, "replaced": replaced, "altered": altered}
