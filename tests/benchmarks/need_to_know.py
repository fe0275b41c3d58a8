"""What the walls and the log cost: pages with policies and audit on against both off."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from tests.benchmarks.installation import tidy

LONDON = 21
ROUNDS, IN_A_ROUND = 4, 60
DRAWN, PAGES = 500, 10


def p95(seconds: Sequence[float]) -> float:
    """Return the 95th percentile of some durations."""
    return statistics.quantiles(seconds, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pages are asked for: subjects of London, and family names of theirs to search for."""

    subjects: Sequence[str]
    names: Sequence[str]

    def subject(self, number: int) -> str:
        """Return somebody, each in turn."""
        return self.subjects[number % len(self.subjects)]

    def name(self, number: int) -> str:
        """Return somebody's name, each in turn."""
        return self.names[number % len(self.names)]


def asked(admin_url: str) -> Asked:
    """Return a fixed draw of people of London who are eligible now, and of their names."""
    with psycopg.connect(admin_url) as connection:
        rows = connection.execute(
            "SELECT n.subject_id::text, n.family_name FROM people_name n JOIN standing_standing s USING (subject_id)"
            " WHERE n.responsible_area_id = %s AND n.kind = 'legal' AND n.until_date IS NULL"
            " AND s.last_date IS NULL AND NOT n.restricted ORDER BY n.subject_id LIMIT 20000",
            [LONDON],
        ).fetchall()
    drawn = random.Random(1).sample(rows, min(DRAWN, len(rows)))
    return Asked([subject for subject, _ in drawn], [name for _, name in drawn])


def walls(admin_url: str) -> dict[str, float]:
    """Return the 95th percentiles of three kinds of page with policies and audit on and off, turn and turn about."""
    from tests.benchmarks.visitor import client_of_co_ordinator

    tidy(admin_url)
    client, of = client_of_co_ordinator(), asked(admin_url)
    pages: Mapping[str, Callable[[int], object]] = {
        "case file": lambda n: client.get(f"/people/{of.subject(n)}/"),
        "list": lambda n: client.get(f"/people/?page={1 + n % PAGES}"),
        "search": lambda n: client.post("/search/", {"name": of.name(n)}, follow=True),
    }
    for ask in pages.values():
        # Templates are compiled, and rows come into memory, before either side is timed.
        for number in range(IN_A_ROUND):
            ask(number)
    taken: dict[str, list[float]] = {}
    for turn in range(2 * ROUNDS):
        mode, logged = "on" if turn % 2 == 0 else "off", _entries(admin_url)
        with _open(admin_url) if mode == "off" else _closed():
            for name, ask in pages.items():
                for number in range(IN_A_ROUND):
                    began = time.perf_counter()
                    answer = ask((turn // 2) * IN_A_ROUND + number)
                    # The first of a round pays for plans made anew.
                    if number > 2:
                        taken.setdefault(f"{name}, {mode}", []).append(time.perf_counter() - began)
                    assert answer.status_code == 200, (name, answer.status_code)  # type: ignore[attr-defined]
        assert (_entries(admin_url) > logged) == (mode == "on"), f"the log was not {mode}"
    return {name: p95(times) for name, times in taken.items()}


def _entries(admin_url: str) -> int:
    with psycopg.connect(admin_url) as connection:
        row = connection.execute("SELECT coalesce(max(id), 0) FROM audit_event").fetchone()
    return int(row[0]) if row else 0


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
        from openmappa.record.people.permissions import SIGNATURE, WITHHELD

        functions = [_definition(admin, each) for each in (SIGNATURE, WITHHELD)]
        for each in functions:
            admin.execute(_without_sight(each))
        for table in tables:
            admin.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        try:
            with _no_log():
                yield
        finally:
            for each in functions:
                admin.execute(each)
            for table in tables:
                admin.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


def _definition(admin: psycopg.Connection, signature: str) -> str:
    row = admin.execute("SELECT pg_get_functiondef(%s::regprocedure)", [signature]).fetchone()
    assert row is not None
    return str(row[0])


def _without_sight(definition: str) -> str:
    """Return a function of the search that finds the same candidates, and takes each as seen."""
    before, found, after = definition.partition("FROM candidate n")
    written = found and after.lstrip().startswith("WHERE ")
    assert written, "the search is written otherwise: mend this benchmark"
    _, grouped, rest = after.partition("GROUP BY")
    return before + found + " WHERE true\n" + (grouped + rest if grouped else "$function$")


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
