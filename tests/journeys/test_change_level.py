"""Changing a level: by keyboard alone, without JavaScript, and when somebody else was faster."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.people import START, reference
from tests.journeys.visitor import Visitor

CATEGORY_3 = reference("Morgan Seriously-Fictitious")
LEVEL_1 = "input[name=level][value='1']"
LEVEL_2 = "input[name=level][value='2']"
LEVEL_3 = "input[name=level][value='3']"


def form_of(name: str) -> str:
    return f"/people/{reference(name)}/level/change/"


def fills_in(visitor: Visitor, level: str, reason: str) -> None:
    visitor.page.check(level)
    visitor.page.fill("#reason", reason)


def saves(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Save the new level").click()


def test_co_ordinator_changes_a_level_by_keyboard_alone(visitor: Visitor) -> None:
    visitor.opens("/sign-in/")
    visitor.tabs_to("#email")
    visitor.page.keyboard.type("co_ordinator@example.test")
    visitor.tabs_to("#password")
    visitor.page.keyboard.type("a password for journeys")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    visitor.tabs_to("a[href='/people/']")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    visitor.tabs_to(f"a[href='/people/{reference('Avery Imaginary')}/']")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    visitor.tabs_to(f"a[href='/people/{reference('Avery Imaginary')}/standing/']")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    visitor.tabs_to(f"a[href='{form_of('Avery Imaginary')}']")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    visitor.tabs_to(LEVEL_1)
    visitor.presses("ArrowDown", "ArrowDown")
    visitor.tabs_to("#reason")
    visitor.page.keyboard.type("Decided by keyboard")
    visitor.tabs_to("main button[type=submit]")
    with visitor.page.expect_navigation():
        visitor.presses("Enter")
    assert "The level is now Level 3" in visitor.reads()
    assert "Decided by keyboard" in visitor.reads()
    visitor.looks("level-changed")


def test_a_level_is_changed_without_javascript(visitor_without_javascript: Visitor) -> None:
    visitor = visitor_without_javascript
    visitor.signs_in("co_ordinator")
    visitor.opens(form_of("Ellis Invented"))
    fills_in(visitor, LEVEL_3, "Decided without scripts")
    saves(visitor)
    assert "The level is now Level 3" in visitor.reads()
    visitor.looks("level-changed-without-javascript")


def test_category_3_at_level_1_is_refused_in_words(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    visitor.opens(f"/people/{CATEGORY_3}/level/change/")
    fills_in(visitor, LEVEL_1, "To be refused")
    saves(visitor)
    assert "A Category 3 person cannot be managed at Level 1" in visitor.reads()
    assert visitor.page.input_value("#reason") == "To be refused"
    assert visitor.page.title().startswith("Error: ")
    visitor.looks("level-refused")


def test_who_was_slower_sees_both_versions_and_keeps_what_was_typed(
    visitor: Visitor, second_visitor: Visitor
) -> None:
    for each in (visitor, second_visitor):
        each.signs_in("co_ordinator")
        each.opens(form_of("Casey Madeup"))
    fills_in(visitor, LEVEL_3, "The faster one")
    earlier = START + timedelta(days=100)
    for part, value in zip(("day", "month", "year"), (earlier.day, earlier.month, earlier.year), strict=True):
        visitor.page.fill(f"#start_date-{part}", str(value))
    saves(visitor)
    assert "The level is now Level 3" in visitor.reads()

    fills_in(second_visitor, LEVEL_1, "The slower one")
    saves(second_visitor)
    said = second_visitor.reads()
    assert "Somebody else has changed the level" in said
    assert "The faster one" in said
    assert "Level 2: active multi-agency management" in said
    assert second_visitor.page.input_value("#reason") == "The slower one"
    second_visitor.looks("level-stale")

    saves(second_visitor)
    assert "The level is now Level 1" in second_visitor.reads()
