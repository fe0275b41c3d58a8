"""Following the record: a position is worked out anew in the transaction that changed a fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.facts.working_out import many_worked_out
from openmappa.casework.legal_position.queries import ASKED
from openmappa.casework.legal_position.services.keeping import Answered, Subject, keep, kept
from openmappa.casework.legal_position.services.reading import rows_of
from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.permissions.functions import opens
from openmappa.foundation.changes.domain import News, What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.case import PARTS
from openmappa.statute.provisions.settings import DEFAULTS

FOLLOWED = frozenset(
    {What.PERSON, What.OFFENDING, What.CUSTODY, What.ORDERS, What.NOTIFICATION, What.STANDING}
)
"""The kinds of fact of which the position is made."""


def follow(connection: BaseDatabaseWrapper, news: News) -> None:
    """
    Work out the positions of those whom the news is about, and tell of those that are another answer now.

    Whoever changed a fact must see everything that the law asks about; otherwise the position is noted as due, and
    worked out by the next load or by the command. News of a load names nobody: the load works out all of its people.
    """
    if not news.subjects:
        return
    with connection.cursor() as cursor:
        day, seen = _seen_whole(cursor, news.subjects)
        if day is None or len(seen) < len(set(news.subjects)):
            cursor.execute("SELECT legal_position_due(%s)", [list(news.subjects)])
        if day is None or not seen:
            return
        other = _work_out(cursor, seen, day)
    if other:
        changed(connection, area=news.area, what={What.LEGAL_POSITION}, subjects=other)


def _seen_whole(cursor: CursorWrapper, subjects: Sequence[UUID]) -> tuple[date | None, list[Subject]]:
    """Return the viewer's day, and those of the subjects of whom the viewer sees all that the law asks about."""
    # A position is written into the section of standing, which needs full sight of it.
    asked = {*(PARTS[each] for each in ASKED), Sensitivity(Section.STANDING, Level.FULL)}
    conditions = " AND ".join(
        sorted(
            opens(each.least, each.section.value, subject="x.id", table="x", carries=True) for each in asked
        )
    )
    cursor.execute(
        "SELECT access_day(), x.id, x.responsible_area_id, x.restricted FROM (SELECT) one"
        f" LEFT JOIN access_subject x ON x.id = ANY (%s) AND {conditions} ORDER BY x.id",
        [list(subjects)],
    )
    rows = cursor.fetchall()
    return rows[0][0], [Subject(*row[1:]) for row in rows if row[1] is not None]


def _work_out(cursor: CursorWrapper, subjects: list[Subject], day: date) -> list[UUID]:
    ids = [each.id for each in subjects]
    before, rows = kept(cursor, ids), rows_of(cursor, ids)
    found, _ = many_worked_out(
        [(of, before.get(each)) for each, of in zip(ids, rows, strict=True)], day, DEFAULTS
    )
    answered = [
        Answered(subject, day, position, digest, of.is_in_error)
        for subject, of, (position, digest) in zip(subjects, rows, found, strict=True)
        if position is not None
    ]
    keep(cursor, answered, DEFAULTS)
    return [each.subject.id for each in answered if each.is_other_than(before.get(each.subject.id))]
