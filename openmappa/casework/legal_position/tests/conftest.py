"""A recorded life, and who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import viewer_of
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.record.convictions.models import Conviction, Disposal
from openmappa.record.custody.models import AbsenceAbroad, CustodySpell
from openmappa.record.notification.models import NotificationRequirement
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.record.people.models import Address, Person

TODAY = date(2024, 4, 10)
BORN, CONVICTED, IMPOSED = date(1980, 5, 17), date(2015, 3, 3), date(2015, 4, 1)
RAPE, ROBBERY = "SX03001", "TH68009"


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


class Recorded:
    """A person whose record grows by the calls of a test. Every row counts unless it says otherwise."""

    def __init__(self, *, born: date | None = BORN, **columns: Any) -> None:
        self.subject = Subject.objects.create(responsible_area_id=21)
        self.carried = {"subject": self.subject, "responsible_area_id": 21, "restricted": False}
        Person.objects.create(date_of_birth=born, sex="male", ethnicity="unknown", **self.carried, **columns)

    @property
    def id(self) -> UUID:
        return self.subject.id

    def convicted(self, code: str = RAPE, on: date = CONVICTED, **columns: Any) -> Conviction:
        given = {"offence_code": code, "result": "convicted", "conviction_date": on} | columns
        return Conviction.objects.create(**self.carried, **given)

    def sentenced(self, conviction: Conviction, kind: str = "imprisonment", **columns: Any) -> Disposal:
        given = {"kind": kind, "imposed_date": IMPOSED} | columns
        return Disposal.objects.create(conviction=conviction, **self.carried, **given)

    def ordered(self, kind: str = "shpo", **columns: Any) -> CourtOrder:
        given = {"kind": kind, "route": "conviction", "made_date": IMPOSED, "start_date": IMPOSED} | columns
        return CourtOrder.objects.create(**self.carried, **given)

    def happened(self, order: CourtOrder, kind: str, on: date, **columns: Any) -> OrderEvent:
        return OrderEvent.objects.create(order=order, kind=kind, event_date=on, **self.carried, **columns)

    def inside(self, start: date, until: date | None = None, **columns: Any) -> CustodySpell:
        given = {"kind": "sentenced", "ended_by": "released" if until else None} | columns
        return CustodySpell.objects.create(start_date=start, until_date=until, **self.carried, **given)

    def abroad(self, start: date, until: date | None = None) -> AbsenceAbroad:
        return AbsenceAbroad.objects.create(
            kind="living_abroad", start_date=start, until_date=until, **self.carried
        )

    def lived(self, start: date, kind: str = "main") -> Address:
        return Address.objects.create(kind=kind, start_date=start, **self.carried)

    def required(self, **columns: Any) -> NotificationRequirement:
        given = {"basis": "conviction", "start_date": CONVICTED} | columns
        return NotificationRequirement.objects.create(**self.carried, **given)

    def standing(self, category: int, limb: str, start: date = IMPOSED, **columns: Any) -> Standing:
        found = Standing.objects.create(
            kind="eligible", category=category, start_date=start, **self.carried, **columns
        )
        Ground.objects.create(standing=found, limb=limb, start_date=start, **self.carried)
        return found

    def held(self, standing: Standing, level: int, start: date = IMPOSED) -> Level:
        return Level.objects.create(
            standing=standing, category=standing.category, level=level, start_date=start, **self.carried
        )


@pytest.fixture
def recorded(db: None) -> Callable[..., Recorded]:
    return Recorded
