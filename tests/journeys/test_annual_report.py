"""The co-ordinator has the annual report approved, and publishes it."""

from __future__ import annotations

from openmappa.oversight.annual_report.domain.editions import APPROVERS
from tests.journeys.visitor import Visitor

PAGE = "/reports/21/2023-24/"


def test_report_is_read_approved_by_three_agencies_and_published(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    assert visitor.opens(PAGE) == 200
    visitor.looks("annual-report")
    for kind in APPROVERS:
        visitor.page.check(f"input[name=agency][value={kind}]")
        visitor.page.fill("#on_behalf_of", "A. Head")
        visitor.page.click("text=Record the approval")
        assert "The approval is recorded." in visitor.reads()
    visitor.page.click("text=Publish this edition")
    assert "Edition 1 is published." in visitor.reads()
    visitor.looks("annual-report-published")
    visitor.page.click("text=Revisions")
    assert "counted the same now" in visitor.reads()
    visitor.looks("annual-report-revisions")
