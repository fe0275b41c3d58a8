"""The report as one page that needs nothing beside it."""

from __future__ import annotations

from django.template.loader import render_to_string

from openmappa.oversight.annual_report.domain.blocks import Report


def html(report: Report) -> bytes:
    """Return the page: its style and charts are inside it, and it runs nothing."""
    return render_to_string("annual_report/report.jinja", {"report": report}).encode("utf-8")
