"""From what may be wrong in the records to the person whose record it is."""

from __future__ import annotations

from django.utils import timezone

from tests.journeys.visitor import Visitor


def test_co_ordinator_walks_from_a_finding_to_a_person(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.page.get_by_role("link", name="Check the data quality of London").click()
    visitor.page.get_by_role("link", name="No level").click()
    assert "You may see 1 person. The check on" in visitor.reads()
    visitor.page.get_by_role("link", name="Charlie Unlevelled").click()
    assert visitor.page.locator(".moj-identity-bar").is_visible()


def test_co_ordinator_reads_why_a_category_is_not_the_one_that_follows(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    assert visitor.opens("/data-quality/21/") == 200
    visitor.page.get_by_role("link", name="Recorded category is not the one that follows").click()
    said = visitor.reads()
    assert "Recorded: Category 1." in said
    assert f"By law, as at {timezone.localdate():%-d %B %Y}: not eligible." in said
    visitor.looks("data-quality-category-differs")


def test_lay_adviser_reads_counts_and_opens_none(visitor: Visitor) -> None:
    visitor.signs_in("lay_adviser")
    assert visitor.opens("/data-quality/21/") == 200
    assert visitor.page.locator("main table a").count() == 0
    visitor.page.locator("summary").click()
    assert "Do not guess" in visitor.page.inner_text("details")
    visitor.looks("data-quality-lay-adviser")
    assert visitor.opens("/data-quality/21/no_level/") == 403
