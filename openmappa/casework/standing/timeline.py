"""What standing and level add to the timeline of a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.casework.standing.domain import CATEGORY_NAMES, LEVEL_NAMES
from openmappa.casework.standing.extract import STANDING_KINDS
from openmappa.casework.standing.presenters import LIMB_NAMES
from openmappa.casework.standing.queries import rows_with_history
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import in_words, inclusive_span, known_before, source_of, span


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return when each standing began and ended, its grounds, and each change of level."""
    rows = rows_with_history(viewer=viewer, subject_id=subject_id)
    found: list[TimelineEntry] = []
    for each in rows["standings"]:
        found.append(_entry(each, _standing_name(each), (), _standing))
        if each.last_date:
            ended = _("No longer: %(standing)s") % {"standing": _standing_name(each)}
            first_day = each.last_date + timedelta(days=1)
            found.append(TimelineEntry(first_day, ended, (), source_of(each), (), each.recorded_in_error))
    for each in rows["grounds"]:
        title = _("Ground of eligibility")
        found.append(_entry(each, title, (in_words(each.limb, LIMB_NAMES),), _ground))
    for each in rows["levels"]:
        lines = (_("Reason: %(reason)s") % {"reason": each.reason},) if each.reason else ()
        found.append(_entry(each, _(LEVEL_NAMES[each.level]), lines, _level))
    return found


def _entry(row: Any, title: str, lines: tuple[str, ...], words: Any) -> TimelineEntry:
    return TimelineEntry(
        row.start_date, title, lines, source_of(row), known_before(row, words), row.recorded_in_error
    )


def _standing_name(row: Any) -> str:
    return _(CATEGORY_NAMES[row.category]) if row.category else in_words(row.kind, STANDING_KINDS)


def _standing(row: Any) -> str:
    return f"{_standing_name(row)}, {inclusive_span(row.start_date, row.last_date, inside=True)}"


def _ground(row: Any) -> str:
    return f"{in_words(row.limb, LIMB_NAMES)}, {inclusive_span(row.start_date, row.last_date, inside=True)}"


def _level(row: Any) -> str:
    return f"{_(LEVEL_NAMES[row.level])}, {span(row.start_date, row.until_date, inside=True)}"
