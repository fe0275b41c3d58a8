"""An installation of the benchmark's own, in a home of its own: emptied, prepared, loaded with a national simulation.

python -m tests.benchmarks.installation PEOPLE ENDED   loads one in OPENMAPPA_HOME, prints a session, leaves it there
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".openmappa" / "benchmark"
AS_AT = date(2024, 4, 20)
UNLIMITED = "999999 in 1s"
LIMITED = ("SEARCH", "SEARCH_RESULTS")


def environment(home: Path) -> dict[str, str]:
    """Return the environment of an installation: nobody is refused for asking often, since that is not measured."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    limits = {f"OPENMAPPA_LIMIT_{kind}_{of}": UNLIMITED for kind in LIMITED for of in ("USER", "ADDRESS")}
    return {
        **kept,
        **limits,
        "OPENMAPPA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "openmappa.front.settings.demonstration",
        "OPENMAPPA_DEMONSTRATION_SECOND_FACTOR": "true",
    }


@contextmanager
def emptied(home: Path, *, keep: bool) -> Iterator[None]:
    """Have this process use an empty, prepared installation in `home`; delete its database afterwards."""
    os.environ.clear()
    os.environ.update(environment(home))
    from openmappa.front.command_line.local import prepare, running_database, server

    (home / "addresses.json").unlink(missing_ok=True)
    server().reset()
    try:
        with running_database():
            import django

            django.setup()
            prepare(always=True)
            yield
    finally:
        if not keep:
            server().reset()


def simulated(people: int, ended: int) -> Path:
    """Return the folder of the extracts of so many people, which are simulated once by each state of the code."""
    from openmappa.exchange.simulation.services.national import simulate_national

    folder = HOME / f"national-{people}-{ended}-{_state_of_simulation()}"
    if not folder.exists():
        for former in HOME.glob(f"national-{people}-{ended}*"):
            shutil.rmtree(former)
        simulate_national(people=people, ended=ended, seed=1, out=folder, report=lambda done, total: None)
    return folder


def _state_of_simulation() -> str:
    """Return a short name of the code that simulates and of that which says what extracts hold."""
    digest = blake2b(digest_size=6)
    for path in sorted((ROOT / "openmappa").rglob("*.py")):
        if path.name in ("extract.py", "load.py") or "exchange" in path.parts or "statute" in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def extracts_in(folder: Path) -> list[Path]:
    """Return the folders of the extracts of all units."""
    return sorted(path for path in folder.iterdir() if path.is_dir())


def load_extract(extract: Path) -> None:
    """Load one extract."""
    from openmappa.exchange.extracts.domain.progress import Unwatched
    from openmappa.exchange.extracts.services.load import load

    load(extract, as_at=AS_AT, accept_partial=False, by="benchmark", report=Unwatched())


def tidy(admin_url: str) -> None:
    """Bring statistics and the visibility map up to date, as autovacuum does in time, and wait for the disk."""
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")


def _load_one(people: int, ended: int) -> None:
    from openmappa.front.command_line.local import server

    # In a home of its own whose server the caller keeps running.
    with emptied(Path(os.environ["OPENMAPPA_HOME"]), keep=True):
        from tests.benchmarks.visitor import session_of_co_ordinator

        for extract in extracts_in(simulated(people, ended)):
            load_extract(extract)
        tidy(server().admin_url("openmappa"))
        print(session_of_co_ordinator())


if __name__ == "__main__":
    _load_one(int(sys.argv[1]), int(sys.argv[2]))
