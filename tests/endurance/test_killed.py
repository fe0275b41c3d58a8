"""Processes that are killed while a thousand changes are made lose nothing that was acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from openmappa.foundation.database.server import Server
from tests.endurance.filling import filled
from tests.endurance.killing import kill_database, workers_of
from tests.endurance.writers import Writers
from tests.serving import ROOT, serving

pytestmark = pytest.mark.slow

CHANGES, WRITERS = 1_000, 20
Change = tuple[object, ...]
OPTIONS = (
    "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--respawn-interval", "1",
)  # fmt: skip


@pytest.fixture
def durable(tmp_path: Path) -> Iterator[tuple[Server, dict[str, str]]]:
    """Start an embedded server that does not forget what it has committed; return it and the environment."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")},
        "DJANGO_SETTINGS_MODULE": "openmappa.front.settings.demonstration",
        "OPENMAPPA_HOME": str(tmp_path),
        "OPENMAPPA_DEMONSTRATION_SECOND_FACTOR": "true",
    }
    server = Server(tmp_path / "postgres")
    server.start()
    try:
        yield server, environment
    finally:
        server.reset()


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    durable: tuple[Server, dict[str, str]],
) -> None:
    server, environment = durable
    found = filled(environment, "caseload", str(CHANGES), str(WRITERS))
    web = serving(environment, *OPTIONS)
    with web as address, _sealing(environment):
        writers = Writers(address, found["people"], found["sessions"])
        for done in (250, 450):
            writers.wait_for(done)
            kill_database(server)
            server.start()
        for done in (600, 750):
            writers.wait_for(done)
            _kill_a_worker(web.process.pid)
        writers.finish()
    assert writers.refused == []
    assert writers.unanswered > 0, "nobody was at work when the processes were killed"
    assert writers.acknowledged | writers.found_made == {f"Decision number {n:04}" for n in range(CHANGES)}
    levels, entries = _written(server)
    assert writers.acknowledged <= {reason for _, reason in levels}, (
        "a change that was acknowledged is missing"
    )
    assert set(levels.values()) == {1}
    assert levels == entries, "a change without its entry in the log, or an entry without its change"
    assert "Sealed" in _openmappa(environment, "audit", "seal")
    assert "Faults: 0" in _openmappa(environment, "audit", "verify")


def _kill_a_worker(web_server: int) -> None:
    """Kill one of the two workers, and wait until the web server has put another in its place."""
    before = workers_of(web_server)
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + 60
    while len(set(workers_of(web_server)) - {before[0]}) < 2:
        assert time.monotonic() < until, "the killed worker was not replaced"
        time.sleep(0.1)


def _written(server: Server) -> tuple[Counter[Change], Counter[Change]]:
    """Return how many levels and how many entries of the log there are for each person and reason."""
    with psycopg.connect(server.admin_url("openmappa")) as connection:
        levels = connection.execute("SELECT ARRAY[subject_id], reason FROM standing_level").fetchall()
        entries = connection.execute(
            "SELECT subjects, justification FROM audit_event WHERE what = 'level changed'"
        ).fetchall()
    return Counter((*of, why) for of, why in levels), Counter((*of, why) for of, why in entries)


@contextmanager
def _sealing(environment: dict[str, str]) -> Iterator[None]:
    """Seal the log beside what the block does, as `openmappa serve` would."""
    command = [sys.executable, "-m", "openmappa", "audit", "seal", "--watch"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        yield
        assert process.poll() is None, "the sealer did not live through it"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _openmappa(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "openmappa", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
