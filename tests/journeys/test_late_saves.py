"""Nobody's edit is lost: somebody else is faster, with and without JavaScript, and with a session that ends meanwhile."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.journeys.people import reference
from tests.journeys.test_drafts import session_ends, signs_in_again
from tests.journeys.visitor import Visitor

GIVEN = f"/people/{reference('Devon Notreal')}/access/give/"
RESTRICTED = f"/people/{reference('Frankie Madeup')}/access/restrict/"
ACCOUNTS = "/administration/"


def presses(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


def gives(visitor: Visitor, email: str, reason: str) -> None:
    visitor.page.check("input[name=to][value=user]")
    visitor.page.fill("#email", f"{email}@example.test")
    visitor.page.check("input[name=level][value='2']")
    day = timezone.localdate() + timedelta(days=30)
    for part in ("day", "month", "year"):
        visitor.page.fill(f"#until_date-{part}", str(getattr(day, part)))
    visitor.page.fill("#reason", reason)


def test_who_gives_access_later_sees_what_was_given_meanwhile(
    visitor: Visitor, second_visitor: Visitor
) -> None:
    for each in (visitor, second_visitor):
        each.signs_in("co_ordinator")
        each.opens(GIVEN)
    gives(second_visitor, "new_manager", "Takes over on Monday")
    presses(second_visitor, "Save")
    gives(visitor, "co_operating_member", "Looks for a home for him")
    presses(visitor, "Save")
    said = visitor.reads()
    assert "Somebody else has changed who may see the record" in said
    assert "Nik Manager" in said
    assert "Looks for a home for him" in said
    assert visitor.page.title().startswith("Error: ")
    assert visitor.page.input_value("#reason") == "Looks for a home for him"
    visitor.looks("access-given-too-late")
    presses(visitor, "Save")
    assert "Who may see the record is changed" in visitor.reads()
    assert "Cleo Partner" in visitor.reads()


def test_what_was_typed_outlives_the_session_and_is_compared_then_without_javascript(
    visitor_without_javascript: Visitor, second_visitor: Visitor
) -> None:
    visitor = visitor_without_javascript
    for each in (visitor, second_visitor):
        each.signs_in("co_ordinator")
        each.opens(RESTRICTED)
    second_visitor.page.fill("#reason", "He works in the building")
    presses(second_visitor, "Restrict the record")
    visitor.page.fill("#reason", "A colleague knows him well")
    session_ends(visitor)
    presses(visitor, "Restrict the record")
    signs_in_again(visitor)
    assert visitor.page.input_value("#reason") == "A colleague knows him well"
    said = visitor.reads()
    assert "It is not saved yet" in said
    assert "Somebody else has changed the restriction" in said
    assert "He works in the building" in said
    visitor.looks("restricted-too-late-without-javascript")


def test_system_manager_sees_that_another_has_proposed_a_role_meanwhile(
    visitor: Visitor, second_visitor: Visitor
) -> None:
    for each, who in ((visitor, "system_manager"), (second_visitor, "second_manager")):
        each.signs_in(who)
        each.opens(ACCOUNTS)
        with each.page.expect_navigation():
            each.page.get_by_role("link", name="Frankie Forgetful").click()
        with each.page.expect_navigation():
            each.page.get_by_role("link", name="Propose a role").click()
    for each, role in ((second_visitor, "board_member"), (visitor, "lay_adviser")):
        each.page.select_option("#role", role)
        each.page.select_option("#agency", index=1)
        each.page.fill("#reason", f"To be {role}")
        presses(each, "Propose the role")
    assert "Somebody else has changed the account" in visitor.reads()
    assert visitor.page.input_value("#reason") == "To be lay_adviser"
    visitor.looks("role-proposed-too-late")
