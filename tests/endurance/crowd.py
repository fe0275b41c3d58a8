"""A crowd of users, each of whom may see one person and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openmappa.foundation.access.models import Sight, Subject
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency, Team
from openmappa.record.people.models import Name, Person
from tests.sessions import ready_session

LONDON, LONG_AGO = 21, date(2020, 1, 6)


@dataclass(frozen=True, slots=True)
class Member:
    """A user of the crowd with a session, the person whom this user alone may see, and that person's name."""

    user: UUID
    called: str
    session: str
    person: UUID
    name: str


def crowd(size: int, *, using: str) -> list[Member]:
    """Fill the database with users, a team for each, and a person for each team."""
    agency = Agency.objects.using(using).get(code="police-metropolitan")
    return [_member(number, agency, using) for number in range(size)]


def _member(number: int, agency: Agency, using: str) -> Member:
    team = Team.objects.using(using).create(
        area_id=LONDON, lead_agency="police", name=f"Team of the crowd {number}"
    )
    user = User.objects.using(using).create(email=f"crowd-{number}@example.test", name=f"User{number:03}x")
    Membership.objects.using(using).create(
        user=user,
        agency=agency,
        area_id=LONDON,
        team=team,
        role=Role.POLICE_OFFENDER_MANAGER.value,
        start_date=LONG_AGO,
    )
    subject = Subject.objects.using(using).create(responsible_area_id=LONDON)
    about = {"subject": subject, "responsible_area_id": LONDON, "restricted": False}
    Person.objects.using(using).create(**about, sex="male", ethnicity="not_stated")
    name = f"Ownperson{number:03}x"
    Name.objects.using(using).create(**about, kind="legal", given_names="Avery", family_name=name)
    Sight.objects.using(using).create(
        subject=subject, team=team, level=3, source="crowd", reference=number, start_date=LONG_AGO
    )
    return Member(user.id, user.name, ready_session(user, using=using), subject.id, name)
