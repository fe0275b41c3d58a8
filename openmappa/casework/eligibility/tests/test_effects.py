"""What a decision changes: standings that end and begin, and levels that go on or do not fit."""

from __future__ import annotations

from datetime import date

import pytest

from openmappa.casework.eligibility.domain.deciding import CONSIDERED, DANGEROUS, ELIGIBLE, Target
from openmappa.casework.eligibility.domain.effects import Impossible, effect_of, fits
from openmappa.casework.standing.domain import LevelSeen, StandingSeen

TODAY, START, DAY = date(2024, 4, 10), date(2023, 1, 9), date(2024, 3, 1)
CATEGORY_1, CATEGORY_3 = Target(ELIGIBLE, 1), Target(ELIGIBLE, 3)
NOBODY = Target(CONSIDERED)


def level(number: int, start: date = START, until: date | None = None) -> LevelSeen:
    return LevelSeen(f"{number}.1", number, start, until, "")


def standing(
    category: int | None = 2,
    *levels: LevelSeen,
    kind: str = ELIGIBLE,
    start: date = START,
    last: date | None = None,
) -> StandingSeen:
    return StandingSeen(7, kind, category, start, last, (), levels)


def of(target: Target, *standings: StandingSeen, day: date = DAY, confirmed: bool = True):  # type: ignore[no-untyped-def]
    return effect_of(target, standings, start_date=day, as_at=TODAY, was_confirmed=confirmed)


def test_another_category_ends_one_standing_and_starts_the_next() -> None:
    present = standing(2, level(2))
    found = of(CATEGORY_1, present)
    assert (found.ends, found.was_in_error, found.starts) == (present, False, CATEGORY_1)
    assert found.moved == present.levels
    assert found.ended == ()


def test_the_same_category_keeps_the_standing() -> None:
    present = standing(1, level(2))
    found = of(CATEGORY_1, present)
    assert (found.keeps, found.changes_standing) == (present, False)


def test_a_standing_that_has_ended_is_not_kept() -> None:
    found = of(CATEGORY_1, standing(1, last=date(2024, 3, 31)))
    assert found.keeps is None
    assert found.starts == CATEGORY_1


@pytest.mark.parametrize(
    ("number", "category", "fitting"), [(1, 1, True), (1, 2, True), (1, 3, False), (2, 3, True), (3, 3, True)]
)
def test_level_1_does_not_fit_category_3(number: int, category: int, fitting: bool) -> None:
    assert fits(number, Target(ELIGIBLE, category)) is fitting
    found = of(Target(ELIGIBLE, category), standing(4, level(number)))
    assert (len(found.moved), len(found.ended)) == ((1, 0) if fitting else (0, 1))


def test_a_level_that_ended_before_is_left_alone() -> None:
    ended = level(1, until=DAY)
    found = of(CATEGORY_3, standing(2, ended, level(2, DAY)))
    assert [each.level for each in found.moved] == [2]
    assert found.ended == ()


def test_who_is_no_longer_eligible_leaves_and_the_levels_end() -> None:
    present = standing(2, level(2))
    found = of(NOBODY, present)
    assert (found.ends, found.starts) == (present, None)
    assert found.ended == present.levels


def test_who_was_never_eligible_is_considered_and_not_eligible() -> None:
    assert of(NOBODY).starts == NOBODY


def test_not_eligible_against_the_law_is_considered_and_not_eligible() -> None:
    assert of(NOBODY, standing(2), confirmed=False).starts == NOBODY


def test_a_dangerous_person_who_is_not_eligible_stays_so() -> None:
    present = standing(None, kind=DANGEROUS)
    assert of(NOBODY, present).keeps == present
    assert of(CATEGORY_1, present).ends == present


def test_a_standing_that_began_that_day_never_was_so() -> None:
    assert of(CATEGORY_1, standing(2, start=DAY)).was_in_error


def test_a_standing_that_began_later_stands_in_the_way() -> None:
    with pytest.raises(Impossible) as refused:
        of(CATEGORY_1, standing(2), day=date(2023, 1, 8))
    assert refused.value.later_than == date(2023, 1, 8)


def test_a_decision_does_not_reach_back_over_two_standings() -> None:
    first = standing(1, last=date(2024, 3, 14))
    with pytest.raises(Impossible) as refused:
        of(CATEGORY_3, first, standing(2, start=date(2024, 3, 15)))
    assert refused.value.later_than == date(2024, 3, 14)
    assert of(CATEGORY_3, first, standing(2, start=date(2024, 3, 15)), day=date(2024, 3, 15)).was_in_error
