"""The co-ordinator has the annual report approved, and publishes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

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


FOREWORD = """# Safer together

We thank **everybody** who keeps London safe.

- the police
- the Probation Service

=SUM(1) <b>and</b> <https://www.example.org/>
"""


def writes(visitor: Visitor, text: str) -> None:
    """Fill in the form of a chapter."""
    visitor.page.fill("#markdown", text)
    visitor.page.fill("#author", "A. Chair")
    visitor.page.select_option("#agency", label="Probation Service, London region")


def test_chapter_is_written_approved_published_and_stays_in_its_edition(
    visitor_apart: tuple[Visitor, Callable[..., None]], browser: Browser, tmp_path: Path
) -> None:
    visitor, run = visitor_apart
    visitor.signs_in("co_ordinator")
    visitor.opens(PAGE)
    visitor.page.click("text=Chapters that the area writes")
    visitor.looks("annual-report-chapters")
    visitor.page.click("tr:has-text('Foreword') >> text=Write")
    visitor.page.click("text=Save this version")
    assert "Enter who wrote the chapter" in visitor.reads()
    visitor.looks("annual-report-chapter-mistakes")
    writes(visitor, FOREWORD)
    visitor.page.click("button:text-is('Preview')")
    assert "Nothing is saved yet" in visitor.reads()
    assert "=SUM(1) <b>and</b>" in visitor.reads()
    visitor.looks("annual-report-chapter-preview")
    other = beside(visitor, browser)
    with other:
        other.opens(f"{PAGE}chapters/foreword/1/write/")
        writes(other, "The words of somebody else.")
        other.page.click("text=Save this version")
    visitor.page.click("text=Save this version")
    assert "Somebody else has changed the chapter" in visitor.reads()
    assert "The words of somebody else." in visitor.reads()
    visitor.looks("annual-report-chapter-stale")
    visitor.page.click("text=Save this version")
    assert "Version 2 is saved." in visitor.reads()
    visitor.looks("annual-report-chapter-saved")
    visitor.page.click("text=Sign out")
    visitor.signs_in("board_member")
    visitor.opens(f"{PAGE}chapters/")
    visitor.page.click("text=Version 2")
    visitor.page.click("button:text-is('Approve this version')")
    assert "Approved by Kim Board" in visitor.reads()
    visitor.looks("annual-report-chapter-approved")
    visitor.page.click("text=Sign out")
    visitor.signs_in("co_ordinator")
    visitor.opens(PAGE)
    assert "Safer together" in visitor.reads()
    publishes(visitor)
    visitor.page.click("main table >> text=Edition 1")
    assert "Safer together" in visitor.reads()
    visitor.looks("annual-report-edition")
    run("report", "--edition", "1", "--out", str(tmp_path / "edition"))
    page = (tmp_path / "edition" / "report.html").read_text("utf-8")
    assert "Safer together" in page
    assert visitor.page.inner_text("dd:below(:text('Digest of the document'))").strip() in page


def beside(visitor: Visitor, browser: Browser) -> Visitor:
    """Return the same user in another window."""
    made = Visitor(browser, visitor.address, axe=visitor.axe, screenshots=visitor.screenshots)
    made.signs_in("co_ordinator")
    return made


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
