"""The database of a local installation: started, given its roles, migrated, with its wall set up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openmappa.foundation.database.addresses import addresses, home, is_managed, keep_addresses
from openmappa.foundation.database.roles import Role, create_database, create_roles, new_passwords
from openmappa.foundation.database.server import Server

DATABASE = "openmappa"
PACKAGE = Path(__file__).resolve().parents[2]


def server() -> Server:
    """Return the server of this installation."""
    return Server(home() / "postgres")


@contextmanager
def running_database() -> Iterator[None]:
    """Have the database run for the length of a command; stop the server if the command started it."""
    if is_managed():
        yield
        return
    local = server()
    started = local.start().started
    try:
        if not addresses():
            make_roles()
        yield
    finally:
        if started:
            local.stop()


def make_roles() -> None:
    """Create the roles and the database on our own server, and keep their addresses."""
    local, passwords = server(), new_passwords()
    create_roles(local.admin_url(), passwords=passwords)
    create_database(local.admin_url(), name=DATABASE)
    keep_addresses(
        {
            role: local.url(user=role.database_name, password=passwords[role], database=DATABASE)
            for role in Role
        }
    )


def prepare(*, always: bool = False) -> bool:
    """Migrate, set up the wall and load the reference data, unless that was done for this very code."""
    from django.core.management import call_command
    from django.db import connections, transaction

    from openmappa.foundation.access.services import set_up_wall
    from openmappa.foundation.access.services.definitions import definitions_now, record_definitions
    from openmappa.foundation.agencies.services import load_reference_data
    from openmappa.oversight.statistics.services import load_packaged_populations

    stamp = home() / "prepared.json"
    now = {"code": _fingerprint(), "address": addresses()[Role.OWNER]}
    if not always and not is_managed() and stamp.exists() and json.loads(stamp.read_text("utf-8")) == now:
        return False
    owner = connections[Role.OWNER.value]
    before = definitions_now(owner)
    call_command("migrate", database=Role.OWNER.value, verbosity=0)
    with transaction.atomic(using=Role.OWNER.value):
        set_up_wall(owner)
        record_definitions(owner, before=before)
        load_reference_data(using=Role.OWNER.value)
        load_packaged_populations(using=Role.OWNER.value)
    if not is_managed():
        stamp.write_text(json.dumps(now), "utf-8")
        stamp.chmod(0o600)
    return True


def _fingerprint() -> str:
    """Return a digest of all that migrations, the wall and the reference data are made from."""
    found = hashlib.sha256()
    for pattern in (
        "**/migrations/*.py",
        "**/permissions.py",
        "**/permissions/*.py",
        "**/domain.py",
        "**/models.py",
    ):
        for file in sorted(PACKAGE.glob(pattern)):
            found.update(file.read_bytes())
    for file in sorted((PACKAGE / "foundation" / "agencies" / "data").glob("*.csv")):
        found.update(file.read_bytes())
    for pattern in (
        "oversight/statistics/**/*.py",
        "oversight/data_quality/**/*.py",
        "exchange/extracts/domain/*.py",
    ):
        for file in sorted(PACKAGE.glob(pattern)):
            found.update(file.read_bytes())
    return found.hexdigest()
