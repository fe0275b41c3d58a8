"""A pytest plugin that starts the tests' own database server, once for all workers, before settings are read.

With DATABASE_URL set to a superuser's address, that server is used instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from openmappa.foundation.database.roles import Role, create_roles, new_passwords
from openmappa.foundation.database.server import Server
from tests.databases import drop_templates

ADDRESS = "OPENMAPPA_TEST_ADMIN_URL"
COUNTED = "combinations visited, and leaks"
"""The property of a test that visited pages in every role: how many combinations, and how many leaks."""
HOME = Path(
    os.environ.get("OPENMAPPA_TEST_HOME", Path(__file__).resolve().parents[1] / ".openmappa" / "test")
)
_started: list[Server] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(args: list[str]) -> Iterator[None]:
    """Provide the server in the controlling process; workers find its address in their environment."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        address = os.environ.pop("DATABASE_URL", None) or _own_server()
        os.environ[ADDRESS] = address
        create_roles(address, passwords=new_passwords())
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"ALTER ROLE {Role.OWNER.database_name} CREATEDB")
        # Who keeps the databases of the run before knows that what they are made of is as it was.
        if "--reuse-db" not in args:
            drop_templates(address)
    return (yield)


def _own_server() -> str:
    server = Server(HOME, fast=True)
    if not server.status().running:
        _started.append(server)
    server.start()
    return server.admin_url()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many combinations of page, role, sight and restriction were visited, and how many leaked."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.stats.get(kind, [])]
    counted = [value for each in reports for name, value in each.user_properties if name == COUNTED]
    if counted:
        visited, leaks = (sum(each) for each in zip(*counted, strict=True))
        terminalreporter.write_line(
            f"{visited:,} combinations of page, role, sight and restriction visited; leaks: {leaks or 'none'}"
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no template behind, and stop the server, if this run started it."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    if not is_worker and ADDRESS in os.environ and not config.getoption("reuse_db", default=False):
        drop_templates(os.environ[ADDRESS])
    for server in _started:
        server.stop()
