"""The log and its seals only grow, whichever role a program uses; raw SQL, role by role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.models import Event
from openmappa.foundation.audit.services import consulted, record_event
from openmappa.foundation.audit.services.sealing import Sealer, sign_now
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import DEFINER, Role

pytestmark = pytest.mark.django_db


@contextmanager
def refused(words: str = "permission denied") -> Iterator[None]:
    """Expect the database to refuse, and go on after it."""
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        yield


ROLES = [*(role.database_name for role in Role), DEFINER]
CHANGES = {
    "audit_event": ("UPDATE audit_event SET what = 'x'", "UPDATE audit_event SET at = now()"),
    "audit_seal": ("UPDATE audit_seal SET digest = content",),
    "audit_signedhead": ("UPDATE audit_signedhead SET position = 1",),
}
STATEMENTS = [
    statement
    for table, updates in CHANGES.items()
    for statement in (*updates, f"DELETE FROM {table}", f"TRUNCATE {table}", f"TRUNCATE {table} CASCADE")
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_role_changes_or_empties(log, key, role: str, statement: str) -> None:
    log.write(2)
    Sealer().seal()
    sign_now(key, now=Event.objects.latest("id").at)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(f"SET LOCAL ROLE {role}")
        with refused(r"permission denied|only grows|Cannot update or delete"):
            cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SET LOCAL ROLE openmappa_owner")
        for table in CHANGES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] > 0


@pytest.mark.parametrize("role", [Role.WEB, Role.LOADER, Role.STATISTICS, Role.SEALER])
@pytest.mark.parametrize("column", ["id", "at", "transaction_id", "areas"])
def test_no_program_chooses_number_time_transaction_or_areas(role: Role, column: str) -> None:
    value = {"id": "7", "at": "now()", "transaction_id": "'1'", "areas": "'{1}'"}[column]
    with acting_as(role) as acting, acting.cursor() as cursor, refused():
        cursor.execute(
            "INSERT INTO audit_event (operation, what, acting, subjects, justification, recipient, detail,"
            f" {column}) VALUES ('collection', 'x', 'x', '{{}}', '', '', '{{}}', {value})"
        )


@pytest.mark.parametrize("role", [Role.LOADER, Role.STATISTICS])
def test_programs_that_write_the_log_do_not_read_it(role: Role) -> None:
    with acting_as(role) as acting, acting.cursor() as cursor, refused():
        cursor.execute("SELECT what FROM public.audit_event")


@pytest.mark.parametrize("role", [Role.WEB, Role.LOADER, Role.STATISTICS])
def test_only_the_sealer_seals(role: Role) -> None:
    with acting_as(role) as acting, acting.cursor() as cursor, refused():
        cursor.execute(
            "INSERT INTO public.audit_seal (position, event_id, form, content, digest) VALUES (1, 1, 1, '', '')"
        )


def test_sealer_sees_nobody(subject) -> None:
    with acting_as(Role.SEALER) as acting, acting.cursor() as cursor:
        for table in ("access_subject", "people_name", "accounts_user"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(f"SELECT * FROM {table}")


def test_nobody_writes_in_anothers_name(somebody) -> None:
    one, other = somebody(Membership.CO_ORDINATOR), somebody(Membership.ADMINISTRATOR)
    with acting_as(Role.WEB) as web:
        set_viewer(web, one)
        consulted("looked", by=one)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            consulted("looked", by=other)


def test_an_erasure_keeps_nothing_of_what_was_erased(subject) -> None:
    record_event(connection, Entry(Operation.ERASURE, "erased", acting="test", subjects=(subject,)))
    for kept in ({"before": {"name": "x"}}, {"after": {"name": "x"}}):
        with pytest.raises(DatabaseError, match="audit_event_erasure_keeps_nothing"), transaction.atomic():
            record_event(connection, Entry(Operation.ERASURE, "erased", acting="test", **kept))


def test_a_disclosure_is_to_somebody() -> None:
    record_event(connection, Entry(Operation.DISCLOSURE, "sent", acting="test", recipient="Anytown Council"))
    with pytest.raises(DatabaseError, match="audit_event_disclosed_to_somebody"), transaction.atomic():
        record_event(connection, Entry(Operation.DISCLOSURE, "sent", acting="test"))


def test_consultation_says_why_in_which_role_and_for_whose_log(somebody, subject) -> None:
    elsewhere = Subject.objects.create(responsible_area_id=20).id
    viewer = somebody(Membership.CO_ORDINATOR, 17)
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        consulted("looked", by=viewer, subjects=[subject, elsewhere, subject])
    event = Event.objects.get()
    assert event.subjects == [subject, elsewhere]
    assert event.areas == [17, 20, 21]
    assert event.justification.startswith("MAPPA co-ordinator: to assess and manage risk")


def test_one_entry_is_one_statement(somebody, subject, django_assert_num_queries) -> None:
    viewer = somebody(Membership.CO_ORDINATOR)
    with django_assert_num_queries(1):
        consulted("looked", by=viewer, subjects=[subject])
