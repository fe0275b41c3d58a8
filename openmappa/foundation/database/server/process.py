"""The server's processes: which is the postmaster, which are left over, and how they end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PROC = Path("/proc")
ORPHAN_SECONDS = 3.0


def postmaster(cluster: Path) -> int | None:
    """Return the process id of the cluster's living postmaster, None if its pid file is missing or stale."""
    pid = _recorded(cluster)
    return pid if pid is not None and serves(pid, cluster) else None


def serves(pid: int, cluster: Path) -> bool:
    """Tell whether a process is a living postgres of this cluster: not a zombie, not another program."""
    if not (PROC / "self").exists():
        return _serves_by_ps(pid)
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
        name = (PROC / str(pid) / "comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return False
    if state in "ZX" or name != "postgres":
        return False
    try:
        return (PROC / str(pid) / "cwd").readlink() == cluster.resolve()
    except PermissionError:
        return _recorded(cluster) == pid
    except (FileNotFoundError, ProcessLookupError):
        return False


def _serves_by_ps(pid: int) -> bool:
    answer = subprocess.run(
        ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, name = answer.stdout.strip().partition(" ")
    return bool(state) and not state.startswith("Z") and Path(name.strip()).name == "postgres"


def processes(cluster: Path) -> list[int]:
    """Return every living postgres process of this cluster, orphans of a killed postmaster included."""
    pids = [int(entry.name) for entry in PROC.glob("[0-9]*")] if PROC.exists() else []
    return [pid for pid in pids if serves(pid, cluster)]


def clear_stale(cluster: Path) -> bool:
    """
    End orphaned backends and remove a stale pid file; True if nothing of the cluster lives any more.

    The order matters: without the pid file a new postmaster may not notice backends that still write.
    """
    for sent in (signal.SIGTERM, signal.SIGKILL):
        end(processes(cluster), sent, seconds=ORPHAN_SECONDS)
    if postmaster(cluster) is not None or processes(cluster):
        return False
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    return True


def shut_down(cluster: Path, *, seconds: float) -> None:
    """Shut the postmaster down fast and clean; without an answer in that time, hard."""
    pid = postmaster(cluster)
    if pid is not None:
        for sent, patience in ((signal.SIGINT, seconds), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
            if end([pid], sent, seconds=patience, still=lambda one: serves(one, cluster)):
                break
    clear_stale(cluster)


def end(
    pids: Iterable[int], sent: signal.Signals, *, seconds: float, still: Callable[[int], bool] | None = None
) -> bool:
    """Send a signal to processes and wait for them; True if all have ended in time."""
    waiting = list(pids)
    for pid in waiting:
        _send(pid, sent)
    deadline = time.monotonic() + seconds
    while waiting := [pid for pid in waiting if (still or _lives)(pid)]:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _send(pid: int, sent: signal.Signals) -> None:
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        return


def _lives(pid: int) -> bool:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def _recorded(cluster: Path) -> int | None:
    try:
        return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
