"""A system manager's pages: an account made, a role given by four eyes, an agency, a team, a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.people import SECOND_MANAGER
from tests.journeys.visitor import Visitor

NEW = "taylor@example.test"
WORDS = "umbrella teapot glacier"


@pytest.fixture
def manager(make_visitor: Callable[..., Visitor]) -> Iterator[Visitor]:
    with make_visitor() as found:
        found.signs_in("system_manager")
        yield found


@pytest.fixture
def second_manager(make_visitor: Callable[..., Visitor]) -> Iterator[Visitor]:
    with make_visitor() as found:
        found.signs_in(SECOND_MANAGER)
        yield found


def press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()


def an_account_is_made(manager: Visitor, second_visitor: Visitor) -> None:
    """Make an account; its user sets a password by the one-time link, which then no longer works."""
    page = manager.page
    manager.opens("/administration/accounts/new/")
    press(manager, "Make the account")
    manager.looks("administration-account-new-error")
    page.fill("#name", "Taylor Madeup")
    page.fill("#email", NEW)
    press(manager, "Make the account")
    link = page.inner_text(".openmappa-secret")
    manager.looks("administration-link")

    second_visitor.page.goto(link)
    second_visitor.looks("first-password")
    for field in ("#password", "#again"):
        second_visitor.page.fill(field, WORDS)
    second_visitor.page.click("main button[type=submit]")
    assert "Your password is set" in second_visitor.reads()
    second_visitor.page.goto(link)
    assert "This link does not work" in second_visitor.reads()
    second_visitor.looks("link-ended")


def signs_in_as_the_new_user(second_visitor: Visitor) -> None:
    """Sign in with the new password, the address in capitals, and look at what the role opens."""
    second_visitor.opens("/sign-in/")
    second_visitor.page.fill("#email", NEW.upper())
    second_visitor.page.fill("#password", WORDS)
    second_visitor.page.click("main button[type=submit]")
    second_visitor.page.check("#accepted")
    second_visitor.page.click("main button[type=submit]")
    second_visitor.opens("/people/")
    assert "Robin Fictitious" in second_visitor.reads()


def test_a_role_is_given_by_four_eyes(
    manager: Visitor, second_manager: Visitor, second_visitor: Visitor
) -> None:
    page = manager.page
    manager.opens("/administration/")
    manager.looks("administration-accounts")
    an_account_is_made(manager, second_visitor)
    press(manager, "Go to the account")
    page.get_by_role("link", name="Propose a role").click()
    manager.looks("administration-role")
    page.select_option("#role", "co_ordinator")
    page.select_option("#agency", label="Metropolitan Police Service (London)")
    page.fill("#reason", "Takes over from a colleague.")
    press(manager, "Propose the role")
    assert "holds once another system manager agrees" in manager.reads()
    page.get_by_role("link", name="Proposed: MAPPA co-ordinator").click()
    assert "You proposed this role" in manager.reads()
    assert page.locator("input[value=agree]").count() == 0
    manager.looks("administration-proposal-own")

    second_manager.opens("/administration/")
    second_manager.page.get_by_role("link", name="MAPPA co-ordinator for Taylor Madeup").click()
    second_manager.looks("administration-proposal")
    second_manager.page.check("input[value=agree]")
    second_manager.page.fill("#reason", "Agreed with the head of public protection.")
    press(second_manager, "Save the decision")
    assert "The role is given" in second_manager.reads()
    second_manager.looks("administration-account")

    signs_in_as_the_new_user(second_visitor)
    page.go_back()
    page.get_by_role("link", name="End a role").click()
    manager.looks("administration-role-end")
    page.check("input[name=membership]")
    page.fill("#reason", "Left the area.")
    press(manager, "End the role")
    assert "The role is ended" in manager.reads()
    second_visitor.opens("/people/")
    assert "Sign in to OpenMAPPA" in second_visitor.reads()


def test_a_condition_that_nobody_meets_stops_the_role(manager: Visitor, second_visitor: Visitor) -> None:
    page = manager.page
    manager.opens("/administration/conditions/")
    manager.looks("administration-conditions-none")
    page.select_option("#role", "lay_adviser")
    page.select_option("#kind", "data_protection:1")
    press(manager, "Add the condition")
    assert "The condition holds from today" in manager.reads()
    manager.looks("administration-conditions")
    second_visitor.signs_in("lay_adviser")
    said = second_visitor.reads()
    assert "Data protection training: none is registered." in said
    assert "your role Lay adviser in London does not hold" in said
    second_visitor.looks("home-condition-lapsed")
    assert second_visitor.opens("/figures/") == 403

    manager.opens("/administration/")
    page.get_by_role("link", name="Lee Adviser").click()
    page.get_by_role("link", name="Register vetting or training").click()
    manager.looks("administration-register")
    page.select_option("#kind", "data_protection:1")
    for name, value in (("start_date-year", "2024"), ("last_date-year", "2099")):
        page.fill(f"input[name={name}]", value)
        for part in ("day", "month"):
            page.fill(f"input[name={name.replace('year', part)}]", "1")
    press(manager, "Register")
    assert "It is registered" in manager.reads()
    assert second_visitor.opens("/figures/") == 200

    page.get_by_role("link", name="Register a home postcode").click()
    manager.looks("administration-home")
    page.get_by_label("Postcode").fill("somewhere")
    press(manager, "Register")
    assert "Enter a full postcode, like ZZ99 9ZZ" in manager.reads()
    page.get_by_label("Postcode").fill("zz99 9zz")
    press(manager, "Register")
    assert "ZZ99 9ZZ" in manager.reads()
    manager.looks("administration-account-home")
    second_visitor.opens("/account/")
    assert "ZZ99 9ZZ" in second_visitor.reads()
    second_visitor.looks("account-home-postcode")

    manager.opens("/administration/conditions/")
    page.get_by_role("button", name="End").first.click()
    assert "The condition is ended" in manager.reads()


def test_an_area_enters_an_associate_and_its_team(manager: Visitor) -> None:
    page = manager.page
    manager.opens("/administration/agencies/new/")
    page.fill("#name", "Fictitious Circles")
    page.check("input[value=associate]")
    page.select_option("#kind", "other")
    manager.looks("administration-agency-new")
    press(manager, "Enter the agency")
    manager.opens("/administration/teams/new/")
    page.fill("#name", "Fictitious volunteers")
    page.select_option("#agency", label="Fictitious Circles (London)")
    press(manager, "Enter the team")
    assert "Fictitious volunteers" in manager.reads()
    manager.looks("administration-agencies")
    page.get_by_role("button", name="End Fictitious Circles").click()
    assert "This agency has teams" in manager.reads()
    manager.looks("administration-unable")
    manager.opens("/administration/agencies/")
    page.get_by_role("button", name="End Fictitious volunteers").click()
    assert "Fictitious volunteers" not in manager.reads()


def test_nobody_else_opens_the_pages(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    assert "Accounts" not in visitor.page.locator("header a").all_inner_texts()
    for path in ("/administration/", "/administration/accounts/new/", "/administration/agencies/"):
        assert visitor.opens(path) == 403
