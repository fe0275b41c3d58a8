"""The co-ordinator has the annual report approved, and publishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from openmappa.oversight.annual_report.domain.editions import APPROVERS
from tests.journeys.visitor import Visitor

PAGE = "/reports/21/2023-24/"
EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "extract-example"


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


def publishes(visitor: Visitor) -> None:
    """Have the report that is open approved by the three agencies, and publish it."""
    for kind in APPROVERS:
        visitor.page.check(f"input[name=agency][value={kind}]")
        visitor.page.fill("#on_behalf_of", "A. Head")
        visitor.page.click("text=Record the approval")
        assert "The approval is recorded." in visitor.reads()
    visitor.page.click("text=Publish this edition")
    assert "Edition 1 is published." in visitor.reads()


def test_report_is_read_approved_by_three_agencies_and_published(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    assert visitor.opens(PAGE) == 200
    visitor.looks("annual-report")
    publishes(visitor)
    visitor.looks("annual-report-published")
    visitor.page.click("text=Revisions")
    assert "counted the same now" in visitor.reads()
    visitor.looks("annual-report-revisions")


def test_a_late_record_is_told_of_after_publication(
    visitor_apart: tuple[Visitor, Callable[..., None]], tmp_path: Path
) -> None:
    visitor, run = visitor_apart
    visitor.signs_in("co_ordinator")
    visitor.opens(PAGE)
    publishes(visitor)
    late = shutil.copytree(EXAMPLE, tmp_path / "late")
    # The numbers of the example are already those of the journeys' people, and a team's name too.
    numbers = late / "identifiers.csv"
    numbers.write_text(numbers.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    teams = late / "teams.csv"
    teams.write_text(teams.read_text("utf-8").replace("Anytown", "Latetown"), "utf-8")
    run("extracts", "load", str(late))
    run("count", "--area", "London", "--year", "2023-24")
    visitor.opens(PAGE)
    visitor.page.click("text=Revisions")
    said = visitor.reads()
    assert "counted the same now" not in said
    assert "Category 1, Level 1" in said
    assert "Records of the year came in after the count." in said
    visitor.looks("annual-report-revised")
