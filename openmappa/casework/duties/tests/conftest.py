"""Somebody subject to the notification requirements for life, and who looks at them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from openmappa.casework.legal_position.tests.conftest import (  # noqa: F401  fixtures
    TODAY,
    Recorded,
    co_ordinator,
    recorded,
    viewer_with,
)
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.notification.models import NotificationMade, NotificationSupply

CONVICTED = date(2022, 3, 1)


@pytest.fixture
def subject_for_life(recorded: Callable[..., Recorded]) -> Recorded:  # noqa: F811
    """Return somebody at home since 2010, convicted in March 2022, of an area whose notifications are whole."""
    NotificationSupply.objects.create(area_id=21, from_date=date(2022, 1, 1), load_number=1)
    person = recorded()
    person.lived(date(2010, 1, 1))
    person.sentenced(person.convicted(on=CONVICTED), "imprisonment_life", imposed_date=CONVICTED)
    return person


def notified(person: Recorded, made: date, kind: str = "initial", **columns: Any) -> NotificationMade:
    return NotificationMade.objects.create(kind=kind, made_date=made, **columns, **person.carried)


def as_web(viewer: Any, act: Callable[[], Any]) -> Any:
    """Return what the act returns in the web role, with the viewer asking."""
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        return act()
