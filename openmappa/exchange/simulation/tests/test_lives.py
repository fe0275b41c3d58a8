"""Single lives at the edges that a caseload meets seldom."""

from random import Random

from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.days import NO_DAY, WRITTEN, last_of, later
from openmappa.exchange.lives.domain.events.acts import add_order
from openmappa.exchange.lives.domain.leads import turns_of
from openmappa.exchange.lives.domain.levels import levels_of
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import TRAITS, Situation
from openmappa.exchange.simulation.domain.plan import NATIONAL_MIX
from openmappa.exchange.simulation.tests.recount import SNAPSHOT
from openmappa.statute.vocabulary.orders import Order

DAY = WRITTEN.index(SNAPSHOT)


def test_a_youth_who_is_18_when_supervision_ends_goes_from_the_youth_team_to_the_police() -> None:
    random = Random(1)
    found = 0
    while found < 20:
        life = Life(1, 1, Situation.PLAIN, DAY, random)
        if life.sentence.is_minor:
            life.born = later(later(life.imposed, life.sentence.supervised_months), -18 * 12)
            turns = [turn for turn in turns_of(life, 21, 5, random) if turn[0] == 0]
            assert [lead for _, lead, _, _ in turns][:2] != ["youth_offending_team", "probation"]
            assert all(start < until or until == NO_DAY for _, _, start, until in turns)
            found += 1


def test_turns_and_levels_follow_each_other_in_every_situation() -> None:
    random = Random(2)
    for situation, traits in TRAITS.items():
        cells = [cell for cell in NATIONAL_MIX if cell[0] in traits.categories]
        for category, level in cells * 150:
            life = Life(category, level, situation, DAY, random)
            for steps in (
                [step[1:] for step in levels_of(life, random)],
                [turn[2:] for turn in turns_of(life, 21, 5, random)],
            ):
                for (start, until), (following, _) in zip(steps, [*steps, (NO_DAY, NO_DAY)][1:], strict=True):
                    assert start < until or until == NO_DAY, situation
                    assert until == following or not following, situation


def test_a_period_of_months_ends_on_the_day_before_the_corresponding_date() -> None:
    def last(first: str, months: int) -> str:
        return WRITTEN[last_of(WRITTEN.index(first), months)]

    assert last("2014-03-31", 120) == "2024-03-30"
    assert last("2014-04-01", 120) == "2024-03-31"
    assert last("2012-02-29", 120) == "2022-02-28"
    assert last("2020-08-31", 42) == "2024-02-29"
    assert WRITTEN[0] == ""
    assert WRITTEN[1] == "1900-01-01"


def test_a_prohibition_on_travel_from_a_leap_day_ends_within_five_years() -> None:
    random = Random(3)
    made = WRITTEN.index("2016-02-29")
    for _ in range(20):
        course = Course(Life(1, 1, Situation.PLAIN, DAY, random), [], [], [], [], [])
        course.life.end = NO_DAY
        add_order(course, Order.SHPO, made, random, bars_travel=True)
        assert WRITTEN[course.orders[0].travel_last] < "2021-02-28"
