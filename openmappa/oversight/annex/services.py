"""The data-quality annex: what a check of the records found, for the area's own eyes and never published."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openmappa.foundation.ui.words import day
from openmappa.oversight.annual_report.domain.chapters import Kind
from openmappa.oversight.data_quality.domain.catalogue import NOT_ASKED, findings
from openmappa.oversight.data_quality.domain.findings import Finding
from openmappa.oversight.data_quality.services import StoredFindings, stored_findings
from openmappa.oversight.document.domain.blocks import (
    Block,
    Cell,
    Chapter,
    Heading,
    Report,
    Row,
    Table,
    Terms,
    as_data,
    plain,
)
from openmappa.oversight.document.services.files import put
from openmappa.oversight.document.services.html import html
from openmappa.oversight.document.services.ods import ods
from openmappa.oversight.document.services.pdf import pdf
from openmappa.oversight.document.services.tables_csv import tables_csv
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import stored_figures

FOLDER, NAME = "not-for-publication", "data-quality-annex"


def annex(found: StoredFindings, *, fictitious: bool) -> Report:
    """Return the annex as a document that is not for publication: how many people each finding has, and no names."""
    warning = _("Not for publication: for the area's own eyes")
    return Report(
        title=_("Data-quality annex: %(area)s") % {"area": found.area_name},
        subtitle=_("Records as they stand for %(day)s") % {"day": day(found.day)},
        area=found.area_name,
        year=str(found.day.year),
        language=get_language() or "en-gb",
        date=str(found.checked_at.date()),
        fictitious=fictitious,
        facts=(
            (_("Area"), found.area_name),
            (_("Records as they stand for"), day(found.day)),
            (_("Checked on"), day(found.checked_at.date())),
        ),
        chapters=(
            Chapter("findings", _("Findings"), tuple(_findings(found))),
            Chapter(Kind.NOTES.value, _("What each finding means, and how to mend it"), tuple(_meanings())),
        ),
        warning=_("%(warning)s. Fictitious people") % {"warning": warning} if fictitious else warning,
        for_publication=False,
    )


def write_annex(area: int, year: ReportingYear, *, formats: Collection[str], out: Path) -> list[Path]:
    """
    Write the annex of the area's newest stored check into a folder `not-for-publication`; return its files.

    It is beside the report of the year, from whose count it knows whether the people are fictitious.

    :raises NotCounted: if no count of the area and year is stored
    :raises NotChecked: if the area's records were never checked
    :raises UnableToWriteReport: if a file cannot be written
    """
    made = annex(stored_findings(area), fictitious=stored_figures(year, area).fictitious)
    return [
        put(out / FOLDER / name, content)
        for each, make in _FORMATS.items()
        if each in formats
        for name, content in make(made)
    ]


def _findings(found: StoredFindings) -> Iterator[Block]:
    yield plain(
        _(
            "This annex says how many people each finding has. It is for those who mend the records, and is no part of"
            " the annual report. A finding is a question, not a verdict. People in Category 4 are left out."
        )
    )
    if found.facts_have_changed:
        yield plain(_("Facts have changed since this check. The next check may differ."))
    yield Table(
        1,
        "data_quality_findings",
        _("Findings for %(day)s") % {"day": day(found.day)},
        _("Finding"),
        (_("People"), _("Whose it is to mend")),
        tuple(_row(found, each) for each in findings()),
    )
    yield plain(_(NOT_ASKED))


def _row(found: StoredFindings, finding: Finding) -> Row:
    count = found.counts.get(finding.name)
    people = Cell(_("Not checked")) if count is None else Cell(f"{count:,}", count)
    return Row(_(finding.title), (people, Cell(_(finding.owner))))


def _meanings() -> Iterator[Block]:
    for each in findings():
        yield Heading(3, _(each.title))
        yield Terms(
            (
                (_("Why it matters"), _(each.why)),
                (_("How to mend it"), _(each.mend)),
                (_("Source"), _(each.source)),
            )
        )


def _json(made: Report) -> bytes:
    return (json.dumps(as_data(made), indent=1, ensure_ascii=False) + "\n").encode("utf-8")


_FORMATS: Mapping[str, Callable[[Report], Iterable[tuple[str, bytes]]]] = {
    "html": lambda made: [(f"{NAME}.html", html(made))],
    "pdf": lambda made: [(f"{NAME}.pdf", pdf(made))],
    "ods": lambda made: [(f"{NAME}.ods", ods(made))],
    "csv": lambda made: [(f"csv/{name}", content) for name, content in tables_csv(made)],
    "json": lambda made: [(f"{NAME}.json", _json(made))],
}
