"""The formats of a report, each made from the same source and document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from openmappa.oversight.document.domain.blocks import Report
from openmappa.oversight.document.services.html import html
from openmappa.oversight.document.services.ods import ods
from openmappa.oversight.document.services.pdf import pdf
from openmappa.oversight.document.services.tables_csv import tables_csv

Files = Iterable[tuple[str, bytes]]

OF_DOCUMENT: Mapping[str, Callable[[Report], Files]] = {
    "html": lambda made: [("report.html", html(made))],
    "pdf": lambda made: [("report.pdf", pdf(made))],
    "ods": lambda made: [("report.ods", ods(made))],
    "csv": lambda made: ((f"csv/{name}", content) for name, content in tables_csv(made)),
}
"""What is made of the document alone. JSON holds the figures too."""
