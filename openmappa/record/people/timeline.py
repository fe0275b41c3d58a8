"""What names and addresses add to the timeline of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import TimelineEntry
from openmappa.foundation.ui.words import day, in_words, known_before, source_of, span
from openmappa.record.people.domain import full_name
from openmappa.record.people.queries import rows_with_history
from openmappa.statute.vocabulary.persons import ADDRESS_KINDS, NAME_KINDS


def entries(*, viewer: Viewer, subject_id: UUID) -> list[TimelineEntry]:
    """Return birth, death, changes of name and of address. A name whose first day is not known is left out."""
    rows = rows_with_history(viewer=viewer, subject_id=subject_id)
    found: list[TimelineEntry] = []
    for each in rows["people"]:
        for on, title in ((each.date_of_birth, _("Born")), (each.date_of_death, _("Died"))):
            if on:
                before = known_before(each, _birth) if title == _("Born") else ()
                found.append(TimelineEntry(on, title, (), source_of(each), before, each.recorded_in_error))
    found += [
        TimelineEntry(
            each.start_date,
            in_words(each.kind, NAME_KINDS),
            (full_name(each.given_names, each.family_name),),
            source_of(each),
            known_before(each, _name),
            each.recorded_in_error,
        )
        for each in rows["names"]
        if each.start_date
    ]
    return found + [
        TimelineEntry(
            each.start_date,
            in_words(each.kind, ADDRESS_KINDS),
            tuple(filter(None, (_place(each), _until(each)))),
            source_of(each),
            known_before(each, _address),
            each.recorded_in_error,
        )
        for each in rows["addresses"]
    ]


def _birth(row: Any) -> str:
    return _("born %(day)s") % {"day": day(row.date_of_birth)}


def _name(row: Any) -> str:
    return (
        f"{full_name(row.given_names, row.family_name)}, {span(row.start_date, row.until_date, inside=True)}"
    )


def _address(row: Any) -> str:
    return f"{_place(row)}, {span(row.start_date, row.until_date, inside=True)}"


def _place(row: Any) -> str:
    return ", ".join(filter(None, (row.lines, row.postcode)))


def _until(row: Any) -> str:
    return _("Until %(day)s") % {"day": day(row.until_date)} if row.until_date else ""
