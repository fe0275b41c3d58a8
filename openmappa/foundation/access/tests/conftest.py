"""People of an area, and who looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.domain import Role as RoleOfUser
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

TODAY = date(2024, 4, 10)
NOW = datetime(2024, 4, 10, 12, tzinfo=UTC)

MakeViewer = Callable[..., Viewer]


@contextmanager
def looking(viewer: Viewer) -> Iterator[BaseDatabaseWrapper]:
    """Act as the web role for this viewer."""
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        yield web


@pytest.fixture
def subject(db: None) -> Subject:
    return Subject.objects.create(responsible_area_id=21)


@pytest.fixture
def viewer(db: None) -> MakeViewer:
    """Return a way to make a user with roles in London and see with the user's eyes."""

    def made(*roles: RoleOfUser, area: int = 21, agency: str = "police-metropolitan", **more: Any) -> Viewer:
        number = User.objects.count()
        user = User.objects.create(email=f"user-{number}@example.test", name=f"User {number}")
        for role in roles:
            Membership.objects.create(
                user=user,
                role=role.value,
                area_id=area,
                agency=Agency.objects.get(code=agency),
                start_date=date(2022, 1, 1),
                **more,
            )
        return viewer_of(user, as_at=TODAY, now=NOW)

    return made
