"""An eligible person at Level 2, and the co-ordinator of the area."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from openmappa.casework.standing.models import Level, Standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency

TODAY = date(2024, 4, 10)
START = date(2023, 1, 9)


@pytest.fixture
def viewer_with(db: None) -> Callable[..., Viewer]:
    def made(role: str, *, area: int = 21) -> Viewer:
        user = User.objects.create(email=f"{role}-{area}@example.test", name=role)
        agency = Agency.objects.get(code="probation-london")
        Membership.objects.create(
            user=user, agency=agency, area_id=area, role=role, start_date=date(2020, 1, 1)
        )
        return viewer_of(user, as_at=TODAY)

    return made


@pytest.fixture
def co_ordinator(viewer_with: Callable[..., Viewer]) -> Viewer:
    return viewer_with("co_ordinator")


@pytest.fixture
def person(db: None) -> Callable[..., UUID]:
    """Return a way to make an eligible person with a level from START; `level` None makes none."""

    def made(*, category: int = 2, level: int | None = 2, last_date: date | None = None) -> UUID:
        subject = Subject.objects.create(responsible_area_id=21)
        carried = {"subject": subject, "responsible_area_id": 21, "restricted": False, "start_date": START}
        standing = Standing.objects.create(kind="eligible", category=category, last_date=last_date, **carried)
        if level:
            Level.objects.create(standing=standing, category=category, level=level, **carried)
        return subject.id

    return made
