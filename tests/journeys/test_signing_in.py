"""Coming in: a second factor set up and used, terms accepted, lock-out, sessions ended."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from tests.journeys.conftest import AXE, SCREENSHOTS, installation
from tests.journeys.people import FORGETFUL, NEWCOMER, PASSWORD
from tests.journeys.visitor import Visitor
from tests.serving import serving


@pytest.fixture(scope="module")
def strict_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an installation that asks for a second factor, under a name that security keys accept."""
    with installation("strict", tmp_path_factory.mktemp("strict")) as environment:
        environment["OPENMAPPA_DEMONSTRATION_SECOND_FACTOR"] = "true"
        with serving(environment) as found:
            yield found.replace("127.0.0.1", "localhost")


@pytest.fixture
def strict_visitor(chromium: str, browser: Browser, strict_address: str) -> Iterator[Visitor]:
    with Visitor(browser, strict_address, axe=AXE.read_text(), screenshots=SCREENSHOTS) as found:
        yield found


@pytest.fixture
def strict_without_javascript(chromium: str, browser: Browser, strict_address: str) -> Iterator[Visitor]:
    with Visitor(
        browser, strict_address, axe=AXE.read_text(), screenshots=SCREENSHOTS, javascript=False
    ) as found:
        yield found


def code_for(secret: str, *, steps: int = 0) -> str:
    """Return the code that an app shows now, or so many steps of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30 + steps))


def test_co_ordinator_sets_up_an_app_and_signs_in_with_it(strict_visitor: Visitor) -> None:
    visitor = strict_visitor
    visitor.signs_in("co_ordinator")
    assert "Set up a second factor" in visitor.reads()
    visitor.looks("second-factor-choose")
    assert visitor.opens("/people/") == 200
    assert "Sign in to OpenMAPPA" in visitor.reads(), "half a sign-in opens nothing"
    visitor.opens("/second-factor/app/")
    secret = visitor.page.inner_text(".openmappa-secret")
    visitor.looks("second-factor-app")
    visitor.page.fill("#code", "000000")
    visitor.page.click("main button[type=submit]")
    assert "The code is wrong" in visitor.reads()
    visitor.looks("second-factor-app-error")
    visitor.page.fill("#code", code_for(secret))
    visitor.page.click("main button[type=submit]")
    codes = visitor.page.locator(".openmappa-codes li").all_inner_texts()
    assert len(codes) == 10
    visitor.looks("recovery-codes")
    visitor.page.get_by_role("button", name="Continue").click()
    assert "What you can do" in visitor.reads()
    visitor.opens("/second-factor/recovery-codes/")
    assert codes[0] not in visitor.reads(), "recovery codes are shown once"
    visitor.page.get_by_role("button", name="Sign out").click()

    visitor.signs_in("co_ordinator")
    assert "Confirm that it is you" in visitor.reads()
    visitor.looks("second-factor")
    answer = code_for(secret, steps=1)
    visitor.page.fill("#code", answer)
    visitor.page.click("main button[type=submit]")
    assert "What you can do" in visitor.reads()
    visitor.page.get_by_role("button", name="Sign out").click()

    visitor.signs_in("co_ordinator")
    visitor.page.fill("#code", answer)
    visitor.page.click("main button[type=submit]")
    assert "The code is wrong or was used before" in visitor.reads()
    visitor.looks("second-factor-error")
    visitor.page.fill("#code", codes[3])
    visitor.page.click("main button[type=submit]")
    assert "What you can do" in visitor.reads()


def test_app_is_set_up_without_javascript(strict_without_javascript: Visitor) -> None:
    visitor = strict_without_javascript
    visitor.signs_in("board_member")
    assert "What you can do" in visitor.reads(), "a role that sees nobody needs no second factor"
    visitor.page.get_by_role("button", name="Sign out").click()
    visitor.signs_in("new_manager")
    visitor.page.get_by_role("link", name="Authenticator app").click()
    visitor.page.fill("#code", code_for(visitor.page.inner_text(".openmappa-secret")))
    visitor.page.click("main button[type=submit]")
    assert visitor.page.locator(".openmappa-codes li").count() == 10


def test_system_manager_sets_up_a_security_key_and_signs_in_with_it(strict_visitor: Visitor) -> None:
    visitor = strict_visitor
    browser = visitor.context.new_cdp_session(visitor.page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    visitor.signs_in("system_manager")
    visitor.page.get_by_role("link", name="Security key").click()
    visitor.looks("security-key-add")
    visitor.page.fill("#name", "Blue key")
    visitor.page.get_by_role("button", name="Set up the key").click()
    visitor.page.wait_for_url("**/recovery-codes/")
    visitor.page.get_by_role("button", name="Continue").click()
    assert "Look after accounts" in visitor.reads()
    visitor.opens("/account/")
    assert "Blue key" in visitor.reads()
    visitor.looks("account")
    visitor.page.get_by_role("button", name="Sign out").click()

    visitor.signs_in("system_manager")
    visitor.looks("second-factor-key")
    visitor.page.get_by_role("button", name="Use my security key").click()
    visitor.page.wait_for_selector("text=Look after accounts")


def test_nothing_opens_before_the_terms_are_accepted(visitor: Visitor) -> None:
    visitor.signs_in(NEWCOMER)
    assert "Confidentiality statement" in visitor.reads()
    visitor.looks("terms")
    visitor.opens("/people/")
    assert "Confidentiality statement" in visitor.reads()
    visitor.page.click("main button[type=submit]")
    assert "Confirm that you accept" in visitor.reads()
    visitor.looks("terms-error")
    visitor.page.check("#accepted")
    visitor.page.click("main button[type=submit]")
    assert visitor.opens("/") == 200
    assert "You hold no role today" in visitor.reads()


def test_too_many_failures_lock_out_alike(visitor: Visitor) -> None:
    """Under an account that exists and one that does not, with the right password after it too."""
    said = []
    for who in (FORGETFUL, "nobody-at-all"):
        for _ in range(5):
            visitor.signs_in(who, password="not the password")
        said.append(visitor.page.inner_text("main"))
    assert said[0] == said[1]
    assert "Too many failed sign-ins" in said[0]
    visitor.looks("locked-out")
    visitor.signs_in(FORGETFUL)
    assert "Too many failed sign-ins" in visitor.reads()


def test_own_sessions_are_listed_and_ended(visitor: Visitor, second_visitor: Visitor) -> None:
    for each in (visitor, second_visitor):
        each.signs_in("national_statistician")
    visitor.opens("/account/")
    assert "You are signed in more than once" in visitor.reads()
    assert re.search(r"(Chrome|Chromium) on Linux", visitor.reads())
    visitor.looks("account-sessions")
    visitor.page.get_by_role("button", name="End this session").first.click()
    assert "The session is ended" in visitor.reads()
    second_visitor.opens("/figures/")
    assert "Sign in to OpenMAPPA" in second_visitor.reads()


def test_a_changed_password_ends_other_sessions(visitor: Visitor, second_visitor: Visitor) -> None:
    for each in (visitor, second_visitor):
        each.signs_in("board_member")
    visitor.opens("/account/password/")
    visitor.page.fill("#present", PASSWORD)
    visitor.page.fill("#password", "short")
    visitor.page.fill("#again", "short")
    visitor.page.click("main button[type=submit]")
    assert "This password is too short" in visitor.reads()
    visitor.looks("password-error")
    for field, typed in (("#present", PASSWORD), ("#password", PASSWORD), ("#again", PASSWORD)):
        visitor.page.fill(field, typed)
    visitor.page.click("main button[type=submit]")
    assert "Your password is changed" in visitor.reads()
    second_visitor.opens("/figures/")
    assert "Sign in to OpenMAPPA" in second_visitor.reads()
