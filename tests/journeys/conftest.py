"""A real server in the real web role, a real browser, and a check of every page that it opens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.databases import FILLED, MIGRATED, copied, drop, environment_of
from tests.journeys.visitor import Visitor
from tests.server import ADDRESS
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SCREENSHOTS = ROOT / "build" / "screenshots"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

# The browser's own event loop makes Django believe that other tests of this process run inside one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as a journey."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return where Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("Chromium is missing. On Debian or Ubuntu: sudo apt install chromium")
    if not AXE.exists():
        pytest.skip("axe-core is missing. Run: python3 run.py test")
    return found


@pytest.fixture(scope="session")
def address(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a database of its own, filled with the fixture's people, and return where."""
    with installation("all", tmp_path_factory.mktemp("home")) as environment, serving(environment) as found:
        yield found


@contextmanager
def installation(word: str, home: Path, *, filled: bool = True) -> Iterator[dict[str, str]]:
    """Make a database of its own, with the fixture's people if `filled`; yield its environment, then drop it."""
    name = f"openmappa_journeys_{os.getpid()}_{word}"
    admin = os.environ[ADDRESS]
    copied(admin, name, of=FILLED if filled else MIGRATED)
    try:
        yield {**environment_of(admin, name), "OPENMAPPA_HOME": str(home)}
    finally:
        drop(admin, name)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start the browser once."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def make_visitor(browser: Browser, address: str) -> Callable[..., Visitor]:
    """Return a way to put somebody in front of a browser window of their own."""
    return partial(Visitor, browser, address, axe=AXE.read_text(), screenshots=SCREENSHOTS)


@pytest.fixture
def visitor(make_visitor: Callable[..., Visitor]) -> Iterator[Visitor]:
    """Return somebody at a desk, with JavaScript."""
    with make_visitor() as found:
        yield found


@pytest.fixture
def visitor_apart(browser: Browser, tmp_path: Path) -> Iterator[tuple[Visitor, Callable[..., None]]]:
    """Return somebody at an installation of their own, and a way to run words of the command line there."""
    with installation("apart", tmp_path) as environment, serving(environment) as found:

        def run(*words: str) -> None:
            command = [sys.executable, "-m", "openmappa", "--debug", *words]
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr

        with Visitor(browser, found, axe=AXE.read_text(), screenshots=SCREENSHOTS) as visitor:
            yield visitor, run


@pytest.fixture
def second_visitor(make_visitor: Callable[..., Visitor]) -> Iterator[Visitor]:
    """Return somebody else, at another desk."""
    with make_visitor() as found:
        yield found


@pytest.fixture
def visitor_without_javascript(make_visitor: Callable[..., Visitor]) -> Iterator[Visitor]:
    """Return somebody whose browser runs no JavaScript."""
    with make_visitor(javascript=False) as found:
        yield found
