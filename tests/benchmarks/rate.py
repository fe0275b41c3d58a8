"""How long pages take at a fixed rate of requests, at two sizes of caseload, turn and turn about."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from openmappa.foundation.database.server import Server
from tests.benchmarks.installation import HOME, ROOT, environment
from tests.benchmarks.need_to_know import PAGES, Asked, asked, p95
from tests.serving import serving
from tests.sessions import cookies_of

RATE, SECONDS, TURNS = 10, 20, 4
SMALL_PEOPLE, SMALL_ENDED = 2_750, 8_250
SMALL = SMALL_PEOPLE + SMALL_ENDED
OPTIONS = ("--workers", "2", "--blocking-threads", "4")


def at_a_fixed_rate(admin_url: str) -> dict[str, float]:
    """Return the 95th percentile and the median of pages of this process's installation, and of a small one."""
    from tests.benchmarks.visitor import session_of_co_ordinator

    home = HOME / "small"
    small = Server(home / "postgres")
    taken: dict[str, list[float]] = {"large": [], "small": []}
    try:
        session = _load_small(environment(home))
        small.start()
        with serving(environment(home), *OPTIONS) as there, serving(dict(os.environ), *OPTIONS) as here:
            asking = {
                "large": _Asking(here, cookies_of(session_of_co_ordinator()), asked(admin_url)),
                "small": _Asking(there, cookies_of(session), asked(small.admin_url("openmappa"))),
            }
            for each in asking.values():
                each.for_seconds(5)
            for turn in range(2 * TURNS):
                name = ("large", "small")[turn % 2]
                taken[name] += asking[name].for_seconds(SECONDS)
    finally:
        small.reset()
    return {
        f"{what} at a rate, {name}": found(times)
        for name, times in taken.items()
        for what, found in (("p95", p95), ("median", statistics.median))
    }


def _load_small(home: dict[str, str]) -> str:
    """Load the small caseload in a process of its own; return a session there."""
    command = [sys.executable, "-m", "tests.benchmarks.installation", str(SMALL_PEOPLE), str(SMALL_ENDED)]
    done = subprocess.run(command, cwd=ROOT, env=home, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.split()[-1]


class _Asking:
    """Case files and pages of the list, three to one, asked for however slow the answers are."""

    def __init__(self, address: str, cookies: str, of: Asked) -> None:
        self._place, self._cookies, self._of = urlsplit(address).netloc, cookies, of
        self._number = 0

    def for_seconds(self, seconds: int) -> list[float]:
        """Ask RATE times a second; return how long each answer took."""
        taken: list[float] = []
        waiting: list[threading.Thread] = []
        began = time.perf_counter()
        for number in range(RATE * seconds):
            time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
            waiting.append(threading.Thread(target=self._ask, args=(self._path(), taken)))
            waiting[-1].start()
        for each in waiting:
            each.join()
        assert len(taken) == RATE * seconds, (
            "some requests were not answered, or otherwise than with the page"
        )
        return taken

    def _path(self) -> str:
        self._number += 1
        listed = self._number % 4 == 0
        return (
            f"/people/?page={1 + self._number // 4 % PAGES}"
            if listed
            else f"/people/{self._of.subject(self._number)}/"
        )

    def _ask(self, path: str, taken: list[float]) -> None:
        asked_at = time.perf_counter()
        connection = HTTPConnection(self._place, timeout=60)
        connection.request("GET", path, headers={"Cookie": self._cookies})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status == 200:
            taken.append(time.perf_counter() - asked_at)
