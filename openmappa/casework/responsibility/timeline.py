"""What responsibility adds to the timeline of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.casework.responsibility.queries import rows_with_history
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import in_words, known_before, source_of, span
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return each change of who answers for the person."""
    return [
        TimelineEntry(
            each.start_date,
            _("Responsibility: %(agency)s, %(area)s")
            % {"agency": in_words(each.lead_agency, LEAD_AGENCIES), "area": each.area.name},
            tuple(filter(None, (each.team.name if each.team else "", each.officer or ""))),
            source_of(each),
            known_before(each, _words),
            each.recorded_in_error,
        )
        for each in rows_with_history(viewer=viewer, subject_id=subject_id)
    ]


def _words(row: Any) -> str:
    team = row.team.name if row.team else ""
    parts = [in_words(row.lead_agency, LEAD_AGENCIES), row.area.name, team, row.officer]
    return ", ".join(filter(None, (*parts, span(row.start_date, row.until_date, inside=True))))
