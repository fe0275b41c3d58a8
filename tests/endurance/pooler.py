"""A PgBouncer in transaction mode in front of the tests' database, for the length of a with block."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from openmappa.foundation.database.server.identity import identity_for_server

CONNECTIONS = 6


@contextmanager
def pooled(address: str, folder: Path, *, clients: int) -> Iterator[str]:
    """Yield an address that leads to the same database as the same role through few server connections.

    The pooler keeps CONNECTIONS of them, so `clients` at once must take turns on the same ones.
    """
    program = shutil.which("pgbouncer")
    if program is None:
        pytest.skip("PgBouncer is missing. On Debian or Ubuntu: sudo apt install pgbouncer")
    to = psycopg.conninfo.conninfo_to_dict(address)
    port = _free_port()
    identity = identity_for_server()
    configuration, users = folder / "pgbouncer.ini", folder / "users.txt"
    users.write_text(f'"{to["user"]}" "{to["password"]}"\n')
    configuration.write_text(
        "[databases]\n"
        f"{to['dbname']} = host={to['host']} port={to['port']} dbname={to['dbname']}\n"
        "[pgbouncer]\n"
        f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = scram-sha-256\n"
        f"auth_file = {users}\npool_mode = transaction\nmax_client_conn = {clients * 2}\n"
        f"default_pool_size = {CONNECTIONS}\nignore_startup_parameters = extra_float_digits\n"
        f"logfile = {folder / 'pgbouncer.log'}\npidfile = {folder / 'pgbouncer.pid'}\n"
    )
    for each in (folder, configuration, users):
        identity.give(each)
    process = subprocess.Popen(
        [*identity.prefix, program, "-q", str(configuration)],
        user=identity.becomes,
        group=identity.becomes,
        stdin=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        user, password = quote(str(to["user"])), quote(str(to["password"]))
        yield f"postgresql://{user}:{password}@127.0.0.1:{port}/{to['dbname']}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PgBouncer did not start")
