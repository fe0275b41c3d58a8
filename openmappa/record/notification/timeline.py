"""What the notification requirements add to the timeline of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import day, in_words, known_before, source_of
from openmappa.record.notification.presenters import end_in_words, told, told_in_words
from openmappa.record.notification.queries import Told, told_of, with_history
from openmappa.record.orders.presenters import decided
from openmappa.statute.vocabulary.events import REQUIREMENT_BASES


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return when the requirements began, when they were revoked, failures to comply, and what was notified and lived."""
    rows = with_history(viewer=viewer, subject_id=subject_id)
    found = [
        _entry(each, each.start_date, _("Notification requirements begin")) for each in rows["requirements"]
    ]
    found += [
        TimelineEntry(
            each.revoked_date,
            _("Notification requirements revoked"),
            (in_words(each.basis, REQUIREMENT_BASES),),
            source_of(each),
            (),
            each.recorded_in_error,
        )
        for each in rows["requirements"]
        if each.revoked_date
    ]
    found += [_told(each) for each in told_of(viewer=viewer, subject_id=subject_id)]
    return found + [
        TimelineEntry(
            each.breach_date,
            _("Breach of the notification requirements"),
            (decided(each.outcome, each.outcome_date),),
            source_of(each),
            known_before(each, _breach),
            each.recorded_in_error,
        )
        for each in rows["breaches"]
    ]


def _told(row: Told) -> TimelineEntry:
    source = _("From %(system)s") % {"system": row.source} if row.source else _("Recorded in OpenMAPPA")
    before = known_before(_WithHistory(row), lambda each: told_in_words(row.table, each))
    title, *lines = told(row)
    return TimelineEntry(row.on, title, tuple(lines), source, before, row.recorded_in_error)


class _WithHistory:
    """A told row in the shape of which former states are told."""

    def __init__(self, row: Told) -> None:
        self.code, self.place, self.on, self.until, self.who = (
            row.code, row.place, row.on, row.until, row.who,
        )  # fmt: skip
        self.history = self
        self.all = lambda: row.history


def _entry(row: Any, on: Any, title: str) -> TimelineEntry:
    last = _("Last day: %(words)s") % {"words": _end(row)}
    lines = (in_words(row.basis, REQUIREMENT_BASES), last)
    return TimelineEntry(
        on, title, lines, source_of(row), known_before(row, _requirement), row.recorded_in_error
    )


def _end(row: Any) -> str:
    return end_in_words(row.last_date, is_indefinite=row.is_indefinite, revoked=row.revoked_date)


def _requirement(row: Any) -> str:
    return ", ".join((in_words(row.basis, REQUIREMENT_BASES), day(row.start_date), _end(row)))


def _breach(row: Any) -> str:
    return f"{day(row.breach_date)}, {decided(row.outcome, row.outcome_date)}"
