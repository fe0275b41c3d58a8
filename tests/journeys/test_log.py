"""Who has looked, on the case file; and the review of looking that was unusual."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

ROBIN = reference("Robin Fictitious")


def test_co_ordinator_sees_who_has_looked(visitor: Visitor, second_visitor: Visitor) -> None:
    second_visitor.signs_in("police_offender_manager")
    second_visitor.opens(f"/people/{ROBIN}/custody/")
    visitor.signs_in("co_ordinator")
    visitor.opens(f"/people/{ROBIN}/")
    visitor.page.get_by_role("link", name="Who has looked").click()
    said = visitor.reads()
    assert "Jo Manager, Police offender manager" in said
    assert "Case file opened: custody" in said
    assert "to assess and manage risk under the arrangements" in said
    visitor.looks("who-has-looked")


def test_offender_manager_does_not_see_who_has_looked(visitor: Visitor) -> None:
    visitor.signs_in("police_offender_manager")
    visitor.opens(f"/people/{ROBIN}/")
    assert visitor.page.get_by_role("link", name="Who has looked").count() == 0
    assert visitor.opens(f"/people/{ROBIN}/who-has-looked/") == 403


def test_governance_officer_reviews_unusual_looking(
    visitor: Visitor, second_visitor: Visitor, make_visitor: Callable[..., Visitor]
) -> None:
    with make_visitor() as manager:
        manager.signs_in("system_manager")
        manager.opens("/administration/")
        manager.page.get_by_role("link", name="Pat Coordinator").click()
        manager.page.get_by_role("link", name="Register a home postcode").click()
        manager.page.get_by_label("Postcode").fill("zz991zz")
        manager.page.get_by_role("button", name="Register").click()
    second_visitor.signs_in("co_ordinator")
    second_visitor.opens(f"/people/{ROBIN}/")
    # Refused five times: an address of a record that is not there.
    for number in range(5):
        assert second_visitor.opens(f"/people/00000000-0000-4000-8000-00000000000{number}/") == 404
    second_visitor.opens("/search/")
    second_visitor.page.get_by_label("Name").fill("Coordinator")
    second_visitor.page.get_by_role("button", name="Search").click()
    visitor.signs_in("information_governance_officer")
    visitor.page.get_by_role("link", name="Review unusual looking").click()
    assert "Own family name searched for or opened" in visitor.reads()
    listed = visitor.page.get_by_role(
        "region", name="Own home postcode: record of somebody there opened: to review"
    )
    assert "Pat Coordinator" in listed.inner_text()
    assert "ZZ99 1ZZ" not in visitor.reads()
    visitor.looks("unusual-looking")
    visitor.page.get_by_role("link", name="Review Pat Coordinator").last.click()
    visitor.looks("unusual-looking-to-review")
    visitor.page.get_by_role("button", name="Record the review").click()
    assert "Select what the review came to" in visitor.reads()
    assert "Enter what you found out" in visitor.reads()
    visitor.looks("unusual-looking-errors")
    visitor.page.get_by_label("Explained by the person who looked").check()
    visitor.page.get_by_label("What did you find out?").fill("The co-ordinator tested old links.")
    visitor.page.get_by_role("button", name="Record the review").click()
    assert "The review is recorded." in visitor.reads()


def test_governance_officer_reads_the_log_of_a_reference(visitor_without_javascript: Visitor) -> None:
    visitor = visitor_without_javascript
    visitor.signs_in("information_governance_officer")
    assert visitor.opens(f"/people/{ROBIN}/") == 404
    visitor.opens("/log/")
    visitor.page.get_by_label("Reference of the record").fill("Robin")
    visitor.page.get_by_role("button", name="Read its log").click()
    assert "Enter a reference" in visitor.reads()
    visitor.page.get_by_label("Reference of the record").fill(str(ROBIN))
    visitor.page.get_by_role("button", name="Read its log").click()
    assert "Robin Fictitious" not in visitor.page.inner_text("body")
    assert "Whose record it is, you are not shown" in visitor.reads()
    visitor.looks("log-of-a-record")
