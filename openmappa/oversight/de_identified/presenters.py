"""De-identified rows in words, on a page and as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from openmappa.foundation.ui.spreadsheet import csv_file
from openmappa.foundation.ui.words import in_words
from openmappa.oversight.de_identified.domain import COLUMNS, Row
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES
from openmappa.statute.vocabulary.persons import ETHNIC_GROUPS, SEXES

SHOWN = 50
"""So many rows stand on the page; the file holds all."""


def head() -> list[str]:
    """Return the words above the columns."""
    return [
        _("Category"),
        _("Level"),
        _("Lead agency"),
        _("Where"),
        _("Age"),
        _("Sex"),
        _("Ethnic group"),
    ]


def in_cells(rows: Iterable[Row]) -> list[list[str]]:
    """Return rows of the table on the page, without their keys."""
    return [
        [
            str(row.category),
            str(row.level) if row.level else _("Not recorded"),
            in_words(row.lead_agency or None, LEAD_AGENCIES),
            _("In custody") if row.in_custody else _("In the community"),
            row.age_band or _("Not known"),
            in_words(row.sex, SEXES),
            in_words(row.ethnic_group, ETHNIC_GROUPS),
        ]
        for row in rows
    ]


def rows_as_csv(rows: Iterable[Row]) -> bytes:
    """Return the rows as CSV, no cell of which is a formula to a spreadsheet."""
    return csv_file(COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in rows))
