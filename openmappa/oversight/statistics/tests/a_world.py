"""A few people of an area who count, and users who ask about them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.standing.models import Level, Standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role as DatabaseRole
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import LoadInfo
from openmappa.record.custody.models import CustodySpell
from openmappa.record.people.models import Name, Person

LONDON, DERBYSHIRE, DIVISION = 21, 7, 43
YEAR = ReportingYear("2023-24")
TODAY = date(2024, 5, 1)
START = date(2020, 2, 3)
LOADS = {LONDON: LoadInfo((1, 2), date(2024, 4, 10), fictitious=True)}


def person(
    *,
    name: str = "Fictitious",
    area: int = LONDON,
    category: int = 1,
    level: int | None = 1,
    restricted: bool = False,
    inside: bool = False,
) -> UUID:
    """Add a person who is eligible and answered for since 2020, in the community unless `inside`."""
    subject = Subject.objects.create(responsible_area_id=area, restricted=restricted)
    carried = {"subject": subject, "responsible_area_id": area, "restricted": restricted}
    Person.objects.create(**carried, sex="male", ethnicity="not_stated")
    Name.objects.create(**carried, kind="legal", given_names="Avery", family_name=name)
    Responsibility.objects.create(**carried, area_id=area, lead_agency="probation", start_date=START)
    standing = Standing.objects.create(**carried, kind="eligible", category=category, start_date=START)
    if level:
        Level.objects.create(**carried, standing=standing, category=category, level=level, start_date=START)
    if inside:
        CustodySpell.objects.create(**carried, kind="sentenced", start_date=START)
    return subject.id


def user(role: Role, *, area: int | None = LONDON) -> User:
    """Add a user who holds the role in the area since 2020."""
    made = User.objects.create(email=f"{role.value}-{area}@example.org", name="Example User")
    agency = Agency.objects.order_by("id")[0]
    Membership.objects.create(user=made, agency=agency, area_id=area, role=role.value, start_date=START)
    return made


def viewer(role: Role, *, area: int | None = LONDON) -> Viewer:
    """Add a user who holds the role in the area, and return the user as a viewer."""
    return viewer_of(user(role, area=area), as_at=TODAY)


@contextmanager
def seen_by(asking: Viewer) -> Iterator[None]:
    """Run as the web role for the viewer."""
    with acting_as(DatabaseRole.WEB) as connection:
        set_viewer(connection, asking)
        yield
