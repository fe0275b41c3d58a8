"""A recorded person whom the law makes something of, and officers of the area."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from openmappa.casework.eligibility.domain.matter import Matter
from openmappa.casework.eligibility.queries import matter_of
from openmappa.casework.eligibility.services.deciding import answer_override, confirm, override
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.convictions.models import Conviction, Disposal
from openmappa.record.people.models import Person

TODAY = date(2024, 4, 10)
CONVICTED, IMPOSED, LAST = date(2020, 2, 3), date(2020, 3, 2), date(2030, 3, 1)
RAPE, ROBBERY, PHOTOGRAPH = "SX03001", "TH68023", "CJ88115"
PRESENT_START = date(2022, 4, 4)


@pytest.fixture
def officer(db: None) -> Callable[..., Viewer]:
    """Return a way to make an officer with a role in an area; each call makes another account."""
    made_so_far: list[User] = []

    def made(role: str = "co_ordinator", *, name: str = "", area: int = 21) -> Viewer:
        number = len(made_so_far)
        user = User.objects.create(email=f"officer-{number}@example.test", name=name or f"Officer {number}")
        made_so_far.append(user)
        agency = Agency.objects.get(code="probation-london")
        Membership.objects.create(
            user=user, agency=agency, area_id=area, role=role, start_date=date(2020, 1, 1)
        )
        return viewer_of(user, as_at=TODAY)

    return made


@pytest.fixture
def first(officer: Callable[..., Viewer]) -> Viewer:
    return officer(name="Pat First")


@pytest.fixture
def second(officer: Callable[..., Viewer]) -> Viewer:
    return officer(name="Sam Second")


class Recorded:
    """A person whose record grows by the calls of a test."""

    def __init__(self, *, restricted: bool = False) -> None:
        self.subject = Subject.objects.create(responsible_area_id=21, restricted=restricted)
        self.carried = {"subject": self.subject, "responsible_area_id": 21, "restricted": restricted}
        Person.objects.create(
            date_of_birth=date(1980, 5, 17), sex="male", ethnicity="unknown", **self.carried
        )

    @property
    def id(self) -> UUID:
        return self.subject.id

    def convicted(
        self, code: str = ROBBERY, *, months: int | None = 60, on: date = CONVICTED, **more: Any
    ) -> Conviction:
        given = {
            "offence_code": code,
            "result": "convicted",
            "conviction_date": on,
            "offence_date": on,
            **more,
        }
        conviction = Conviction.objects.create(**self.carried, **given)
        if months is not None:
            Disposal.objects.create(
                conviction=conviction, kind="imprisonment", imposed_date=IMPOSED, term_months=months,
                last_date=LAST, **self.carried,
            )  # fmt: skip
        return conviction

    def stands(
        self,
        category: int | None,
        limb: str = "",
        *,
        kind: str = "eligible",
        start: date = PRESENT_START,
        **more: Any,
    ) -> Standing:
        standing = Standing.objects.create(
            kind=kind, category=category, start_date=start, **self.carried, **more
        )
        if limb:
            Ground.objects.create(standing=standing, limb=limb, start_date=start, **self.carried)
        return standing

    def held(self, standing: Standing, level: int, start: date = PRESENT_START, **more: Any) -> Level:
        return Level.objects.create(
            standing=standing,
            category=standing.category,
            level=level,
            start_date=start,
            **self.carried,
            **more,
        )

    def standings(self) -> list[tuple[str, int | None, date, date | None]]:
        rows = Standing.objects.filter(subject=self.subject, recorded_in_error=False).order_by("start_date")
        return list(rows.values_list("kind", "category", "start_date", "last_date"))

    def levels(self) -> list[tuple[int | None, int, date, date | None]]:
        rows = Level.objects.filter(subject=self.subject, recorded_in_error=False).order_by("start_date")
        return list(rows.values_list("standing__category", "level", "start_date", "until_date"))


@pytest.fixture
def recorded(db: None) -> Callable[..., Recorded]:
    return Recorded


@contextmanager
def web(viewer: Viewer) -> Iterator[None]:
    """Act as the web role for the viewer."""
    with acting_as(Role.WEB) as connection:
        set_viewer(connection, viewer)
        yield


def matter(viewer: Viewer, person: Recorded) -> Matter:
    with web(viewer):
        return matter_of(viewer=viewer, subject_id=person.id)


def confirmed(by: Viewer, person: Recorded, **values: Any) -> None:
    """Confirm what the law says, from what is recorded now."""
    now = matter(by, person)
    given = {"start_date": now.first_day, "reason": "", "expected": now.token, **values}
    with web(by):
        confirm(by=by, subject_id=person.id, **given)


def overridden(by: Viewer, person: Recorded, limb: Any = None, **values: Any) -> None:
    """Decide otherwise, from what is recorded now."""
    given = {
        "start_date": TODAY,
        "reason": "Advice of counsel",
        "expected": matter(by, person).token,
        **values,
    }
    with web(by):
        override(by=by, subject_id=person.id, limb=limb, **given)


def answered(by: Viewer, person: Recorded, answer: Any, **values: Any) -> None:
    """Answer the override that waits."""
    given = {"reason": "Read", "expected": matter(by, person).token, **values}
    with web(by):
        answer_override(by=by, subject_id=person.id, answer=answer, **given)
