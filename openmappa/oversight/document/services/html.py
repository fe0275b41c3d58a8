"""The report as one page that needs nothing beside it."""

from __future__ import annotations

from django.template.loader import render_to_string

from openmappa.oversight.document.domain.blocks import Report


def html(report: Report) -> bytes:
    """Return the page: its style and charts are inside it, and it runs nothing."""
    return render_to_string("document/report.jinja", {"report": report}).encode("utf-8")
