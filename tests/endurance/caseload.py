"""A caseload of people who are eligible and have no level yet, and co-ordinators who may give them one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openmappa.casework.standing.models import Standing
from openmappa.foundation.access.models import Subject
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from tests.endurance.crowd import LONDON, LONG_AGO
from tests.sessions import ready_session

ELIGIBLE_FROM = date(2022, 4, 4)


@dataclass(frozen=True, slots=True)
class Caseload:
    """The people's ids, and a session of each co-ordinator."""

    people: list[str]
    sessions: list[str]


def caseload(people: int, co_ordinators: int, *, using: str) -> Caseload:
    """Fill the database with so many people and co-ordinators of one area."""
    subjects = Subject.objects.using(using).bulk_create(
        Subject(responsible_area_id=LONDON) for _ in range(people)
    )
    Standing.objects.using(using).bulk_create(
        Standing(
            subject=each,
            responsible_area_id=LONDON,
            restricted=False,
            kind="eligible",
            category=1,
            start_date=ELIGIBLE_FROM,
        )
        for each in subjects
    )
    return Caseload(
        [str(each.id) for each in subjects], [co_ordinator(n, using) for n in range(co_ordinators)]
    )


def co_ordinator(number: int, using: str, *, area: int = LONDON) -> str:
    """Return the key of a session of a new co-ordinator of the area."""
    user = User.objects.using(using).create(
        email=f"co-ordinator-{number}@example.test", name=f"Co-ordinator {number}", area_id=area
    )
    Membership.objects.using(using).create(
        user=user,
        agency=Agency.objects.using(using).get(code="probation-london"),
        area_id=area,
        role=Role.CO_ORDINATOR.value,
        start_date=LONG_AGO,
    )
    return ready_session(user, using=using)
