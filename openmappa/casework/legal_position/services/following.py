"""Following the record: a position is worked out anew in the transaction that changed a fact."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.facts.working_out import many_worked_out
from openmappa.casework.legal_position.services.keeping import Answered, Subject, keep, kept
from openmappa.casework.legal_position.services.reading import rows_of, seen_whole
from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.changes.domain import News, What
from openmappa.foundation.changes.services import changed
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
        # A position is written into the section of standing, which needs full sight of it.
        written = Sensitivity(Section.STANDING, Level.FULL)
        day, seen = seen_whole(cursor, news.subjects, written=written)
        if day is None or len(seen) < len(set(news.subjects)):
            cursor.execute("SELECT legal_position_due(%s)", [list(news.subjects)])
        if day is None or not seen:
            return
        other = _work_out(cursor, seen, day)
    if other:
        changed(connection, area=news.area, what={What.LEGAL_POSITION}, subjects=other)


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
