"""Review unusual looking."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.oversight.log_review.domain import Found, Outcome

# Plain SQL, since the columns that the database fills may not be named.
_INSERT = """
INSERT INTO log_review_review (kind, event_id, last_event_id, looked_by, outcome, note, reviewed_by)
VALUES (%s, %s, %s, %s, %s, %s, %s)
"""


class UnableToReview(RuntimeError):
    """The review was not saved, with the reason in words for the user."""


def review(*, by: Viewer, found: Found, outcome: Outcome, note: str) -> None:
    """
    Record what a review of unusual looking came to. Nobody reviews what they did themselves.

    :raises UnableToReview: if the reviewer is who looked, or the note is empty
    """
    if found.actor == by.user_id:
        raise UnableToReview(_("You cannot review what you did yourself. Ask a colleague to do it."))
    if not note.strip():
        raise UnableToReview(_("Enter what you found out"))
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                found.kind.name,
                found.first,
                found.entries[-1],
                found.actor,
                outcome.value,
                note.strip()[:1000],
                by.user_id,
            ],
        )
    record_event(
        connection,
        Entry(
            Operation.ALTERATION,
            "unusual looking reviewed",
            actor=by.user_id,
            justification=note.strip()[:1000],
            detail={"kind": found.kind.name, "entry": found.first, "outcome": outcome.value},
        ),
    )
