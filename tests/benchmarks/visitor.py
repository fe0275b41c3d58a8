"""Somebody who asks for the pages that are measured: a co-ordinator of London who is signed in."""

from __future__ import annotations

import secrets
from importlib import import_module

from django.test import Client

from openmappa.foundation.database.roles import Role
from tests.endurance.caseload import co_ordinator


def session_of_co_ordinator() -> str:
    """Return the key of a session of a new co-ordinator."""
    return co_ordinator(secrets.randbelow(10**9), Role.OWNER.value)


def client_of_co_ordinator() -> Client:
    """Return a client that runs the pages in this process, in the web role, signed in as a new co-ordinator.

    The process is set up as a worker of the web server is.
    """
    import_module("openmappa.front.wsgi")
    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session_of_co_ordinator()
    return client
