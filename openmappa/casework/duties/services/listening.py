"""Working out anew what is due from somebody of whom something was recorded."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.casework.duties.domain import Replaced
from openmappa.casework.duties.facts import many_worked_out
from openmappa.casework.duties.models import Duty
from openmappa.casework.duties.services.reading import read, supplies
from openmappa.casework.duties.services.storing import store
from openmappa.casework.legal_position.queries import ASKED
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.queries import NotVisible, subject_for
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.models import User
from openmappa.foundation.changes.domain import News, What
from openmappa.foundation.ui.case import PARTS

WHAT = (What.PERSON, What.OFFENDING, What.CUSTODY, What.ORDERS, What.NOTIFICATION)


def hear(connection: BaseDatabaseWrapper, news: News) -> None:
    """
    Work out anew what is due from each subject of the news, in its transaction and under the sight of who brought it.

    Who may not see all that the law asks about cannot bring it: the next run over everybody does.
    """
    # News of a load names nobody: the load works out all of its people.
    viewer = _viewer(connection) if news.subjects else None
    if viewer is None:
        return
    for subject_id in news.subjects:
        work_out(connection, viewer=viewer, subject_id=subject_id, why=Replaced.NEWS)


def work_out(connection: BaseDatabaseWrapper, *, viewer: Viewer, subject_id: UUID, why: Replaced) -> None:
    """Work out and keep what is due from the subject as at the viewer's day."""
    parts = {name: PARTS[name] for name in ASKED} | {"duties": Duty.sensitivity}
    try:
        subject = subject_for(viewer=viewer, subject_id=subject_id, parts=parts)
    except NotVisible:
        return
    if not all(subject.open.values()):
        return
    carried = (subject.id, subject.area, subject.restricted)
    with connection.cursor() as cursor:
        given = read(cursor, [carried], supplies(cursor))
    (dues,) = many_worked_out(given, viewer.as_at)
    if dues is not None:
        store(
            connection,
            subject_id=subject.id,
            area=subject.area,
            restricted=subject.restricted,
            now=dues,
            why=why,
        )


def _viewer(connection: BaseDatabaseWrapper) -> Viewer | None:
    """Return who is asking in this transaction; None if nobody is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nullif(current_setting('openmappa.viewer', true), ''),"
            " nullif(current_setting('openmappa.day', true), '')"
        )
        user_id, day = cursor.fetchone()
    if user_id is None or day is None:
        return None
    user = User.objects.filter(id=user_id).first()
    return viewer_of(user, as_at=date.fromisoformat(day)) if user else None
