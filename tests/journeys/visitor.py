"""Somebody in front of a browser, who looks at each page as a reader of any ability would."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from tests.journeys.people import PASSWORD

DESKTOP, PHONE = 1280, 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor:
    """A browser window with its cookies, and what its console said."""

    def __init__(
        self, browser: Browser, address: str, *, axe: str, screenshots: Path, javascript: bool = True
    ) -> None:
        self.address, self.axe, self.screenshots = address, axe, screenshots
        self.javascript = javascript
        self.context = browser.new_context(
            java_script_enabled=javascript, viewport={"width": DESKTOP, "height": 900}, bypass_csp=False
        )
        self._page = self.context.new_page()
        self._page.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self._page.on("console", self._heard)
        self._page.on("pageerror", lambda problem: self.complaints.append(str(problem)))

    @property
    def page(self) -> Page:
        """The page, once all of it is there: a click returns before the page that it leads to is read."""
        self._page.wait_for_load_state()
        return self._page

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.context.close()
        if kind is None:
            assert self.complaints == [], f"the browser's console complained: {self.complaints}"

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that refuses answers 403 or 404, which the console reports of the page itself.
        if message.type in ("error", "warning") and "status of 40" not in message.text:
            self.complaints.append(message.text)

    def signs_in(self, role: str, *, password: str = PASSWORD) -> None:
        """Sign in with the role's account."""
        self.opens("/sign-in/")
        self.page.fill("#email", f"{role}@example.test")
        self.page.fill("#password", password)
        self.page.click("main button[type=submit]")

    def opens(self, path: str) -> int:
        """Go to an address; return the status of the answer."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    def reads(self) -> str:
        """Return what the page says."""
        return self.page.inner_text("body")

    def looks(self, name: str) -> None:
        """Check the page at both widths, and keep a picture of each."""
        for width, label in ((PHONE, "phone"), (DESKTOP, "desktop")):
            self.page.set_viewport_size({"width": width, "height": 900})
            assert self._overflow() <= 0, f"{name} is wider than a screen of {width} pixels"
            self._check(f"{name} at {width} pixels")
            self.screenshots.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=self.screenshots / f"{name}-{label}.png", full_page=True)

    def presses(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tabs_to(self, selector: str, *, most: int = 80) -> None:
        """Press Tab until the element has the focus, as somebody without a mouse would."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            try:
                if self.page.eval_on_selector(selector, "each => each === document.activeElement"):
                    return
            except Error as problem:
                raise AssertionError(f"{selector} is not on the page") from problem
        raise AssertionError(f"{selector} cannot be reached with the Tab key")

    def _overflow(self) -> int:
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def _check(self, what: str) -> None:
        if not self.javascript:
            return
        # Evaluated by the browser's debugger, so the page's own policy on scripts stays as it is.
        self.page.evaluate(self.axe)
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})"
            ".then(done => done.violations.map(each => each.id + ': ' + each.nodes.map(n => n.html).join(' | ')))",
            RULES,
        )
        assert found == [], f"{what}: {found}"
