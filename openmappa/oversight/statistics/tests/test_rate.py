"""The rate per 100,000, and the populations that would give a printed one."""

from __future__ import annotations

import pytest

from openmappa.oversight.statistics.domain.choices import CountingChoices
from openmappa.oversight.statistics.domain.rate import (
    denominators_for,
    people_of_the_rate,
    rate_per_100_000,
)


def test_london_prints_91_and_its_footnote_gives_90() -> None:
    assert rate_per_100_000(7_110, 7_898_816) == 90
    assert denominators_for(91, 7_110) == (7_770_492, 7_856_353)
    assert rate_per_100_000(7_110, 7_770_492) == rate_per_100_000(7_110, 7_856_353) == 91
    assert rate_per_100_000(7_110, 7_770_491) == 92
    assert rate_per_100_000(7_110, 7_856_354) == 90


@pytest.mark.parametrize(("people", "rate"), [(1, 0), (3, 2), (5, 2), (7, 4)])
def test_half_is_rounded_to_the_even(people: int, rate: int) -> None:
    assert rate_per_100_000(people, 200_000) == rate


@pytest.mark.parametrize("printed", range(13))
@pytest.mark.parametrize("people", [1, 2, 3, 5])
def test_denominators_are_all_those_that_give_the_rate(printed: int, people: int) -> None:
    found = denominators_for(printed, people)
    gives = [each for each in range(1, 400_001, 1) if _fits(people, each, printed)] if people < 3 else None
    if gives is not None and printed > 2:
        assert found == (gives[0], gives[-1])
    assert found
    least, greatest = found
    assert rate_per_100_000(people, least) == printed
    assert least == 1 or rate_per_100_000(people, least - 1) > printed
    if printed:
        assert greatest
        assert rate_per_100_000(people, greatest) == printed
        assert rate_per_100_000(people, greatest + 1) < printed


def _fits(people: int, population: int, printed: int) -> bool:
    # Integers alone: twice the rest against the whole says which way a half goes.
    whole, rest = divmod(people * 100_000, population)
    up = rest * 2 > population or (rest * 2 == population and whole % 2 == 1)
    return whole + up == printed


def test_rate_of_nobody_and_rates_that_nothing_gives() -> None:
    assert denominators_for(0, 0) == (1, None)
    assert denominators_for(5, 0) is None
    assert denominators_for(99_999, 1) is None
    assert denominators_for(0, 7) == (1_400_000, None)


@pytest.mark.parametrize(("people", "population"), [(1, 0), (1, -5), (-1, 10)])
def test_rate_of_nonsense_is_refused(people: int, population: int) -> None:
    with pytest.raises(ValueError, match="population above 0"):
        rate_per_100_000(people, population)


def test_registered_people_of_category_4_are_in_the_rate_only_where_set() -> None:
    eligible = {(1, 1): 5, (1, 2): 2, (1, None): 9, (2, 1): 50, (4, 1): 7}
    registered = {(4, 1): 3, (4, 2): 1, (4, None): 8}
    assert people_of_the_rate(eligible, registered, CountingChoices()) == 7
    beside = CountingChoices(rate_holds_registered_in_category_4=True)
    assert people_of_the_rate(eligible, registered, beside) == 11
