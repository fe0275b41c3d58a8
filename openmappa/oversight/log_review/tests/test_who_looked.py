"""Who may read who looked at a record: the database answers, whatever the code asks."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from openmappa.foundation.access.domain import Level, Viewer
from openmappa.foundation.access.models import Sight
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.log_review import queries

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 5, 10, tzinfo=UTC)
CO_ORDINATOR, GOVERNANCE = Membership.CO_ORDINATOR, Membership.INFORMATION_GOVERNANCE_OFFICER


def looks_of(viewer: Viewer, subject: UUID) -> int:
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        return len(queries.who_looked(viewer=viewer, subject_id=subject)[0])


@pytest.mark.parametrize(
    ("role", "area", "restricted", "seen"),
    [
        (CO_ORDINATOR, 21, False, True),
        (CO_ORDINATOR, 21, True, False),
        (CO_ORDINATOR, 20, False, False),
        (GOVERNANCE, 21, False, True),
        (GOVERNANCE, 21, True, True),
        (GOVERNANCE, 20, False, False),
        *((role, 21, False, False) for role in Membership if role not in (CO_ORDINATOR, GOVERNANCE)),
    ],
)
def test_who_may_see_who_looked(make_person, somebody, write, role, area, restricted, seen) -> None:
    subject = make_person(restricted=restricted)
    write(somebody(CO_ORDINATOR), AT, subjects=[subject], area=21)
    assert looks_of(somebody(role, area), subject) == int(seen)


@pytest.mark.parametrize(("level", "seen"), [(Level.NONE, 0), (Level.PRESENCE, 0), (Level.SUMMARY, 1)])
def test_a_restricted_record_is_opened_by_sight_by_name(make_person, somebody, write, level, seen) -> None:
    subject, viewer = make_person(restricted=True), somebody(CO_ORDINATOR)
    write(viewer, AT, subjects=[subject], area=21)
    Sight.objects.create(
        subject_id=subject, user_id=viewer.user_id, level=level, source="test", start_date="2026-01-01"
    )
    assert looks_of(viewer, subject) == seen


def test_a_look_says_who_in_which_role_and_how_many_others(make_person, somebody, write) -> None:
    one, other = make_person(), make_person()
    viewer = somebody(CO_ORDINATOR)
    write(viewer, AT, "list of people shown", subjects=[one, other], justification="why", detail={"page": 1})
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        [look], older = queries.who_looked(viewer=viewer, subject_id=one)
    assert (look.name, look.roles, look.others, look.why, older) == (
        "Sam Example",
        ("co_ordinator",),
        1,
        "why",
        None,
    )


def test_pages_follow_each_other_without_gap(make_person, somebody, write) -> None:
    subject, viewer = make_person(), somebody(CO_ORDINATOR)
    written = [write(viewer, AT, subjects=[subject]) for _ in range(60)]
    found, below = [], queries.NEWEST
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        while below:
            looks, below = queries.who_looked(viewer=viewer, subject_id=subject, below=below)
            found += [each.id for each in looks]
    assert found == written[::-1]


def test_reference_of_another_area_and_of_nobody_answer_alike(make_person, somebody) -> None:
    viewer = somebody(GOVERNANCE)
    ours = make_person()
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        assert queries.area_of_log(viewer=viewer, subject_id=ours) == 21
        for reference in (make_person_elsewhere(), uuid4()):
            with pytest.raises(NotVisible):
                queries.area_of_log(viewer=viewer, subject_id=reference)


def make_person_elsewhere() -> UUID:
    reference = uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE openmappa_owner")
        cursor.execute(
            "INSERT INTO access_subject (id, responsible_area_id, restricted, version)"
            " VALUES (%s, 20, false, 1)",
            [reference],
        )
        cursor.execute("SET LOCAL ROLE openmappa_web")
    return reference


@pytest.mark.parametrize("role", list(Membership))
def test_raw_web_role_reads_the_log_of_its_area_only(make_person, somebody, write, role) -> None:
    looker = somebody(CO_ORDINATOR, 21)
    here = write(looker, AT, subjects=[make_person()], area=21)
    other = somebody(CO_ORDINATOR, 20)
    write(other, AT, subjects=[make_person(area=20)], area=20)
    across = write(other, AT, subjects=[make_person()], area=20)
    viewer = somebody(role, 21)
    with acting_as(Role.WEB) as web, web.cursor() as cursor:
        set_viewer(web, viewer)
        cursor.execute("SELECT id FROM audit_event")
        found = {each for (each,) in cursor.fetchall()}
        for column in ("before", "after", "transaction_id"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(f"SELECT {column} FROM audit_event")
    assert found == ({here, across} if role is GOVERNANCE else set())
