"""`openmappa serve`: the web server."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import click

from openmappa.front.command_line.audit import sealing
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import set_up_django


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Processes that answer requests.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages until interrupted.

    \b
    Example:
      openmappa serve --port 8080
    """
    with running_database():
        set_up_django()
        prepare()
        run_server(host, port, workers)


def run_server(host: str, port: int, workers: int = 1, *, day: date | None = None) -> None:
    """Run the web server until it is interrupted, and seal the log beside it. `day` is a demonstration's today."""
    environment = {**os.environ, **({"OPENMAPPA_DEMONSTRATION_DAY": day.isoformat()} if day else {})}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += [
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    with sealing():
        process = subprocess.Popen([*command, "openmappa.front.wsgi:application"], env=environment)
        try:
            process.wait()
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
