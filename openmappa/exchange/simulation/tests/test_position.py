"""Every recorded category, ground and requirement follows from the recorded facts, but for the planted differences."""

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from openmappa.exchange.simulation.domain.events.differences import EXPECTED, HOW_MANY, Difference, Expected
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.tests.lawful import (
    is_asked_about,
    position,
    recorded_category,
    written,
)
from openmappa.exchange.simulation.tests.recount import Person
from openmappa.statute.categories.eligibility import Eligibility
from openmappa.statute.notification.requirements import Requirements
from openmappa.statute.provisions.finding import Outcome

AS_AT = date(2024, 4, 10)
DAYS = (date(2024, 3, 31), AS_AT)
Answer = tuple[Eligibility, Requirements]


@pytest.fixture(scope="module")
def answers(londoners: Mapping[str, Person]) -> dict[date, dict[str, Answer]]:
    """Return what the law says of everybody about whom it is asked, by day and key."""
    return {
        day: {key: position(person, day) for key, person in londoners.items() if is_asked_about(person, day)}
        for day in DAYS
    }


def differing(people: Mapping[str, Person], found: Mapping[str, Answer], day: date) -> dict[str, Expected]:
    """Return those whose recorded category is not that of the law, or of whom it is not certain."""
    return {
        key: Expected(recorded, answer.category, bool(answer.undecided))
        for key, (answer, _) in found.items()
        for recorded in (recorded_category(people[key], day),)
        if recorded != answer.category or answer.undecided
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_those_who_differ_are_those_planted_all_and_only(
    day: date, london: Summary, londoners: dict[str, Person], answers: dict[date, dict[str, Answer]]
) -> None:
    planted = {key: EXPECTED[Difference(kind)] for kind, keys in london.differences.items() for key in keys}
    assert differing(londoners, answers[day], day) == planted


def test_every_kind_of_difference_is_planted(london: Summary) -> None:
    assert {kind: len(keys) for kind, keys in london.differences.items()} == dict.fromkeys(
        Difference, HOW_MANY
    )


def test_nobody_differs_in_a_national_caseload(nation: dict[int, dict[str, Person]]) -> None:
    for people in nation.values():
        found = {key: position(each, AS_AT) for key, each in people.items() if is_asked_about(each, AS_AT)}
        assert differing(people, found, AS_AT) == {}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_limbs_recorded_are_those_that_hold(
    day: date, london: Summary, londoners: dict[str, Person], answers: dict[date, dict[str, Answer]]
) -> None:
    planted = {key for keys in london.differences.values() for key in keys}
    for key, (answer, _) in answers[day].items():
        if key not in planted:
            limbs = {limb.limb.value for limb in answer.limbs if limb.outcome is Outcome.MET}
            assert set(grounds_on(londoners[key], day)) == limbs, key


def test_category_1_ends_on_the_day_worked_out(
    london: Summary, londoners: dict[str, Person], answers: dict[date, dict[str, Answer]]
) -> None:
    planted = {key for keys in london.differences.values() for key in keys}
    asked = 0
    for key, (answer, _) in answers[AS_AT].items():
        held = grounds_on(londoners[key], AS_AT).get("category_1_notification")
        if held is not None and key not in planted:
            asked += 1
            assert held == written(answer.limbs[0].last_date), key
    assert asked > 8_000


def test_requirements_recorded_are_those_worked_out(
    london: Summary, londoners: dict[str, Person], answers: dict[date, dict[str, Answer]]
) -> None:
    planted = {key for keys in london.differences.values() for key in keys}
    left_open = set()
    for key, (_, required) in answers[AS_AT].items():
        person = londoners[key]
        worked_out = {
            (each.basis.value, written(each.start_date), written(each.last_date))
            for each in required.each
            if each.finding.outcome is Outcome.MET
        }
        if key not in planted and set(requirements_of(person)) != worked_out:
            # A requirement whose end was left open though Category 1 was ended is a decoy of its own.
            assert person.standing(AS_AT.isoformat()) is None, key
            left_open.add(key)
    assert len(left_open) == london.not_counted["requirement_outlasts_category_1"]


def grounds_on(person: Person, day: date) -> dict[str, str]:
    """Return the last day of each limb recorded for the day."""
    standing = person.standing(day.isoformat())
    return {
        row["limb"]: row["last_date"]
        for row in person.tables["grounds"]
        if standing
        and row["standing_id"] == standing["source_id"]
        and row["start_date"] <= day.isoformat() <= (row["last_date"] or "9")
    }


def requirements_of(person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield basis, first and last day of each requirement recorded up to the day of the data."""
    for row in person.tables["notification_requirements"]:
        if row["recorded_in_error"] != "true" and row["start_date"] <= AS_AT.isoformat():
            yield row["basis"], row["start_date"], row["last_date"]
