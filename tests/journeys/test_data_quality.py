"""From what may be wrong in the records to the person whose record it is."""

from __future__ import annotations

from tests.journeys.visitor import Visitor


def test_co_ordinator_walks_from_a_finding_to_a_person(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.page.get_by_role("link", name="Check the data quality of London").click()
    visitor.page.get_by_role("link", name="No level").click()
    assert "You may see 1 person. The check on" in visitor.reads()
    visitor.page.get_by_role("link", name="Charlie Unlevelled").click()
    assert visitor.page.locator(".moj-identity-bar").is_visible()


def test_lay_adviser_reads_counts_and_opens_none(visitor: Visitor) -> None:
    visitor.signs_in("lay_adviser")
    assert visitor.opens("/data-quality/21/") == 200
    assert visitor.page.locator("main table a").count() == 0
    visitor.page.locator("summary").click()
    assert "Do not guess" in visitor.page.inner_text("details")
    visitor.looks("data-quality-lay-adviser")
    assert visitor.opens("/data-quality/21/no_level/") == 403
