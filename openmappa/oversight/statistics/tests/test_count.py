"""Stored runs: what is stored, on what they rest, and who may write and read them."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from openmappa.casework.responsibility.models import Responsibility
from openmappa.foundation.access.services import set_up_wall
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.audit.models import Event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed, changed_by_load
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import DEFINER
from openmappa.foundation.database.roles import Role as DatabaseRole
from openmappa.oversight.statistics.domain.figures import NotCounted
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.models import StoredCell, StoredRun
from openmappa.oversight.statistics.permissions import counted_columns
from openmappa.oversight.statistics.queries import NotPermitted, areas_with_figures, latest_figures
from openmappa.oversight.statistics.services import UnknownArea, count, stored_figures
from openmappa.oversight.statistics.tests.a_world import (
    DERBYSHIRE,
    DIVISION,
    LOADS,
    LONDON,
    START,
    YEAR,
    person,
    seen_by,
    viewer,
)

pytestmark = pytest.mark.django_db


def test_run_stores_every_cell_zeros_included() -> None:
    person(category=1, level=1)
    person(category=1, level=1, inside=True)
    person(category=2, level=None)
    person(category=4, level=3, restricted=True)
    person(area=DERBYSHIRE)

    (run,) = count(YEAR, [LONDON], loads=LOADS)

    stored = {
        (each.category, each.level): each.count for each in StoredCell.objects.filter(run_id=run.run_id)
    }
    assert {cell: people for cell, people in stored.items() if people} == {
        (1, 1): 1,
        (2, None): 1,
        (4, 3): 1,
    }
    assert len(stored) == 15
    assert run.table.without_level == 1


def test_run_says_what_it_rests_on() -> None:
    count(YEAR, [LONDON], loads=LOADS)
    run = StoredRun.objects.get(rule="eligible_on_31_march")
    assert (run.area_id, run.rule, run.rule_version, run.year) == (
        LONDON,
        "eligible_on_31_march",
        1,
        "2023-24",
    )
    assert (str(run.snapshot_date), str(run.data_as_at), run.loads, run.fictitious) == (
        "2024-03-31",
        "2024-04-10",
        [1, 2],
        True,
    )


def test_all_43_units_are_counted_at_once() -> None:
    person()
    person(area=43, category=4, restricted=True)

    runs = count(YEAR, loads={})

    assert [each.area for each in runs] == list(range(1, 44))
    assert {each.area for each in runs if any(each.table.cells.values())} == {LONDON, 43}


def test_count_writes_one_audit_event_without_people() -> None:
    person()
    count(YEAR, [LONDON], loads=LOADS)
    event = Event.objects.get(what="figures counted")
    assert (event.acting, event.area, event.subjects) == ("statistics", LONDON, [])
    assert event.detail == {
        "rules": {rule.name: 1 for rule in RULES},
        "year": "2023-24",
        "areas": [LONDON],
    }


def test_unknown_area_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(UnknownArea):
        count(YEAR, [LONDON, 44], loads=LOADS)
    assert not StoredRun.objects.exists()


@pytest.mark.parametrize("role", [DatabaseRole.WEB, DatabaseRole.LOADER])
def test_only_the_statistics_role_stores_a_run(role: DatabaseRole) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        acting_as(role) as acting,
        acting.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO statistics_storedrun (area_id, rule, rule_version, year, snapshot_date, loads,"
            " fictitious) VALUES (21, 'r', 1, '2023-24', '2024-03-31', '{}', true)"
        )


def test_nobody_changes_a_stored_cell() -> None:
    count(YEAR, [LONDON], loads=LOADS)
    for role in DatabaseRole:
        if role is DatabaseRole.OWNER:
            continue
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            acting_as(role) as acting,
            acting.cursor() as cursor,
        ):
            cursor.execute("UPDATE statistics_storedcell SET count = 1")


def test_statistics_role_reads_no_table_about_people_and_no_names() -> None:
    for table in ("public.standing_standing", "people_name", "access_subject", "public.people_person"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            acting_as(DatabaseRole.STATISTICS) as acting,
            acting.cursor() as cursor,
        ):
            cursor.execute(f"SELECT * FROM {table}")


def test_wall_can_be_set_up_again() -> None:
    set_up_wall(connection)
    set_up_wall(connection)
    person()
    (run,) = count(YEAR, [LONDON], loads=LOADS)
    assert run.table.figure(1, 1) == 1


def test_counting_views_are_for_the_statistics_role_alone_and_hold_no_names() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_get_userbyid(relowner), has_table_privilege('openmappa_statistics', oid, 'SELECT'),"
            " has_table_privilege('openmappa_web', oid, 'SELECT'), has_table_privilege('openmappa_loader', oid, 'SELECT')"
            " FROM pg_class WHERE relnamespace = 'counting'::regnamespace ORDER BY relname"
        )
        rows = cursor.fetchall()
        cursor.execute(
            "SELECT DISTINCT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'counting'"
        )
        columns = set(cursor.fetchall())
    assert rows == [(table, DEFINER, True, False, False) for table in sorted(counted_columns())]
    assert not {column for _, column in columns} & {
        "given_names",
        "family_name",
        "date_of_birth",
        "officer",
        "establishment",
        "court",
    }
    assert ("standing_level", "reason") not in columns


def test_lay_adviser_reads_the_cells_of_the_own_area_only() -> None:
    person(category=2, level=3)
    count(YEAR, [LONDON, DERBYSHIRE], loads=LOADS)
    asking = viewer(Role.LAY_ADVISER)
    with seen_by(asking):
        figures = latest_figures(viewer=asking, area=LONDON, year=YEAR)
        with pytest.raises(NotPermitted):
            latest_figures(viewer=asking, area=DERBYSHIRE, year=YEAR)
        assert [(each.number, each.years) for each in areas_with_figures(viewer=asking)] == [
            (LONDON, ("2023-24",))
        ]
    assert (figures.table.figure(2, 3), figures.may_open) == (1, False)


def test_statistician_reads_the_figures_of_all_areas() -> None:
    count(YEAR, loads={})
    asking = viewer(Role.NATIONAL_STATISTICIAN, area=None)
    with seen_by(asking):
        areas = areas_with_figures(viewer=asking)
        assert latest_figures(viewer=asking, area=DERBYSHIRE, year=YEAR).area_name == "Derbyshire"
    assert len(areas) == 43
    assert all(each.years == ("2023-24",) for each in areas)


def test_offender_manager_reads_no_figures() -> None:
    count(YEAR, [LONDON], loads=LOADS)
    asking = viewer(Role.POLICE_OFFENDER_MANAGER)
    with seen_by(asking):
        assert not StoredCell.objects.exists()
        with pytest.raises(NotPermitted):
            areas_with_figures(viewer=asking)


@pytest.mark.parametrize("role", [Role.CO_ORDINATOR, Role.BOARD_MEMBER, Role.LAY_ADVISER])
def test_policy_hides_category_4_from_readers_of_an_area(role: Role) -> None:
    person(category=4, level=2, restricted=True)
    count(YEAR, [LONDON], loads=LOADS)
    with seen_by(viewer(role)):
        # Past every condition in Python: the policy alone.
        assert set(StoredCell.objects.values_list("category", flat=True)) == {1, 2, 3, None}
    asking = viewer(Role.NATIONAL_STATISTICIAN, area=None)
    with seen_by(asking):
        assert latest_figures(viewer=asking, area=LONDON, year=YEAR).table.category_4 == {1: 0, 2: 1, 3: 0}


def test_count_says_so_when_facts_have_changed_since() -> None:
    changed_by_load(connection, area=LONDON, what=[What.STANDING])
    count(YEAR, [LONDON], loads=LOADS)
    assert not stored_figures(YEAR, LONDON).facts_have_changed

    changed_by_load(connection, area=DERBYSHIRE, what=[What.STANDING])
    assert not stored_figures(YEAR, LONDON).facts_have_changed
    changed_by_load(connection, area=LONDON, what=[What.STANDING])
    assert stored_figures(YEAR, LONDON).facts_have_changed

    count(YEAR, [LONDON], loads=LOADS)
    assert not stored_figures(YEAR, LONDON).facts_have_changed


def test_news_of_people_reaches_every_area_that_answered_for_them() -> None:
    moved = person(area=DERBYSHIRE)
    Responsibility.objects.create(
        subject_id=moved,
        responsible_area_id=DERBYSHIRE,
        restricted=False,
        area_id=LONDON,
        lead_agency="probation",
        start_date=date(2019, 1, 1),
        until_date=START,
    )
    count(YEAR, [LONDON, DERBYSHIRE, DIVISION], loads={})
    with seen_by(viewer(Role.CO_ORDINATOR, area=DERBYSHIRE)):
        changed(connection, area=DERBYSHIRE, what=[What.STANDING], subjects=[moved])
    assert [stored_figures(YEAR, each).facts_have_changed for each in (LONDON, DERBYSHIRE, DIVISION)] == [
        True,
        True,
        False,
    ]


def test_change_by_who_reads_no_figures_is_noted() -> None:
    subject = person()
    count(YEAR, [LONDON], loads=LOADS)
    with seen_by(viewer(Role.POLICE_OFFENDER_MANAGER)):
        changed(connection, area=LONDON, what=[What.STANDING], subjects=[subject])
    assert stored_figures(YEAR, LONDON).facts_have_changed


def test_news_of_a_load_reaches_the_areas_that_its_responsibilities_name() -> None:
    Responsibility.objects.filter(subject_id=person(area=LONDON)).update(load_number=5)
    Responsibility.objects.filter(subject_id=person(area=DIVISION)).update(load_number=4)
    count(YEAR, [LONDON, DERBYSHIRE, DIVISION], loads={})
    with acting_as(DatabaseRole.LOADER) as loading:
        with loading.cursor() as cursor:
            cursor.execute("SELECT set_config('openmappa.load', '5', true)")
        changed_by_load(loading, area=DERBYSHIRE, what=[What.RESPONSIBILITY])
    assert [stored_figures(YEAR, each).facts_have_changed for each in (LONDON, DERBYSHIRE, DIVISION)] == [
        True,
        True,
        False,
    ]


def test_newest_run_is_the_one_read() -> None:
    count(YEAR, [LONDON], loads=LOADS)
    person()
    count(YEAR, [LONDON], loads=LOADS)
    assert stored_figures(YEAR, LONDON).table.figure(None, None) == 1
    assert StoredRun.objects.filter(rule="eligible_on_31_march").count() == 2


def test_area_that_was_not_counted_says_so() -> None:
    with pytest.raises(NotCounted):
        stored_figures(YEAR, LONDON)
    asking = viewer(Role.CO_ORDINATOR)
    with seen_by(asking), pytest.raises(NotCounted):
        latest_figures(viewer=asking, area=LONDON, year=YEAR)
