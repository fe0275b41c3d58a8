"""The co-ordinator has the annual report approved, and publishes it."""

from __future__ import annotations

from openmappa.oversight.annual_report.domain.editions import APPROVERS
from tests.journeys.visitor import Visitor

PAGE = "/reports/21/2023-24/"


def test_home_and_the_figures_lead_to_the_report(visitor: Visitor) -> None:
    visitor.signs_in("board_member")
    visitor.page.click("main a:text-matches('^Annual report of')")
    assert visitor.page.url.endswith(PAGE)
    assert visitor.opens("/figures/21/2023-24/") == 200
    visitor.looks("figures-with-report")
    visitor.page.click("text=Annual report from these figures")
    assert visitor.page.url.endswith(PAGE)


def test_who_reads_no_figures_is_led_to_no_report(visitor: Visitor) -> None:
    visitor.signs_in("police_offender_manager")
    assert "Annual report" not in visitor.reads()


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
