"""Python's wall and the database's say the same, on generated worlds, for every table with personal data."""

from __future__ import annotations

import os
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from openmappa.foundation.access.domain import Level, Section, Viewer
from openmappa.foundation.access.models import AboutSubject, Sight, Subject, opens
from openmappa.foundation.access.permissions.policies import is_history, personal_models, sensitivity_of
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts import domain as accounts
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.record.people.models import Name, Person
from tests.worlds import (
    NOW,
    TODAY,
    GeneratedCondition,
    GeneratedMembership,
    GeneratedQualification,
    GeneratedSight,
    World,
    build,
    worlds,
)

pytestmark = pytest.mark.django_db
WORLDS = int(os.environ.get("OPENMAPPA_WORLDS", "60"))
MANY_WORLDS, PARTS = 1000, 4
PROPERTY_OF = {Subject: "id", Name: "subject_id", Person: "subject_id"}


def _about_subjects() -> list[type[Model]]:
    readable = [each for each in personal_models() if each is not Event]
    return [each for each in readable if not hasattr(each, "owned_by") and not hasattr(each, "own_policies")]


def _visible(model: type[Model], viewer: Viewer) -> QuerySet[Model]:
    rows = model._default_manager.all()
    if model is Sight:
        return Sight.objects.held_by(viewer) | Sight.objects.filter(pk__in=_held_at_any_time(viewer))
    if is_history(model):
        return rows.filter(opens(viewer, sensitivity_of(model), carrier="subject__"))
    return rows.visible_to(viewer)  # type: ignore[attr-defined]


def _held_at_any_time(viewer: Viewer) -> QuerySet[Sight]:
    from django.db.models import Q

    return Sight.objects.filter(
        Q(user_id=viewer.user_id) | Q(team_id__in=viewer.teams) | Q(agency_id__in=viewer.agencies)
    ).values("pk")


def _viewer(user: User) -> Viewer:
    """Return the user as a viewer; one whose account is closed holds no membership."""
    viewer = viewer_of(user, as_at=TODAY, now=NOW)
    return viewer if user.is_active else replace(viewer, held=())


def _named(viewer: Viewer) -> set[UUID]:
    return set(Name.objects.visible_to(viewer).values_list("subject_id", flat=True))


def _known_of(viewer: Viewer) -> set[UUID]:
    """Return whom sight of an area lets the viewer know of, by name: nobody restricted or excluded."""
    areas = viewer.areas(Level.PRESENCE)
    known = Subject.objects.visible_to(viewer).filter(responsible_area_id__in=areas, restricted=False)
    return set(known.values_list("id", flat=True))


def _found_by_name() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subject_id::text FROM people_search('Fictitious Persan', 200)")
        return {key for (key,) in cursor.fetchall()}


def _withheld() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_withheld('Fictitious Persan')")
        return cursor.fetchone()[0]


