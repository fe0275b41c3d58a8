"""States that cannot be are refused by the database itself, whoever writes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.models import Subject

pytestmark = pytest.mark.django_db

FIRST, MIDDLE, LAST = date(2020, 1, 6), date(2022, 3, 31), date(2024, 3, 31)


@pytest.fixture
def about() -> dict[str, Any]:
    subject = Subject.objects.create(responsible_area_id=21)
    return {"subject": subject, "responsible_area_id": 21, "restricted": False}


def eligible(about: dict[str, Any], category: int = 1, **columns: Any) -> Standing:
    return Standing.objects.create(
        **{"kind": "eligible", "category": category, "start_date": FIRST, **about, **columns}
    )


def level(standing: Standing, about: dict[str, Any], number: int = 2, **columns: Any) -> Level:
    return Level.objects.create(
        **{
            "standing": standing,
            "category": standing.category,
            "level": number,
            "start_date": FIRST,
            **about,
            **columns,
        }
    )


def refused(name: str) -> Any:
    return pytest.raises(IntegrityError, match=name)


def checked_at_the_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("number", [2, 3])
def test_category_3_is_managed_at_level_2_or_3(about: dict[str, Any], number: int) -> None:
    assert level(eligible(about, 3), about, number).pk


def test_category_3_at_level_1_is_refused(about: dict[str, Any]) -> None:
    standing = eligible(about, 3)
    with refused("standing_level_category_3_not_level_1"):
        level(standing, about, 1)


def test_level_cannot_name_another_category_than_its_standings(about: dict[str, Any]) -> None:
    standing = eligible(about, 3)
    with refused("standing_level_category_of_standing"), transaction.atomic():
        level(standing, about, 1, category=1)
        checked_at_the_end()


def test_category_of_a_standing_with_level_1_cannot_become_3(about: dict[str, Any]) -> None:
    standing = eligible(about, 1)
    level(standing, about, 1)
    with refused("standing_level_category_of_standing"), transaction.atomic():
        Standing.objects.filter(pk=standing.pk).update(category=3)
        checked_at_the_end()


def test_level_of_another_subject_is_refused(about: dict[str, Any]) -> None:
    other = Subject.objects.create(responsible_area_id=21)
    standing = eligible(about)
    with refused("standing_level_category_of_standing"), transaction.atomic():
        level(standing, {**about, "subject": other})
        checked_at_the_end()


@pytest.mark.parametrize(
    ("start", "until"),
    [
        (date(2020, 1, 5), MIDDLE),
        (FIRST, date(2024, 4, 2)),
        (FIRST, None),
    ],
    ids=["begins a day early", "ends a day late", "is left open"],
)
def test_level_outside_its_standing_is_refused(
    about: dict[str, Any], start: date, until: date | None
) -> None:
    standing = eligible(about, last_date=LAST)
    with refused("a level lies outside its standing"):
        level(standing, about, start_date=start, until_date=until)


def test_level_may_last_through_the_last_day_of_its_standing(about: dict[str, Any]) -> None:
    standing = eligible(about, last_date=LAST)
    assert level(standing, about, start_date=FIRST, until_date=date(2024, 4, 1)).pk


def test_standing_cannot_be_shortened_under_its_level(about: dict[str, Any]) -> None:
    standing = eligible(about)
    level(standing, about)
    with refused("a level lies outside its standing"):
        Standing.objects.filter(pk=standing.pk).update(last_date=LAST)


def test_two_standings_on_one_day_are_refused(about: dict[str, Any]) -> None:
    eligible(about, last_date=MIDDLE)
    with refused("standing_standing_one"):
        eligible(about, 2, start_date=MIDDLE)


def test_standing_may_start_the_day_after_another(about: dict[str, Any]) -> None:
    eligible(about, last_date=MIDDLE)
    assert eligible(about, 2, start_date=date(2022, 4, 1)).pk


def test_two_levels_on_one_day_are_refused(about: dict[str, Any]) -> None:
    standing = eligible(about)
    level(standing, about, until_date=date(2022, 4, 1))
    with refused("standing_level_one"):
        level(standing, about, 3, start_date=MIDDLE)


def test_level_may_start_on_the_day_another_ends(about: dict[str, Any]) -> None:
    standing = eligible(about)
    level(standing, about, until_date=MIDDLE)
    assert level(standing, about, 3, start_date=MIDDLE).pk


def test_what_was_recorded_in_error_stands_in_nobodys_way(about: dict[str, Any]) -> None:
    eligible(about, recorded_in_error=True)
    assert eligible(about, 2).pk


@pytest.mark.parametrize(
    "columns",
    [
        {"category": None},
        {"category": 5},
        {"kind": "potentially_dangerous"},
        {"kind": "unheard_of", "category": None},
        {"last_date": date(2020, 1, 5)},
    ],
    ids=[
        "eligible without category",
        "category 5",
        "category without eligibility",
        "unknown kind",
        "ends before it starts",
    ],
)
def test_impossible_standing_is_refused(about: dict[str, Any], columns: dict[str, Any]) -> None:
    with refused("standing_standing_"):
        eligible(about, **columns)


def test_unknown_limb_is_refused(about: dict[str, Any]) -> None:
    standing = eligible(about)
    with refused("standing_ground_limb"):
        Ground.objects.create(standing=standing, limb="unheard_of", start_date=FIRST, **about)


def test_row_of_another_area_than_its_subjects_is_refused(about: dict[str, Any]) -> None:
    with refused("standing_standing_subject_carried"):
        eligible({**about, "responsible_area_id": 17})
