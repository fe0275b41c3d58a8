"""Writers who change levels at the same time, and note which changes were acknowledged."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from tests.endurance.clients import Client

TRIES, PAUSE = 120, 0.5
FORM = {"level": "2", "start_date-day": "3", "start_date-month": "6", "start_date-year": "2024"}


def reason_of(number: int) -> str:
    """Return the reason of a change, which no other has."""
    return f"Decision number {number:04}"


class Writers:
    """Gives each of many people a level, with a reason of its own: one change for a person, many at a time.

    `acknowledged` are the reasons whose change the server said was made. `found_made` are those of which a
    writer got no answer, and was told when trying again that the level had been changed. `refused` says what
    else was answered that a change should not be.
    """

    def __init__(self, address: str, people: Sequence[str], sessions: Sequence[str]) -> None:
        self._address, self._sessions = address, sessions
        self._waiting = list(enumerate(people))
        self.acknowledged: set[str] = set()
        self.found_made: set[str] = set()
        self.refused: list[str] = []
        self.unanswered = 0
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(len(sessions))
        self._work = [self._pool.submit(self._write_all, each) for each in sessions]

    def wait_for(self, acknowledged: int, *, seconds: float = 240) -> None:
        """Wait until so many changes were acknowledged."""
        until = time.monotonic() + seconds
        while len(self.acknowledged) < acknowledged and any(not each.done() for each in self._work):
            assert time.monotonic() < until, f"only {len(self.acknowledged)} changes in {seconds} seconds"
            time.sleep(0.01)

    def finish(self) -> None:
        """Wait until every change was tried."""
        for each in self._work:
            each.result()
        self._pool.shutdown()

    def _write_all(self, session: str) -> None:
        with Client(self._address, session, timeout=30) as client:
            while self._waiting:
                try:
                    number, person = self._waiting.pop()
                except IndexError:
                    return
                self._write(client, number, person)

    def _write(self, client: Client, number: int, person: str) -> None:
        reason = reason_of(number)
        for _ in range(TRIES):
            try:
                answer = client.post(
                    f"/people/{person}/level/change/", {**FORM, "reason": reason, "expected": "none"}
                )
            except (OSError, HTTPException):
                answer = None
            if answer and (answer.status, answer.location) == (302, f"/people/{person}/standing/"):
                self.acknowledged.add(reason)
                return
            if answer and answer.status == 200 and reason in answer.text:
                self.found_made.add(reason)
                return
            if answer and answer.status < 500:
                self.refused.append(f"{reason}: {answer.status} {answer.location}")
                return
            with self._lock:
                self.unanswered += 1
            time.sleep(PAUSE)
        self.refused.append(f"{reason}: no answer at all")