def _keys_by_raw_web_role(model: type[Model]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {model._meta.pk.column}::text FROM {model._meta.db_table}")
        return {key for (key,) in cursor.fetchall()}


def _world(*sights: GeneratedSight, restricted: bool = False, role: accounts.Role | None = None) -> World:
    roles = [] if role is None else [GeneratedMembership(role, 21, 0, -1, None)]
    return World(subjects=[(21, restricted, 21)], memberships=roles, sights=list(sights))


def _member(start: int, length: int | None) -> World:
    held = GeneratedMembership(accounts.Role.CO_ORDINATOR, 21, 0, start, length)
    return World(subjects=[(21, False, 21)], memberships=[held], sights=[])


def _conditional(start: int, days: int, *, level: int = 1, needs: int = 1) -> World:
    """A co-ordinator whose role hangs on vetting, and who was vetted from a day, for some days after it."""
    vetting = accounts.QualificationKind.VETTING
    return World(
        subjects=[(21, False, 21)],
        memberships=[GeneratedMembership(CO_ORDINATOR, 21, None, -1, None)],
        sights=[],
        conditions=[GeneratedCondition(CO_ORDINATOR, 21, vetting, needs, -1, None)],
        qualifications=[GeneratedQualification(vetting, level, start, days)],
    )


CO_ORDINATOR = accounts.Role.CO_ORDINATOR
OFFENDER_MANAGER = accounts.Role.POLICE_OFFENDER_MANAGER
CO_OPERATING = accounts.Role.CO_OPERATING_MEMBER


@example(_world(role=CO_ORDINATOR))
@example(_member(-2, 1))
@example(_member(-2, 2))
@example(_member(-2, 3))
@example(_member(0, None))
@example(_member(1, None))
@example(_world(role=OFFENDER_MANAGER))
@example(_world(role=CO_ORDINATOR, restricted=True))
@example(_world(GeneratedSight("user", 0, 1, None, -1, None), role=CO_ORDINATOR, restricted=True))
@example(_world(GeneratedSight("user", 0, 0, None, -1, None), role=CO_ORDINATOR))
@example(_world(GeneratedSight("team0", 0, 0, None, -1, None), role=CO_ORDINATOR))
@example(_world(GeneratedSight("team0", 0, 3, None, 0, 1), role=OFFENDER_MANAGER, restricted=True))
@example(_world(GeneratedSight("team0", 0, 3, None, -2, 2), role=OFFENDER_MANAGER, restricted=True))
@example(_world(GeneratedSight("team0", 0, 3, None, 1, None), role=OFFENDER_MANAGER, restricted=True))
@example(_world(GeneratedSight("team0", 0, 2, None, -1, None), role=accounts.Role.LAY_ADVISER))
@example(_world(GeneratedSight("user", 0, 3, Section.HEALTH, -1, None), role=CO_OPERATING))
@example(_world(GeneratedSight("user", 0, 3, Section.CUSTODY, -1, None), role=CO_OPERATING))
@example(_world(GeneratedSight("user", 0, 2, None, -1, None), role=CO_OPERATING))
@example(_world(GeneratedSight("user", 0, 3, None, 0, None, 1), role=CO_OPERATING, restricted=True))
@example(_world(GeneratedSight("user", 0, 3, None, 0, None, 0), role=CO_OPERATING, restricted=True))
@example(_world(GeneratedSight("user", 0, 3, None, -1, None)))
@example(_world(GeneratedSight("user", 0, 3, None, -1, None), role=accounts.Role.SYSTEM_MANAGER))
@example(_world(GeneratedSight("agency", 0, 3, None, -1, None), role=accounts.Role.BOARD_MEMBER))
@example(_world(role=accounts.Role.INFORMATION_GOVERNANCE_OFFICER))
@example(_conditional(-3, 3))
@example(_conditional(-3, 2))
@example(_conditional(0, 0))
@example(_conditional(1, 3))
@example(_conditional(-1, 4, level=1, needs=2))
@given(world=worlds())
@settings(max_examples=WORLDS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_database_shows_what_python_shows(db: None, world: World) -> None:
    _compare(world)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@given(world=worlds())
@settings(
    max_examples=MANY_WORLDS // PARTS,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_database_shows_what_python_shows_in_a_thousand_worlds(db: None, part: int, world: World) -> None:
    # In parts, so that several processes share the work. Each part draws worlds of its own.
    _compare(world)


def _compare(world: World) -> None:
    """Build the world in a savepoint, ask both walls for every table and the search, and undo it."""
    with transaction.atomic():
        viewer = _viewer(build(world))
        expected = {
            model: {str(key) for key in _visible(model, viewer).values_list("pk", flat=True)}
            for model in _about_subjects()
        }
        named = _named(viewer)
        hidden = len(_known_of(viewer) - named)
        assert Name.objects.all().number_visible_to(viewer) == Name.objects.visible_to(viewer).count()
        with acting_as(Role.WEB) as web:
            set_viewer(web, viewer)
            found = {model: _keys_by_raw_web_role(model) for model in _about_subjects()}
            assert found == expected
            assert _found_by_name() == {str(each) for each in named}
            assert _withheld() == (None if 0 < hidden < 5 else hidden)
        transaction.set_rollback(True)


@given(world=worlds(), chosen=st.integers(0, 5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_stricter_reading_wins(db: None, world: World, chosen: int) -> None:
    with transaction.atomic():
        user = build(world)
        viewer = _viewer(user)
        subjects = sorted(Subject.objects.values_list("id", flat=True))
        subject = subjects[chosen % len(subjects)]
        before = _seen_by_raw_web_role(viewer)
        Sight.objects.create(subject_id=subject, user=user, level=3, source="more", start_date=TODAY)
        granted = _seen_by_raw_web_role(viewer)
        Subject.objects.filter(id=subject).update(restricted=True)
        restricted = _seen_by_raw_web_role(viewer)
        Sight.objects.create(subject_id=subject, user=user, level=0, source="never", start_date=TODAY)
        excluded = _seen_by_raw_web_role(viewer)
        for model in PROPERTY_OF:
            assert before[model] <= granted[model], "sight that is given closes nothing"
            assert restricted[model] <= granted[model], "a restriction opens nothing"
            assert excluded[model] <= restricted[model], "an exclusion opens nothing"
            assert str(subject) not in excluded[model], "an exclusion beats every grant"
            others = {each for each in before[model] if each != str(subject)}
            assert {each for each in excluded[model] if each != str(subject)} == others
        transaction.set_rollback(True)


def _seen_by_raw_web_role(viewer: Viewer) -> dict[type[Model], set[str]]:
    with acting_as(Role.WEB) as web, web.cursor() as cursor:
        set_viewer(web, viewer)
        seen = {}
        for model, column in PROPERTY_OF.items():
            cursor.execute(f"SELECT {column}::text FROM {model._meta.db_table}")
            seen[model] = {key for (key,) in cursor.fetchall()}
        return seen


@given(world=worlds())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_without_viewer_nothing_is_read(db: None, world: World) -> None:
    with transaction.atomic():
        build(world)
        with acting_as(Role.WEB) as web:
            set_viewer(web, None)
            for model in _about_subjects():
                assert _keys_by_raw_web_role(model) == set(), model
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("world", "holds"),
    [
        (_conditional(-3, 3), True),
        (_conditional(-3, 2), False),
        (_conditional(0, 0), True),
        (_conditional(1, 3), False),
        (_conditional(-1, 4, level=2, needs=2), True),
        (_conditional(-1, 4, level=1, needs=2), False),
    ],
    ids=["last day", "day after", "one day", "not yet", "level enough", "level too low"],
)
def test_role_holds_while_its_condition_is_met(world: World, holds: bool) -> None:
    user = build(world)
    viewer = viewer_of(user, as_at=TODAY)
    assert bool(viewer.held) is holds
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        assert bool(_keys_by_raw_web_role(Subject)) is holds


def test_every_personal_table_holds_rows_in_a_world() -> None:
    build(World(subjects=[(21, False, 17)], memberships=[], sights=[]))
    empty = [
        model.__name__
        for model in _about_subjects()
        if model is not Sight and not model._default_manager.exists() and "NotSent" not in model.__name__
    ]
    assert empty == []


def test_area_and_restriction_follow_the_subject() -> None:
    build(World(subjects=[(21, False, 17)], memberships=[], sights=[]))
    Subject.objects.update(restricted=True)
    for model in _about_subjects():
        if not issubclass(model, AboutSubject):
            continue
        carried = set(model._default_manager.values_list("responsible_area_id", "restricted"))
        assert carried <= {(17, True)}, model
