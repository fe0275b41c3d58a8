"""What custody adds to the timeline of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import day, in_words, known_before, source_of, span
from openmappa.record.custody.queries import with_history
from openmappa.statute.vocabulary.custody import ABROAD_KINDS, LEAVE_KINDS, SPELL_ENDS, SPELL_KINDS
from openmappa.statute.vocabulary.events import RETURN_REASONS


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return entries into custody, ways out of it, returns to it, leave and time abroad."""
    rows = with_history(viewer=viewer, subject_id=subject_id)
    found: list[TimelineEntry] = []
    for each in rows["spells"]:
        found.append(_entry(each, each.start_date, in_words(each.kind, SPELL_KINDS), _spell))
        if each.until_date:
            out = in_words(each.ended_by, SPELL_ENDS)
            found.append(
                TimelineEntry(
                    each.until_date, out, _establishment(each), source_of(each), (), each.recorded_in_error
                )
            )
    found += [
        _entry(each, each.start_date, in_words(each.kind, LEAVE_KINDS), _leave) for each in rows["leaves"]
    ]
    found += [
        _entry(each, each.start_date, in_words(each.kind, ABROAD_KINDS), _absence)
        for each in rows["absences"]
    ]
    return found + [
        TimelineEntry(
            each.return_date,
            _("Returned to custody"),
            (in_words(each.reason, RETURN_REASONS),),
            source_of(each),
            known_before(each, _return),
            each.recorded_in_error,
        )
        for each in rows["returns"]
    ]


def _entry(row: Any, on: Any, title: str, words: Any) -> TimelineEntry:
    returned = _("Until %(day)s") % {"day": day(row.until_date)} if row.until_date else ""
    lines = (*_establishment(row), *filter(None, (returned,)))
    return TimelineEntry(on, title, lines, source_of(row), known_before(row, words), row.recorded_in_error)


def _establishment(row: Any) -> tuple[str, ...]:
    return tuple(filter(None, (getattr(row, "establishment", None),)))


def _spell(row: Any) -> str:
    parts = [
        in_words(row.kind, SPELL_KINDS),
        row.establishment,
        span(row.start_date, row.until_date, inside=True),
    ]
    return ", ".join(filter(None, parts))


def _leave(row: Any) -> str:
    return f"{in_words(row.kind, LEAVE_KINDS)}, {span(row.start_date, row.until_date, inside=True)}"


def _absence(row: Any) -> str:
    return f"{in_words(row.kind, ABROAD_KINDS)}, {span(row.start_date, row.until_date, inside=True)}"


def _return(row: Any) -> str:
    return f"{day(row.return_date)}, {in_words(row.reason, RETURN_REASONS)}"
