"""What offences add to the timeline of a case."""

from __future__ import annotations

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
    found = [
        TimelineEntry(
            each.conviction_date,
            in_words(each.result, CONVICTION_RESULTS),
            tuple(
                filter(
                    None,
                    (
                        offence_in_words(each.offence_code),
                        _("Offence on %(day)s") % {"day": day(each.offence_date)}
                        if each.offence_date
                        else "",
                        each.court or "",
                    ),
                )
            ),
            source_of(each),
            known_before(each, _conviction),
            each.recorded_in_error,
        )
        for each in convictions_with_history(viewer=viewer, subject_id=subject_id)
    ]
    found += [
        TimelineEntry(
            each.imposed_date,
            in_words(each.kind, DISPOSAL_NAMES),
            tuple(
                filter(
                    None,
                    (
                        term_in_words(each.term_months, each.term_days, each.extension_months),
                        _("Last day: %(day)s") % {"day": day(each.last_date)} if each.last_date else "",
                    ),
                )
            ),
            source_of(each),
            known_before(each, _disposal),
            each.recorded_in_error,
        )
        for each in disposals_with_history(viewer=viewer, subject_id=subject_id)
    ]
    return found + [
        TimelineEntry(
            each.charge_date,
            _("Charged with a serious further offence"),
            (offence_in_words(each.offence_code), outcome_in_words(each.outcome, each.outcome_date)),
            source_of(each),
            known_before(each, _further_offence),
            each.recorded_in_error,
        )
        for each in further_offences_with_history(viewer=viewer, subject_id=subject_id)
    ]


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
