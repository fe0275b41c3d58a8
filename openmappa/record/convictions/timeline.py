"""What offences add to the timeline of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import day, in_words, known_before, source_of
from openmappa.record.convictions.presenters import (
    DISPOSAL_NAMES,
    offence_in_words,
    outcome_in_words,
    term_in_words,
)
from openmappa.record.convictions.queries import (
    convictions_with_history,
    disposals_with_history,
    further_offences_with_history,
)
from openmappa.statute.vocabulary.results import CONVICTION_RESULTS


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return convictions, findings, cautions, disposals and serious further offences, each on its day."""
    return [
        *(_convicted(each) for each in convictions_with_history(viewer=viewer, subject_id=subject_id)),
        *(_disposed(each) for each in disposals_with_history(viewer=viewer, subject_id=subject_id)),
        *(_charged(each) for each in further_offences_with_history(viewer=viewer, subject_id=subject_id)),
    ]


def _convicted(row: Any) -> TimelineEntry:
    offence_day = _("Offence on %(day)s") % {"day": day(row.offence_date)} if row.offence_date else ""
    lines = (offence_in_words(row.offence_code), offence_day, row.court or "")
    title = in_words(row.result, CONVICTION_RESULTS)
    return _entry(row, row.conviction_date, title, lines, _conviction)


def _disposed(row: Any) -> TimelineEntry:
    last_day = _("Last day: %(day)s") % {"day": day(row.last_date)} if row.last_date else ""
    lines = (term_in_words(row.term_months, row.term_days, row.extension_months), last_day)
    return _entry(row, row.imposed_date, in_words(row.kind, DISPOSAL_NAMES), lines, _disposal)


def _charged(row: Any) -> TimelineEntry:
    lines = (offence_in_words(row.offence_code), outcome_in_words(row.outcome, row.outcome_date))
    return _entry(row, row.charge_date, _("Charged with a serious further offence"), lines, _further_offence)


def _entry(
    row: Any, on: date, title: str, lines: tuple[str, ...], words: Callable[[Any], str]
) -> TimelineEntry:
    said = tuple(filter(None, lines))
    return TimelineEntry(on, title, said, source_of(row), known_before(row, words), row.recorded_in_error)


def _conviction(row: Any) -> str:
    return ", ".join(
        filter(
            None,
            (
                in_words(row.result, CONVICTION_RESULTS),
                day(row.conviction_date),
                offence_in_words(row.offence_code),
                row.court,
            ),
        )
    )


def _disposal(row: Any) -> str:
    length = term_in_words(row.term_months, row.term_days, row.extension_months)
    last = _("last day %(day)s") % {"day": day(row.last_date)} if row.last_date else ""
    return ", ".join(filter(None, (in_words(row.kind, DISPOSAL_NAMES), length, day(row.imposed_date), last)))


def _further_offence(row: Any) -> str:
    charge = offence_in_words(row.offence_code), day(row.charge_date)
    return ", ".join((*charge, outcome_in_words(row.outcome, row.outcome_date)))
