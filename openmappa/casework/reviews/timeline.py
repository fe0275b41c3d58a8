"""What reviews of indefinite notification add to the timeline of a case."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.casework.reviews.domain.application import APPEAL_OUTCOMES, DECISIONS, VALIDITIES
from openmappa.casework.reviews.queries import rows_with_history
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import day, in_words, known_before, source_of


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return when applications were received, determined, appealed against and decided on appeal."""
    found: list[TimelineEntry] = []
    for row in rows_with_history(viewer=viewer, subject_id=subject_id):
        validity = in_words(row.validity, VALIDITIES)
        title = _("Application to end indefinite notification received")
        found.append(
            TimelineEntry(
                row.received_date,
                title,
                (validity,),
                source_of(row),
                known_before(row, _application),
                row.recorded_in_error,
            )
        )
        found += [_entry(row, on, title, words) for on, title, words in _events(row) if on]
    return found


def _events(row: Any) -> list[tuple[date | None, str, str]]:
    decision = in_words(row.decision, DECISIONS)
    return [
        (row.determined_date, _("Review of indefinite notification determined"), decision),
        (row.appeal_date, _("Appeal against a determination"), row.appeal_court),
        (row.appeal_outcome_date, _("Appeal decided"), in_words(row.appeal_outcome, APPEAL_OUTCOMES)),
        (row.withdrawn_date, _("Application to end indefinite notification withdrawn"), ""),
    ]


def _entry(row: Any, on: Any, title: str, words: str) -> TimelineEntry:
    return TimelineEntry(on, title, (words,) if words else (), source_of(row), (), row.recorded_in_error)


def _application(row: Any) -> str:
    return f"{day(row.received_date)}, {in_words(row.validity, VALIDITIES)}"
