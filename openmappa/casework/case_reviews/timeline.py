"""What serious case reviews add to the timeline of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.casework.case_reviews.queries import with_history
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import inclusive_span, known_before, source_of


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return when reviews were commissioned and when their reports were agreed."""
    found: list[TimelineEntry] = []
    for each in with_history(viewer=viewer, subject_id=subject_id):
        begun = _("Serious case review commissioned")
        said = known_before(each, _review)
        found.append(TimelineEntry(each.start_date, begun, (), source_of(each), said, each.recorded_in_error))
        if each.last_date:
            agreed = _("Report of the serious case review agreed")
            found.append(
                TimelineEntry(each.last_date, agreed, (), source_of(each), (), each.recorded_in_error)
            )
    return found


def _review(row: Any) -> str:
    return inclusive_span(row.start_date, row.last_date)
