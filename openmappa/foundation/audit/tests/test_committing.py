"""Entries that are committed in another order than they were numbered, and two sealers: on real connections."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from openmappa.foundation.audit.models import Seal
from openmappa.foundation.audit.services.sealing import _LOCK, Sealer
from tests.server import ADDRESS

pytestmark = pytest.mark.django_db

WRITE = (
    "INSERT INTO audit_event (operation, what, acting, subjects, justification, recipient, detail)"
    " VALUES ('consultation', 'committed', 'test', '{}', '', '', '{}') RETURNING id"
)


@pytest.fixture
def connect(db: None) -> Iterator[Callable[[], psycopg.Connection]]:
    """Return a way to open connections of a superuser's to the tests' database; undo what they committed."""
    address = make_conninfo(os.environ[ADDRESS], dbname=str(connection.settings_dict["NAME"]))
    opened: list[psycopg.Connection] = []

    def made() -> psycopg.Connection:
        opened.append(psycopg.connect(address))
        return opened[-1]

    yield made
    for each in opened:
        each.close()
    with psycopg.connect(address) as cleaner:
        cleaner.execute("SET session_replication_role = replica")
        cleaner.execute("DELETE FROM audit_event WHERE what = 'committed'")


def write(writer: psycopg.Connection) -> int:
    row = writer.execute(WRITE).fetchone()
    assert row
    return int(row[0])


def oldest_running(asker: psycopg.Connection) -> int:
    row = asker.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text").fetchone()
    assert row
    asker.rollback()
    return int(row[0])


def sealed() -> list[int]:
    return list(Seal.objects.order_by("position").values_list("event_id", flat=True))


def test_an_entry_committed_late_is_sealed_when_it_is_committed(connect) -> None:
    slow, fast = connect(), connect()
    early = write(slow)
    late = write(fast)
    fast.commit()
    sealer = Sealer()
    assert (sealer.seal(), sealed()) == (1, [late])
    later = write(fast)
    fast.commit()
    assert (sealer.seal(), sealed()) == (1, [late, later])
    slow.commit()
    assert (sealer.seal(), sealed()) == (1, [late, later, early])
    assert sealer.seal() == 0


def test_an_entry_undone_is_not_missed_and_nothing_waits_for_it(connect) -> None:
    writer = connect()
    write(writer)
    writer.rollback()
    kept = write(writer)
    writer.commit()
    sealer = Sealer()
    assert (sealer.seal(), sealer.seal(), sealed()) == (1, 0, [kept])


def test_after_a_pass_only_what_may_be_new_is_looked_at(connect) -> None:
    writer = connect()
    write(writer)
    writer.commit()
    # Whatever is still running on the server holds this back, be it in another database.
    running = oldest_running(writer)
    sealer = Sealer()
    sealer.seal()
    assert running <= int(sealer._seen_before) <= oldest_running(writer)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM audit_event WHERE transaction_id >= %s::xid8 AND transaction_id < %s::xid8",
            [sealer._seen_before, str(running)],
        )
        assert cursor.fetchone() == (0,)


def test_two_sealers_do_not_fork_the_chain(connect) -> None:
    other, writer = connect(), connect()
    write(writer)
    writer.commit()
    other.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    sealer = Sealer()
    assert sealer.seal() == 0
    other.rollback()
    assert sealer.seal() == 1
