"""What the report's page says, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.foundation.ui.words import day
from openmappa.oversight.annual_report.domain import layout
from openmappa.oversight.statistics.domain.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.figures import Figures


@dataclass(frozen=True, slots=True)
class Page:
    """The report's page: headings, the table row by row with sums last, notes, and the choices of the rule."""

    title: str
    area: str
    year: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...]
    choices: tuple[tuple[str, str, str], ...]
    fictitious: bool


def page(figures: Figures) -> Page:
    """Return the page of the area's figures. Sums are the last row and the last column."""
    year = figures.year
    return Page(
        title=_("MAPPA annual report statistics, %(area)s, %(year)s")
        % {"area": figures.area_name, "year": year.title},
        area=figures.area_name,
        year=year.title,
        caption=_("MAPPA-eligible individuals on %(day)s") % {"day": day(year.last_date)},
        columns=tuple(_(each.title) for each in layout.COLUMNS),
        rows=tuple(
            (
                _(row.title),
                tuple(_shown(figures.table.figure(each.value, row.value)) for each in layout.COLUMNS),
            )
            for row in layout.ROWS
        ),
        notes=tuple(_notes(figures)),
        choices=tuple(
            (_(each.question), _(each.setting), _(each.why)) for each in ELIGIBLE_ON_31_MARCH.choices
        ),
        fictitious=figures.fictitious,
    )


def _notes(figures: Figures) -> list[str]:
    notes = [_(each) for each in layout.NOTES]
    missing = figures.table.without_level
    if missing:
        notes.append(
            ngettext(
                "%(count)d more person is eligible and in the community, but has no level recorded, so is in"
                " no figure.",
                "%(count)d more people are eligible and in the community, but have no level recorded, so are"
                " in no figure.",
                missing,
            )
            % {"count": missing}
        )
    counted = _("Counted on %(day)s by the rule %(rule)s, version %(version)d") % {
        "day": day(figures.counted_at.date()),
        "rule": figures.rule,
        "version": figures.rule_version,
    }
    if figures.data_as_at:
        counted += _(", from data as at %(day)s") % {"day": day(figures.data_as_at)}
    return [*notes, f"{counted}."]


def _shown(value: int | None) -> str:
    return layout.DASH if value is None else f"{value:,}"
