"""`python -m tests.mutate`: break rules and policies one at a time, and see that a test fails for each.

Every edit is made in a copy of the tree. An edit that no test notices is named, and the exit code is 1. The
tests are run on an unbroken copy first: one that fails there would seem to notice every edit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from openmappa.foundation.database.server import Server
from tests.mutations import every_edit
from tests.mutations.edits import RULES, Edit

ROOT = Path(__file__).resolve().parents[1]
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".node", "node_modules", ".openmappa", "build", "*cache*"
)
SECONDS = 900

EDITS = every_edit()


def main(arguments: list[str]) -> int:
    """Apply every edit whose words contain one of the arguments (or every one); report; return 1 if one survives."""
    chosen = [edit for edit in EDITS if not arguments or any(word in edit.words for word in arguments)]
    try:
        return _report(chosen)
    finally:
        for server in _STARTED:
            server.stop()
            shutil.rmtree(server.data, ignore_errors=True)


def _report(chosen: list[Edit]) -> int:
    tests = sorted({edit.tests for edit in chosen})
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        failing = [each for each, code in zip(tests, pool.map(unbroken, tests), strict=True) if code]
        for each in failing:
            print(f"fails without any edit: {each}", flush=True)
        outcomes = []
        for edit, outcome in zip(chosen, pool.map(killed, chosen), strict=True):
            print(f"{outcome:<9} {edit.words}", flush=True)
            outcomes.append(outcome)
    others = sum(each != "killed" for each in outcomes)
    print(f"{len(chosen) - others} killed, {others} not")
    return 1 if others or failing else 0


def unbroken(tests: str) -> int:
    """Return the exit code of the tests in a copy without any edit."""
    with _copy() as copy:
        return _exit_code(copy, tests, _server_of_worker())


def killed(edit: Edit) -> str:
    """Return whether a test notices the edit: `killed`, `survived`, or why that cannot be said."""
    with _copy() as copy:
        target = copy / edit.file
        text = target.read_text(encoding="utf-8")
        if edit.before not in text:
            return "not found"
        target.write_text(text.replace(edit.before, edit.after), encoding="utf-8")
        # An edit of a rule leaves the database as it is, so that one serves all of a worker's.
        server = _server_of_worker() if edit.file.startswith(RULES) else None
        try:
            code = _exit_code(copy, edit.tests, server)
        except subprocess.TimeoutExpired:
            return f"no end in {SECONDS} s"
        return {0: "survived", 1: "killed"}.get(code, f"no tests ran ({code})")


@contextmanager
def _copy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="openmappa-mutate-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED, symlinks=True)
        yield copy


def _exit_code(copy: Path, tests: str, server: Path | None) -> int:
    environment = {
        **os.environ,
        "OPENMAPPA_TEST_HOME": str(server or copy.parent / "server"),
        "OPENMAPPA_HOME": str(copy.parent / "home"),
        "PYTHONPATH": str(copy),
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", ""]
    reuse = ["--reuse-db"] if server else []
    return subprocess.run(
        [*command, *reuse, tests],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    ).returncode


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
