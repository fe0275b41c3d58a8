"""A person, somebody who looks, and a log to seal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event

TODAY = date(2026, 5, 4)


@pytest.fixture
def subject(db: None) -> UUID:
    return Subject.objects.create(responsible_area_id=21).id


@pytest.fixture
def somebody(db: None) -> Callable[..., Viewer]:
    """Return a way to make a viewer with a role in an area."""

    def made(role: Role, area: int = 21) -> Viewer:
        user = User.objects.create(
            email=f"{role.value}{User.objects.count()}@openmappa.example", name=f"Sam {role.value}"
        )
        Membership.objects.create(
            user=user,
            agency=Agency.objects.order_by("id")[0],
            role=role.value,
            area_id=area,
            start_date=date(2020, 1, 1),
        )
        return viewer_of(user, as_at=TODAY)

    return made


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@dataclass
class Log:
    """Entries in the test's transaction, and a superuser's hand in the tables."""

    def write(self, count: int = 1, **values: object) -> None:
        for number in range(count):
            record_event(
                connection, Entry(Operation.CONSULTATION, f"looked {number}", acting="test", **values)
            )

    def tamper(self, statement: str) -> int:
        """Run a statement as a superuser who took the triggers away, and put them back."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
            tables = ("audit_event", "audit_seal", "audit_signedhead")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement)
            changed = int(cursor.rowcount)
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute("SET LOCAL ROLE openmappa_owner")
        return changed


@pytest.fixture
def log(db: None) -> Log:
    return Log()
