"""The report as a tagged PDF (PDF/UA-1), by typst."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path

import typst

from openmappa.oversight.document.domain.blocks import Report, as_data

FONT_PACKAGE = "font_source_sans_pro"


def pdf(report: Report) -> bytes:
    """Return the report as PDF with title, language, headings, and tables with their headers.

    The document goes in as data, so that no text in it can be taken for the layout's language.
    """
    with as_file(files("openmappa.oversight.document") / "templates/document/report.typ") as layout:
        made = typst.compile(
            layout,
            format="pdf",
            font_paths=[fonts()],
            ignore_system_fonts=True,
            pdf_standards="ua-1",
            timestamp=datetime.combine(date.fromisoformat(report.date), time(), UTC),
            sys_inputs={"report": json.dumps(as_data(report))},
        )
    return bytes(made)


def fonts() -> Path:
    """Return the folder of the sans-serif font (SIL Open Font License)."""
    found = find_spec(FONT_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(FONT_PACKAGE)
    return Path(found.submodule_search_locations[0]) / "files"
