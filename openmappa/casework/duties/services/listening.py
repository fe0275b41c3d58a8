"""Working out anew what is due from somebody of whom something was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.casework.duties.domain import Replaced
from openmappa.casework.duties.facts import many_worked_out
from openmappa.casework.duties.models import Duty
from openmappa.casework.duties.services.reading import read
from openmappa.casework.duties.services.storing import store
from openmappa.casework.legal_position.services.reading import seen_whole
from openmappa.foundation.changes.domain import News, What

WHAT = (What.PERSON, What.OFFENDING, What.CUSTODY, What.ORDERS, What.NOTIFICATION)


def hear(connection: BaseDatabaseWrapper, news: News) -> None:
    """
    Work out anew what is due from each subject of the news, in its transaction and under the sight of who brought it.

    Who may not see all that the law asks about cannot bring it: the next run over everybody does.
    """
    if news.subjects:
        work_out(connection, subjects=news.subjects, why=Replaced.NEWS)


def work_out(connection: BaseDatabaseWrapper, *, subjects: Sequence[UUID], why: Replaced) -> None:
    """Work out and keep what is due from the subjects as at the viewer's day, of those whom the viewer sees whole."""
    with connection.cursor() as cursor:
        day, seen = seen_whole(cursor, subjects, written=Duty.sensitivity)
        if day is None or not seen:
            return
        given = read(cursor, [each.id for each in seen])
    found, _ = many_worked_out(given, day)
    for subject, dues in zip(seen, found, strict=True):
        if dues is not None:
            store(connection, subject=subject, now=dues, why=why)
