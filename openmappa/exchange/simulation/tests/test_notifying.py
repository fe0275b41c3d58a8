"""Registered people notify the police, mostly in time, and never when they could not have."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from openmappa.exchange.simulation.tests.lawful import NOTIFICATIONS_FROM, facts, is_asked_about
from openmappa.exchange.simulation.tests.recount import NEVER, Person
from openmappa.statute.duties.duty import Duty, DutyKind, DutyStatus
from openmappa.statute.duties.worklist import duties

AS_AT = date(2024, 4, 10)
STOPPING = {"sentenced", "remand", "recalled", "hospital"}
WEEK, FOUR_WEEKS = AS_AT + timedelta(days=7), AS_AT + timedelta(days=28)


@pytest.fixture(scope="module")
def due(londoners: Mapping[str, Person]) -> dict[str, tuple[Duty, ...]]:
    """Return the duties of everybody alive."""
    return {
        key: duties(facts(person), as_at=AS_AT)
        for key, person in londoners.items()
        if is_asked_about(person, AS_AT)
    }


def test_most_is_done_in_time_and_little_is_overdue(due: dict[str, tuple[Duty, ...]]) -> None:
    status = Counter(
        each.status for every in due.values() for each in every if each.kind is DutyKind.PERIODIC
    )
    assert status[DutyStatus.DONE] > 40 * status[DutyStatus.LATE] > 0
    registered = sum(
        any(each.status is DutyStatus.DUE and each.kind is DutyKind.PERIODIC for each in every)
        for every in due.values()
    )
    overdue = sum(any(each.status is DutyStatus.OVERDUE for each in every) for every in due.values())
    assert 0.005 * registered < overdue < 0.03 * registered
    assert registered > 6_000


def test_something_is_due_soon_and_of_many_kinds(due: dict[str, tuple[Duty, ...]]) -> None:
    to_come = [each for every in due.values() for each in every if each.status is DutyStatus.DUE]
    within_a_week = sum((each.due_date or date.max) <= WEEK for each in to_come)
    within_four = sum((each.due_date or date.max) <= FOUR_WEEKS for each in to_come)
    assert 50 < within_a_week < within_four < 700
    kinds = {each.kind for every in due.values() for each in every if each.due_date}
    assert {
        *(DutyKind.INITIAL, DutyKind.PERIODIC, DutyKind.HOME_ADDRESS, DutyKind.RELEASE),
        *(DutyKind.TRAVEL, DutyKind.RETURN, DutyKind.PREMISES, DutyKind.CHILD_HOUSEHOLD),
        *(DutyKind.ACCOUNT_OR_CARD, DutyKind.NAME, DutyKind.IDENTITY_DOCUMENT),
    } <= kinds


def test_without_a_residence_it_is_weekly(due: dict[str, tuple[Duty, ...]]) -> None:
    weekly = [
        each
        for every in due.values()
        for each in every
        if each.kind is DutyKind.PERIODIC and each.arithmetic.startswith("7 days")
    ]
    assert sum(each.status is DutyStatus.DONE for each in weekly) > 500
    assert any(each.status is DutyStatus.OVERDUE for each in weekly)


def test_notifications_are_few_and_of_the_time_that_the_extract_names(
    londoners: dict[str, Person],
) -> None:
    made = [row for person in londoners.values() for row in person.tables["notifications"]]
    assert {row["kind"] for row in made} == {"initial", "change", "periodic", "travel", "return"}
    assert NOTIFICATIONS_FROM.isoformat() <= min(row["made_date"] for row in made)
    assert max(row["made_date"] for row in made) <= AS_AT.isoformat()
    with_any = sum(bool(person.tables["notifications"]) for person in londoners.values())
    assert len(made) < 2.6 * with_any


def test_nobody_notifies_inside_missing_or_after_death(londoners: dict[str, Person]) -> None:
    for person in londoners.values():
        away = [
            *(row for row in person.tables["custody_spells"] if row["kind"] in STOPPING),
            *person.tables["missing_periods"],
            *person.tables["absences_abroad"],
        ]
        for row in person.tables["notifications"]:
            day = row["made_date"]
            assert day <= (person.row["date_of_death"] or NEVER)
            if row["kind"] != "travel":
                assert not any(
                    each["start_date"] <= day < (each["until_date"] or NEVER)
                    for each in away
                    if each.get("kind") not in ("missing", "absconded") or not each["until_date"]
                ), (row, away)


def test_nobody_travels_against_an_order_or_while_inside(londoners: dict[str, Person]) -> None:
    journeys = 0
    for person in londoners.values():
        for journey in person.tables["journeys"]:
            journeys += 1
            assert not any(row["prohibits_foreign_travel"] for row in person.tables["orders"])
            assert not any(
                row["start_date"] < journey["return_date"]
                and journey["departure_date"] < (row["until_date"] or NEVER)
                for row in person.tables["custody_spells"]
            )
    assert journeys > 300


def test_whoever_is_missing_is_of_late_and_one_at_a_time(londoners: dict[str, Person]) -> None:
    missing = [person for person in londoners.values() if person.tables["missing_periods"]]
    assert 20 < len(missing) < 200
    still = [
        person for person in missing if any(not row["until_date"] for row in person.tables["missing_periods"])
    ]
    assert still
    assert all(len(person.tables["missing_periods"]) == 1 for person in missing)
