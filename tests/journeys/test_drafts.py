"""Nothing that was typed is lost: the session ends meanwhile, with and without JavaScript; autosave; discard."""

from __future__ import annotations

from tests.journeys.people import reference
from tests.journeys.visitor import Visitor

FORM = f"/people/{reference('Robin Fictitious')}/level/change/"
SAVE = "Save the new level"


def types(visitor: Visitor, reason: str) -> None:
    visitor.opens(FORM)
    visitor.page.check("input[name=level][value='3']")
    visitor.page.fill("#reason", reason)


def session_ends(visitor: Visitor) -> None:
    """Lose the session's cookie alone, as when its time is over."""
    visitor.context.clear_cookies(name="sessionid")


def signs_in_again(visitor: Visitor, role: str = "co_ordinator") -> None:
    visitor.page.fill("#email", f"{role}@example.test")
    visitor.page.fill("#password", "a password for journeys")
    visitor.page.click("main button[type=submit]")


def test_session_ends_while_typing_and_the_text_is_there_after_signing_in(
    visitor_without_javascript: Visitor,
) -> None:
    visitor = visitor_without_javascript
    visitor.signs_in("co_ordinator")
    types(visitor, "A long reason, typed while the session ended")
    session_ends(visitor)
    visitor.page.get_by_role("button", name=SAVE).click()
    assert "What you typed is kept for you" in visitor.reads()
    assert "A long reason" not in visitor.page.url
    signs_in_again(visitor)
    assert visitor.page.input_value("#reason") == "A long reason, typed while the session ended"
    assert visitor.page.is_checked("input[name=level][value='3']")
    assert "It is not saved yet" in visitor.reads()
    visitor.looks("draft-in-use-without-javascript")
    visitor.page.get_by_role("button", name="Discard the draft").click()
    assert visitor.page.input_value("#reason") == ""


def test_somebody_else_who_signs_in_at_the_machine_sees_nothing_of_it(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    types(visitor, "Not for the next at this machine")
    session_ends(visitor)
    visitor.page.get_by_role("button", name=SAVE).click()
    visitor.looks("sign-in-with-kept-draft")
    signs_in_again(visitor, "police_offender_manager")
    assert "Not for the next" not in visitor.page.content()
    assert "unsaved draft" not in visitor.reads()


def test_what_is_typed_is_kept_as_it_is_typed_and_nowhere_in_the_browser(visitor: Visitor) -> None:
    visitor.signs_in("co_ordinator")
    types(visitor, "Kept while typing")
    visitor.page.get_by_text("Draft kept at").wait_for()
    visitor.looks("draft-kept")
    assert visitor.page.evaluate("localStorage.length + sessionStorage.length") == 0
    visitor.opens(FORM)
    assert "You have an unsaved draft from" in visitor.reads()
    assert visitor.page.input_value("#reason") == ""
    visitor.looks("draft-offered")
    visitor.page.get_by_role("link", name="Use the draft").click()
    assert visitor.page.input_value("#reason") == "Kept while typing"
    visitor.page.fill("#reason", "Kept while typing, and more")
    session_ends(visitor)
    visitor.page.type("#reason", ".")
    visitor.page.get_by_text("Your session has ended").wait_for()
    visitor.page.get_by_role("button", name=SAVE).click()
    signs_in_again(visitor)
    assert visitor.page.input_value("#reason") == "Kept while typing, and more."
    visitor.page.get_by_role("button", name="Discard the draft").click()
    assert "unsaved draft" not in visitor.reads()
