"""What the walls and the log cost: pages with policies and audit on against both off, and at two sizes of caseload."""

from __future__ import annotations

import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

import psycopg

LONDON = 21
ROUNDS, IN_A_ROUND = 4, 60
RATE, SECONDS = 10, 40


def p95(seconds: Sequence[float]) -> float:
    """Return the 95th percentile of some durations."""
    return statistics.quantiles(seconds, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pages are asked for: subjects of London, and family names of theirs to search for."""

    subjects: Sequence[str]
    names: Sequence[str]


def asked(admin_url: str) -> Asked:
    """Return a fixed draw of 500 people of London who are eligible now, and of their names."""
    with psycopg.connect(admin_url) as connection:
        rows = connection.execute(
            "SELECT n.subject_id::text, n.family_name FROM people_name n JOIN standing_standing s USING (subject_id)"
            " WHERE n.responsible_area_id = %s AND n.kind = 'legal' AND n.until_date IS NULL"
            " AND s.last_date IS NULL AND NOT n.restricted ORDER BY n.subject_id LIMIT 20000",
            [LONDON],
        ).fetchall()
    drawn = random.Random(1).sample(rows, 500)
    return Asked([subject for subject, _ in drawn], [name for _, name in drawn])


def walls(admin_url: str) -> dict[str, float]:
    """Return the 95th percentiles of three kinds of page with policies and audit on and off, turn and turn about."""
    from tests.benchmarks.visitor import client_of_co_ordinator

    client, of = client_of_co_ordinator(LONDON), asked(admin_url)
    pages: Mapping[str, Callable[[int], object]] = {
        "case file": lambda n: client.get(f"/people/{of.subjects[n % 500]}/"),
        "list": lambda n: client.get(f"/people/?page={1 + n % 200}"),
        "search": lambda n: client.post("/search/", {"name": of.names[n % 500]}, follow=True),
    }
    taken: dict[str, list[float]] = {}
    for turn in range(2 * ROUNDS):
        mode = "on" if turn % 2 == 0 else "off"
        with _open(admin_url) if mode == "off" else _closed():
            for name, ask in pages.items():
                for number in range(IN_A_ROUND):
                    began = time.perf_counter()
                    answer = ask((turn // 2) * IN_A_ROUND + number)
                    # The first of a round pays for plans made anew.
                    if number > 2:
                        taken.setdefault(f"{name}, {mode}", []).append(time.perf_counter() - began)
                    assert answer.status_code == 200, (name, answer.status_code)  # type: ignore[attr-defined]
    return {name: p95(times) for name, times in taken.items()}


@contextmanager
def _closed() -> Iterator[None]:
    yield


@contextmanager
def _open(admin_url: str) -> Iterator[None]:
    """Take policies, the search's own test of sight, and the log away; put them back afterwards."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        tables = [
            name for (name,) in admin.execute("SELECT relname FROM pg_class WHERE relrowsecurity").fetchall()
        ]
        search = admin.execute(
            "SELECT pg_get_functiondef('people_search(text, integer)'::regprocedure)"
        ).fetchone()
        assert search is not None
        before, found, after = search[0].partition("FROM candidate n WHERE ")
        assert found, "the search is written otherwise: mend this benchmark"
        admin.execute(before + found + "true\nGROUP BY" + after.partition("GROUP BY")[2])
        for table in tables:
            admin.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        try:
            with _no_log():
                yield
        finally:
            admin.execute(search[0])
            for table in tables:
                admin.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


@contextmanager
def _no_log() -> Iterator[None]:
    from openmappa.foundation.audit import services

    kept = services.record_event
    users = [module for module in sys.modules.values() if getattr(module, "record_event", None) is kept]
    for module in users:
        module.record_event = lambda *_, **__: None  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in users:
            module.record_event = kept  # type: ignore[attr-defined]


def at_a_fixed_rate(address: str, cookies: str, of: Asked) -> dict[str, float]:
    """Return the 95th percentile of case files and lists asked for at RATE a second, however slow the answers are."""
    taken: list[float] = []
    waiting: list[threading.Thread] = []
    began = time.perf_counter()
    for number in range(RATE * SECONDS):
        time.sleep(max(0.0, began + number / RATE - time.perf_counter()))
        path = (
            f"/people/?page={1 + number % 20}" if number % 4 == 3 else f"/people/{of.subjects[number % 500]}/"
        )
        waiting.append(threading.Thread(target=_timed, args=(address + path, cookies, taken)))
        waiting[-1].start()
    for each in waiting:
        each.join()
    assert len(taken) == RATE * SECONDS, "some requests were not answered"
    return {"p95": p95(taken), "median": statistics.median(taken)}


def _timed(address: str, cookies: str, taken: list[float]) -> None:
    asked_at = time.perf_counter()
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60)
    connection.request("GET", f"{parts.path}?{parts.query}", headers={"Cookie": cookies})
    answer = connection.getresponse()
    answer.read()
    if answer.status == 200:
        taken.append(time.perf_counter() - asked_at)
