"""Somebody subject for life, the officer who answers for them, and a superintendent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.standing.models import Standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Sight, Subject
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency, Team
from openmappa.record.convictions.models import Conviction, Disposal
from openmappa.record.notification.models import NotificationMade, NotificationRequirement
from openmappa.record.people.models import Person

TODAY = date(2026, 1, 5)
CONVICTED = date(2005, 3, 2)
NOTIFIED = date(2010, 5, 10)
"""The relevant notification: 15 years from it, the day after is 10 May 2025."""
LONDON = 21


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(area_id=LONDON, lead_agency="police", name="Reviewing team")


@pytest.fixture
def viewer_with(team: Team) -> Callable[..., Viewer]:
    def made(
        role: str, *, name: str = "", area: int = LONDON, of: Team | None = None, as_at: date = TODAY
    ) -> Viewer:
        user = User.objects.create(email=f"{role}{name}@example.test", name=name or role)
        agency = Agency.objects.get(code="police-metropolitan")
        Membership.objects.create(
            user=user, agency=agency, area_id=area, role=role, team=of, start_date=date(2020, 1, 1)
        )
        return viewer_of(user, as_at=as_at)

    return made


@pytest.fixture
def officer(viewer_with: Callable[..., Viewer], team: Team) -> Viewer:
    return viewer_with("police_offender_manager", of=team)


@pytest.fixture
def superintendent(viewer_with: Callable[..., Viewer]) -> Viewer:
    return viewer_with("police_superintendent")


@pytest.fixture
def notified() -> Callable[[date | None], None]:
    """Return a way to say when people made from now on first notified; None for not known."""

    def on(day: date | None) -> None:
        on.day = day  # type: ignore[attr-defined]

    on(NOTIFIED)
    return on


@pytest.fixture
def person(team: Team, notified: Any) -> Callable[..., UUID]:
    """Return a way to make somebody who was sentenced to life, whom the team sees in full."""

    def made(*, born: date = date(1970, 1, 1), required: bool = True) -> UUID:
        subject = Subject.objects.create(responsible_area_id=LONDON)
        about: dict[str, Any] = {"subject": subject, "responsible_area_id": LONDON, "restricted": False}
        Person.objects.create(date_of_birth=born, sex="male", ethnicity="unknown", **about)
        convicted = Conviction.objects.create(
            offence_code="SX03001", result="convicted", conviction_date=CONVICTED, **about
        )
        Disposal.objects.create(
            conviction=convicted, kind="imprisonment_life", imposed_date=CONVICTED, **about
        )
        if required:
            NotificationRequirement.objects.create(
                basis="conviction", start_date=CONVICTED, is_indefinite=True, **about
            )
        if notified.day:
            NotificationMade.objects.create(kind="initial", made_date=notified.day, **about)
        Standing.objects.create(kind="eligible", category=1, start_date=CONVICTED, **about)
        Responsibility.objects.create(
            area_id=LONDON, lead_agency="police", team=team, start_date=CONVICTED, **about
        )
        Sight.objects.create(
            subject=subject,
            team=team,
            level=3,
            source="test",
            reference=subject.id.int % 2**62,
            start_date=CONVICTED,
        )
        return subject.id

    return made
