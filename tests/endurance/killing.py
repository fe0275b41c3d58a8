"""Kill the database server or a process of the web server, without warning."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from openmappa.foundation.database.server import Server, process


def kill_database(server: Server) -> None:
    """Kill the postmaster and every process that it has, as a machine that loses its power would."""
    cluster = server.data / "cluster"
    pid = process.postmaster(cluster)
    assert pid is not None, "the database does not run"
    for each in (pid, *process.processes(cluster)):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    assert process.end(process.processes(cluster), signal.SIGKILL, seconds=10)


def workers_of(web_server: int) -> list[int]:
    """Return the process ids of the workers of the web server with this process id."""
    children = Path(f"/proc/{web_server}/task/{web_server}/children").read_text().split()
    return [int(each) for each in children if b"resource_tracker" not in _command_of(each)]


def _command_of(pid: str) -> bytes:
    try:
        return (Path("/proc") / pid / "cmdline").read_bytes()
    except FileNotFoundError:
        return b""
