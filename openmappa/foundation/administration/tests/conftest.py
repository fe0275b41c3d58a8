"""Two system managers of London, one of Kent, and somebody to be let in."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency

LONDON, KENT = 21, 20
TODAY = date(2024, 4, 10)


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    """Return users by name, their viewers by the same name, and two agencies."""
    probation = Agency.objects.get(code="probation-london")
    found = SimpleNamespace(
        probation=probation, police=Agency.objects.get(code="police-metropolitan"), viewer=SimpleNamespace()
    )
    for name, area in (("first", LONDON), ("second", LONDON), ("of_kent", KENT), ("new", LONDON)):
        user = User.objects.create(email=f"{name}@example.test", name=name.title(), area_id=area)
        setattr(found, name, user)
        if name != "new":
            Membership.objects.create(
                user=user,
                agency=probation,
                area_id=area,
                role=Role.SYSTEM_MANAGER.value,
                start_date=date(2024, 1, 1),
            )
        setattr(found.viewer, name, viewer_of(user, as_at=TODAY))
    return found
