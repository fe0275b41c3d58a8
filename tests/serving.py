"""The web server as a process of its own, for the length of a with block."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class serving:  # noqa: N801  reads as a phrase
    """A server process for the length of a with block. Options are the web server's, and override ours."""

    def __init__(self, environment: dict[str, str], *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment, self.options = environment, options

    def __enter__(self) -> str:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
             str(self.port), "--workers", "1", "--blocking-threads", "2", "--no-access-log",
             "--log-level", "warning", *self.options, "openmappa.front.wsgi:application"],
            cwd=ROOT,
            env=self.environment,
        )  # fmt: skip
        found = f"http://127.0.0.1:{self.port}"
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{found}/sign-in/", timeout=5)  # noqa: S310  our own server
            except urllib.error.HTTPError:
                break
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return found
        self.__exit__()
        raise RuntimeError("the server did not answer, or answered with an error")

    def __exit__(self, *raised: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
