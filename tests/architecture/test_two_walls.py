"""Python's wall and the database's say the same, on generated worlds, for every table with personal data."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from hypothesis import HealthCheck, example, given, settings

from openmappa.foundation.access.domain import Section, Viewer
from openmappa.foundation.access.models import Sight, Subject, opens
from openmappa.foundation.access.permissions.policies import is_history, personal_models, sensitivity_of
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts import domain as accounts
from openmappa.foundation.audit.models import Event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from tests.worlds import TODAY, GeneratedMembership, GeneratedSight, World, build, worlds

pytestmark = pytest.mark.django_db


def _about_subjects() -> list[type[Model]]:
    readable = [each for each in personal_models() if each is not Event]
    return [each for each in readable if not hasattr(each, "owned_by")]


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


CO_ORDINATOR = accounts.Role.CO_ORDINATOR
OFFENDER_MANAGER = accounts.Role.POLICE_OFFENDER_MANAGER


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
@example(_world(GeneratedSight("user", 0, 3, Section.HEALTH, -1, None)))
@example(_world(GeneratedSight("user", 0, 3, Section.CUSTODY, -1, None)))
@example(_world(GeneratedSight("user", 0, 2, None, -1, None)))
@given(world=worlds())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_database_shows_what_python_shows(db: None, world: World) -> None:
    with transaction.atomic():
        user = build(world)
        viewer = viewer_of(user, as_at=TODAY)
        if not user.is_active:
            viewer = Viewer(viewer.user_id, viewer.name, viewer.as_at, ())
        expected = {
            model: {str(key) for key in _visible(model, viewer).values_list("pk", flat=True)}
            for model in _about_subjects()
        }
        with acting_as(Role.WEB) as web:
            set_viewer(web, viewer)
            found = {model: _keys_by_raw_web_role(model) for model in _about_subjects()}
            if not user.is_active:
                expected[Sight] = found[Sight]
            assert found == expected
        transaction.set_rollback(True)


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
        if model is Sight or model is Subject or is_history(model):
            continue
        carried = set(model._default_manager.values_list("responsible_area_id", "restricted"))
        assert carried <= {(17, True)}, model
