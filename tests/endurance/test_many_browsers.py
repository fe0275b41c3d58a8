"""Hundreds of browsers on a web server that has a handful of connections: each is answered as itself."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from openmappa.foundation.database.addresses import VARIABLES
from openmappa.foundation.database.roles import Role
from tests.endurance.clients import Answer, Client
from tests.endurance.pooler import pooled
from tests.serving import serving

pytestmark = pytest.mark.slow

BROWSERS, ROUNDS = 400, 2
THREADS = 8
PEOPLE, USERS = re.compile(r"Ownperson\d{3}x"), re.compile(r"User\d{3}x")

Crowded = tuple[dict[str, str], Sequence[Mapping[str, str]]]


def test_browsers_through_a_pooler_are_answered_as_themselves(crowded: Crowded, tmp_path: Path) -> None:
    environment, members = crowded
    strict = {**environment, "OPENMAPPA_DEMONSTRATION_SECOND_FACTOR": "true"}
    options = ("--workers", "2", "--blocking-threads", str(THREADS))
    with (
        pooled(environment[VARIABLES[Role.WEB]], tmp_path, clients=4 * THREADS) as pooler,
        serving({**strict, VARIABLES[Role.WEB]: pooler}, *options) as address,
    ):
        wrong = _asked_by_all(address, members)
    assert wrong == []


def _asked_by_all(address: str, members: Sequence[Mapping[str, str]]) -> list[str]:
    """Have every browser ask at once, and return what was answered otherwise than it should have been."""
    together = threading.Barrier(BROWSERS)

    def browse(number: int) -> list[str]:
        member, other = members[number % len(members)], members[(number + 1) % len(members)]
        wrong = []
        with Client(address, member["session"]) as client:
            together.wait(timeout=60)
            for _ in range(ROUNDS):
                for path in ("/people/", f"/people/{member['person']}/"):
                    wrong += _faults(path, client.get(path), sees={member["name"]}, user=member["called"])
            # Of another's person there is only that a record exists in the area, never whose.
            path = f"/people/{other['person']}/"
            wrong += _faults(path, client.get(path), sees=set(), user=member["called"])
        return wrong

    with ThreadPoolExecutor(BROWSERS) as threads:
        return [each for wrong in threads.map(browse, range(BROWSERS)) for each in wrong]


def _faults(path: str, answer: Answer, *, sees: set[str], user: str) -> list[str]:
    people, users = set(PEOPLE.findall(answer.text)), set(USERS.findall(answer.text))
    if (answer.status, people, users) == (200, sees, {user}):
        return []
    return [f"{user} at {path}: {answer.status}, people {people}, users {users}"]
