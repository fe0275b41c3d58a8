"""Stored counts read whole, distinct people, and the national breakdowns."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openmappa.foundation.accounts.domain import Role
from openmappa.oversight.statistics.domain.figures import NotCounted
from openmappa.oversight.statistics.domain.rules.catalogue import FIELDS, RULES
from openmappa.oversight.statistics.models import StoredCell, StoredRun
from openmappa.oversight.statistics.queries import latest_figures
from openmappa.oversight.statistics.services import (
    count,
    distinct_fields,
    snapshot_by,
    stored_fields,
    stored_figures,
)
from openmappa.oversight.statistics.tests.a_world import (
    DERBYSHIRE,
    LOADS,
    LONDON,
    YEAR,
    person,
    seen_by,
    viewer,
)
from openmappa.record.orders.models import CourtOrder
from openmappa.record.people.models import Person

pytestmark = pytest.mark.django_db


def test_every_field_of_the_return_is_counted_zeros_included() -> None:
    person(level=2)
    (run,) = count(YEAR, [LONDON], loads=LOADS)
    assert tuple(run.fields) == FIELDS
    assert {field: number for field, number in run.fields.items() if number} == {"CAT1L2": 1, "CAT1L2YEAR": 1}
    assert stored_figures(YEAR, LONDON).fields == run.fields
    assert StoredRun.objects.count() == len(RULES)
    assert StoredCell.objects.count() == sum(len(rule.cells) for rule in RULES)


def test_fields_of_all_areas_are_of_the_newest_runs() -> None:
    with pytest.raises(NotCounted):
        stored_fields(YEAR)
    count(YEAR, loads=LOADS)
    person(level=3)
    count(YEAR, [LONDON], loads=LOADS)
    found = stored_fields(YEAR)
    assert list(found) == list(range(1, 44))
    assert (found[LONDON]["CAT1L3YEAR"], found[DERBYSHIRE]["CAT1L3YEAR"]) == (1, 0)
    assert set(found[DERBYSHIRE]) == set(FIELDS)


def test_reader_of_an_area_gets_no_field_of_category_4() -> None:
    person(category=4, level=2, restricted=True)
    count(YEAR, [LONDON], loads=LOADS)
    asking = viewer(Role.BOARD_MEMBER)
    with seen_by(asking):
        fields = latest_figures(viewer=asking, area=LONDON, year=YEAR).fields
    assert not [field for field in fields if field.startswith("CAT4")]
    assert set(fields) == {field for field in FIELDS if not field.startswith("CAT4")}
    assert stored_figures(YEAR, LONDON).fields["CAT4L2YEAR"] == 1


def test_distinct_people_stand_beside_the_sum_of_orders() -> None:
    with pytest.raises(NotCounted):
        distinct_fields(YEAR)
    subject = person()
    for day in (date(2023, 5, 1), date(2023, 9, 4)):
        CourtOrder.objects.create(
            subject_id=subject,
            responsible_area_id=LONDON,
            restricted=False,
            kind="shpo",
            route="conviction",
            made_date=day,
            start_date=day,
        )
    count(YEAR, loads=LOADS)
    assert sum(fields["SOPOGRANT"] for fields in stored_fields(YEAR).values()) == 2
    distinct = distinct_fields(YEAR)
    assert distinct["SOPOGRANT"] == 1
    assert set(distinct) == {field for rule in RULES if not rule.is_snapshot for field in rule.fields}


def test_first_table_is_broken_down_by_sex_and_printed_ethnic_group() -> None:
    person(level=2)
    Person.objects.filter(subject_id=person(area=DERBYSHIRE)).update(sex="female", ethnicity="white_irish")
    Person.objects.filter(subject_id=person()).update(sex="female", ethnicity="white_british")
    person(inside=True)
    person(level=None)
    sexes = snapshot_by(YEAR, "sex")
    assert list(sexes) == ["female", "male", "other", "not_known"]
    assert (sexes["female"]["CAT1L1"], sexes["male"]["CAT1L2"], sexes["male"]["CAT1L1"]) == (2, 1, 0)
    groups = snapshot_by(YEAR, "ethnicity")
    assert len(groups) == 7
    assert (groups["white"]["CAT1L1"], groups["not_stated"]["CAT1L2"]) == (2, 1)
    assert sum(sum(each.values()) for each in groups.values()) == 3


def test_queries_of_a_table_do_not_grow_with_the_runs() -> None:
    asking = viewer(Role.CO_ORDINATOR)

    def queries() -> int:
        with seen_by(asking), CaptureQueriesContext(connection) as captured:
            latest_figures(viewer=asking, area=LONDON, year=YEAR)
        return len(captured)

    count(YEAR, [LONDON], loads=LOADS)
    once = queries()
    person(level=3)
    count(YEAR, [LONDON], loads=LOADS)
    assert queries() == once
