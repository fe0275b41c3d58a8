"""Asking for access and its answer; a record opened in an emergency and its review; who may see a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

ASKED = reference("Gray Imaginary")
OPENED = reference("Harper Placeholder")
GIVEN = reference("Blair Notreal")


def presses(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


def fills_date(visitor: Visitor, name: str, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    for part in ("day", "month", "year"):
        visitor.page.fill(f"#{name}-{part}", str(getattr(day, part)))


def test_access_is_asked_for_and_given(visitor: Visitor, second_visitor: Visitor) -> None:
    visitor.signs_in("police_offender_manager")
    visitor.opens(f"/people/{ASKED}/")
    assert "Gray" not in visitor.reads()
    visitor.looks("presence-with-ways-on")
    with visitor.page.expect_navigation():
        visitor.page.click("main a[role=button]")
    presses(visitor, "Ask for access")
    assert "Enter what you need the record for" in visitor.reads()
    visitor.looks("access-asked-with-errors")
    visitor.page.fill("#reason", "He was seen at a school in our district")
    fills_date(visitor, "wanted_until", 30)
    presses(visitor, "Ask for access")
    assert "Your request for access waits for an answer" in visitor.reads()
    visitor.looks("home-of-who-asked")

    second_visitor.signs_in("co_ordinator")
    assert "1 request for access waits" in second_visitor.reads()
    second_visitor.looks("home-of-who-answers")
    second_visitor.opens("/access-requests/")
    second_visitor.looks("access-requests")
    with second_visitor.page.expect_navigation():
        second_visitor.page.click("main table a")
    second_visitor.looks("access-request")
    second_visitor.page.check("input[name=answer][value=given]")
    second_visitor.page.check("input[name=level][value='2']")
    second_visitor.page.fill("#reason", "Agreed with the team")
    presses(second_visitor, "Save the answer")
    assert "Your answer is saved" in second_visitor.reads()

    visitor.opens("/")
    assert "You were given access to a record" in visitor.reads()
    visitor.opens(f"/people/{ASKED}/")
    assert "Gray Imaginary" in visitor.reads()
    visitor.looks("case-at-summary")


def test_record_is_opened_in_an_emergency_and_reviewed_by_somebody_else(
    visitor: Visitor, make_visitor: Callable[..., Visitor]
) -> None:
    visitor.signs_in("police_offender_manager")
    visitor.opens(f"/people/{OPENED}/")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="open the record in an emergency").click()
    visitor.looks("emergency-form")
    visitor.page.fill("#reason", "A child may be with him tonight")
    presses(visitor, "Open the record")
    assert "You opened this record in an emergency" in visitor.reads()
    assert "Harper Placeholder" in visitor.reads()
    visitor.looks("case-in-an-emergency")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="End this access now").click()
    visitor.looks("emergency-open")
    presses(visitor, "End this access now")
    assert "The record is closed again" in visitor.reads()
    visitor.opens(f"/people/{OPENED}/")
    assert "A record exists" in visitor.reads()

    with make_visitor() as reviewer:
        reviewer.signs_in("information_governance_officer")
        assert "1 emergency access to review" in reviewer.reads()
        reviewer.looks("home-of-who-reviews")
        reviewer.opens("/emergency/")
        reviewer.looks("emergencies")
        with reviewer.page.expect_navigation():
            reviewer.page.click("main table a")
        assert "Harper" not in reviewer.reads()
        reviewer.looks("emergency-review")
        reviewer.page.check("input[name=outcome][value=justified]")
        reviewer.page.fill("#review", "The duty inspector confirms it")
        presses(reviewer, "Save the review")
        assert "Justified" in reviewer.reads()


def test_co_ordinator_gives_access_and_ends_it(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(f"/people/{GIVEN}/access/give/")
    visitor.page.check("input[name=to][value=user]")
    visitor.page.fill("#email", "co_operating_member@example.test")
    visitor.page.check("input[name=level][value='2']")
    fills_date(visitor, "until_date", 60)
    visitor.page.fill("#reason", "Finds him a home")
    visitor.looks("access-given-form")
    presses(visitor, "Save")
    assert "Cleo Partner" in visitor.reads()
    visitor.looks("who-may-see")
    visitor.opens(f"/people/{GIVEN}/access/end/")
    visitor.page.check("input[name=sight]")
    visitor.page.fill("#reason", "He has a home")
    visitor.looks("access-ended-form")
    presses(visitor, "End access")
    assert "Access that has ended" in visitor.reads()
    visitor.opens(f"/people/{GIVEN}/access/restrict/")
    visitor.looks("restrict-form")


def test_withheld_are_told_in_a_search_by_name(visitor: Visitor) -> None:
    visitor.signs_in("police_offender_manager")
    visitor.opens("/search/")
    visitor.page.fill("#name", "Charlie Unlevelled")
    presses(visitor, "Search")
    assert "Some people with a name like this" in visitor.reads()
    visitor.looks("search-withheld")


def test_analyst_reads_rows_without_identity(visitor: Visitor) -> None:
    visitor.signs_in("analyst")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="Read de-identified rows of London").click()
    visitor.looks("de-identified-rows")
