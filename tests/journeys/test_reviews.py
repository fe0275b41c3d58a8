"""A review of indefinite notification, from the application to the revocation, which the next run counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

CASEY = f"/people/{reference('Casey Placeholder')}/review-of-notification/"
ROBIN = f"/people/{reference('Robin Fictitious')}/review-of-notification/"
FACTORS = 13
NEXT = "main a.govuk-button"


def year_of(day: date) -> str:
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def saves(visitor: Visitor, button: str = "Save") -> None:
    visitor.page.get_by_role("button", name=button, exact=True).click()
    assert "Success" in visitor.reads()


def goes_on(visitor: Visitor, step: str) -> None:
    assert visitor.page.inner_text(NEXT).strip() == step
    visitor.page.click(NEXT)


def finds_something_of_each_factor(visitor: Visitor) -> None:
    fields = visitor.page.locator("main textarea")
    assert fields.count() == FACTORS
    for number in range(FACTORS):
        fields.nth(number).fill("Nothing of note")


def test_review_by_keyboard_and_mouse_to_a_revocation_that_the_next_run_counts(
    visitor_apart: tuple[Visitor, Callable[..., None]],
) -> None:
    visitor, run = visitor_apart
    year = year_of(timezone.localdate())
    visitor.signs_in("police_offender_manager")
    visitor.opens("/reviews/")
    assert "No review waits for a step" in visitor.reads()
    visitor.opens(CASEY)
    visitor.looks("review-before")
    _receives_by_keyboard(visitor)
    assert "Not decided" in visitor.reads()
    goes_on(visitor, "Decide whether the application is valid")
    visitor.page.check("input[name=validity][value=valid]")
    visitor.page.fill("#reason", "The paper file of 2010 shows the first notification")
    visitor.looks("review-validity")
    saves(visitor)
    goes_on(visitor, "Record the acknowledgement")
    saves(visitor)
    goes_on(visitor, "Record that the responsible bodies were notified")
    visitor.page.check("input[name=agencies] >> nth=0")
    visitor.looks("review-bodies")
    saves(visitor)
    goes_on(visitor, "Record the answer of a body")
    visitor.page.check("input[name=body] >> nth=0")
    visitor.page.fill("#answer", "Nothing is known that speaks against it")
    saves(visitor)
    goes_on(visitor, "Record the assessment")
    finds_something_of_each_factor(visitor)
    visitor.looks("review-assess")
    saves(visitor)
    assert "waits for a determination, by a police officer of the rank of Superintendent" in visitor.reads()
    visitor.looks("review-assessed")
    visitor.opens("/reviews/")
    visitor.looks("review-list")
    _determines(visitor)
    run("count", "--area", "London", "--year", year)
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.signs_in("co_ordinator")
    visitor.opens(f"/figures/21/{year}/notification-revoked/all/all/")
    visitor.looks("review-counted")
    assert "Casey Placeholder" in visitor.reads()


def _receives_by_keyboard(visitor: Visitor) -> None:
    visitor.tabs_to(NEXT)
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    visitor.looks("review-receive")
    visitor.tabs_to("#received_date-day")
    visitor.tabs_to("input[name=way][value=post]")
    visitor.presses("Space")
    visitor.tabs_to("main form[novalidate] button[type=submit]")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    assert "The application is recorded" in visitor.reads()


def _determines(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.signs_in("police_superintendent")
    visitor.opens("/reviews/")
    visitor.page.click("text=Casey Placeholder")
    goes_on(visitor, "Determine the application")
    visitor.page.check("input[name=decision][value=no_longer_subject]")
    visitor.page.check("input[name=rank][value=chief_superintendent]")
    visitor.looks("review-determine")
    visitor.page.get_by_role("button", name="Determine", exact=True).click()
    assert "Enter the reasons" in visitor.reads()
    visitor.looks("review-determine-error")
    visitor.page.fill("#reasons", "Fifteen years without an offence; the risk has fallen")
    saves(visitor, "Determine")
    visitor.looks("review-determined")
    visitor.page.click("text=Letter to the person")
    visitor.looks("review-letter")
    visitor.page.emulate_media(media="print")
    letter = visitor.page.inner_text("body")
    visitor.page.emulate_media(media="screen")
    assert "you are no longer subject to the indefinite notification requirements" in letter
    assert "Category 1" not in letter


def test_application_of_somebody_under_an_order_is_kept_as_invalid_without_javascript(
    visitor_without_javascript: Visitor,
) -> None:
    visitor = visitor_without_javascript
    visitor.signs_in("police_offender_manager")
    visitor.opens(ROBIN)
    assert "The person may not apply" in visitor.reads()
    goes_on(visitor, "Record an application")
    visitor.page.check("input[name=way][value=email]")
    saves(visitor)
    said = visitor.reads()
    assert "Invalid" in said
    assert "not subject to the requirements for an indefinite period" in said
    visitor.looks("review-invalid")
