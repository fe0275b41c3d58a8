"""A person of London, people who look, and entries with a time of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.models import Event
from openmappa.record.people.models import Name

TODAY = date(2026, 5, 6)
LONDON, KENT = 21, 20


@pytest.fixture
def make_person(db: None) -> Callable[..., UUID]:
    def made(family_name: str = "Fictitious", area: int = LONDON, restricted: bool = False) -> UUID:
        subject = Subject.objects.create(responsible_area_id=area, restricted=restricted)
        about = {"subject": subject, "responsible_area_id": area, "restricted": restricted}
        Name.objects.create(kind="legal", given_names="Robin", family_name=family_name, **about)
        return subject.id

    return made


@pytest.fixture
def somebody(db: None) -> Callable[..., Viewer]:
    def made(role: Role, area: int = LONDON, name: str = "Sam Example") -> Viewer:
        user = User.objects.create(email=f"{User.objects.count()}@openmappa.example", name=name)
        agency = Agency.objects.order_by("id")[0]
        start = date(2020, 1, 1)
        Membership.objects.create(user=user, agency=agency, role=role.value, area_id=area, start_date=start)
        return viewer_of(user, as_at=TODAY)

    return made


@pytest.fixture
def write(db: None) -> Callable[..., int]:
    """Return a way to write an entry of a moment that the test chooses, as the owner of the table."""

    def written(by: Viewer, at: datetime, what: str = "case file opened", **values: Any) -> int:
        values = {"operation": "consultation", **values}
        event = Event.objects.create(actor=by.user_id, at=at, what=what, **values)
        with connection.cursor() as cursor:
            cursor.execute("SELECT areas FROM audit_event WHERE id = %s", [event.id])
            assert cursor.fetchone()[0], "the database fills the areas"
        return int(event.id)

    return written
