"""`python -m tests.mutate`: break rules and policies one at a time, and see that a test fails for each.

Every edit is made in a copy of the tree. An edit that no test notices is named, and the exit code is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from openmappa.foundation.database.server import Server
from tests.mutations.edits import RULES, Edit
from tests.mutations.of_law import LAW_EDITS
from tests.mutations.of_rules import COUNTING_EDITS, RULE_EDITS
from tests.mutations.of_walls import WALL_EDITS

ROOT = Path(__file__).resolve().parents[1]
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".node", "node_modules", ".openmappa", "build", "*cache*"
)
SECONDS = 400

EDITS = (*RULE_EDITS, *COUNTING_EDITS, *WALL_EDITS, *LAW_EDITS)


def main(arguments: list[str]) -> int:
    """Apply every edit whose words contain one of the arguments (or every one); report; return 1 if one survives."""
    chosen = [edit for edit in EDITS if not arguments or any(word in edit.words for word in arguments)]
    outcomes: list[str] = []
    try:
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for edit, outcome in zip(chosen, pool.map(killed, chosen), strict=True):
                print(f"{outcome:<9} {edit.words}", flush=True)
                outcomes.append(outcome)
    finally:
        for server in _STARTED:
            server.stop()
            shutil.rmtree(server.data, ignore_errors=True)
    survivors = [edit for edit, outcome in zip(chosen, outcomes, strict=True) if outcome != "killed"]
    print(f"{len(chosen) - len(survivors)} killed, {len(survivors)} not")
    return 1 if survivors else 0


def killed(edit: Edit) -> str:
    """Return whether a test notices the edit: `killed`, `survived`, or why that cannot be said."""
    with tempfile.TemporaryDirectory(prefix="openmappa-mutate-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED, symlinks=True)
        target = copy / edit.file
        text = target.read_text(encoding="utf-8")
        if edit.before not in text:
            return "not found"
        target.write_text(text.replace(edit.before, edit.after), encoding="utf-8")
        # An edit of a rule leaves the database as it is, so that one serves all of a worker's.
        kept = edit.file.startswith(RULES)
        server = _server_of_worker() if kept else Path(folder) / "server"
        environment = {
            **os.environ,
            "OPENMAPPA_TEST_HOME": str(server),
            "OPENMAPPA_HOME": str(Path(folder) / "home"),
            "PYTHONPATH": str(copy),
        }
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, *(["--reuse-db"] if kept else []), edit.tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        return {0: "survived", 1: "killed"}.get(done.returncode, f"no tests ran ({done.returncode})")


def _server_of_worker() -> Path:
    """Return the home of this worker's own database server, started."""
    if not hasattr(_OF_WORKER, "home"):
        _OF_WORKER.home = Path(tempfile.mkdtemp(prefix="openmappa-mutate-server-"))
        server = Server(_OF_WORKER.home, fast=True)
        server.start()
        _STARTED.append(server)
    return _OF_WORKER.home  # type: ignore[no-any-return]


_OF_WORKER = threading.local()
_STARTED: list[Server] = []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
