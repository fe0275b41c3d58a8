"""From rows to facts: each column has its meaning, and silence means what is said of it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from openmappa.record.notification.facts import lived
from openmappa.statute.facts.living import (
    Absence,
    Change,
    ChangeKind,
    ChildHouseholdStay,
    Journey,
    NotificationKind,
    NotificationMade,
    Stay,
)

DAY, LATER = date(2024, 2, 1), date(2024, 2, 9)
LISTS = ("notifications", "changes", "stays", "child_household_stays", "journeys", "absences_from_home")


def row(kind: str = "initial", made: date = DAY, home: str | None = None) -> tuple:
    return (kind, made, None, None, None, home)


def test_nothing_recorded_is_not_known() -> None:
    found = lived(supplied_from=None)
    assert [getattr(found, each) for each in LISTS] == [None] * len(LISTS)
    assert found.notifications_from is None


def test_nothing_recorded_is_none_where_the_area_says_that_it_sends_them() -> None:
    found = lived(supplied_from=DAY)
    assert [getattr(found, each) for each in LISTS] == [()] * len(LISTS)
    assert found.notifications_from == DAY


def test_the_record_begins_with_the_first_notification_where_the_area_does_not_say() -> None:
    found = lived(made=[row(made=LATER), row("periodic", DAY)], supplied_from=None)
    assert found.notifications_from == DAY


def test_what_the_area_says_wins_over_an_earlier_notification() -> None:
    assert lived(made=[row(made=DAY)], supplied_from=LATER).notifications_from == LATER


@pytest.mark.parametrize(
    ("home", "without"), [(None, None), ("residence", False), ("place_regularly_found", True)]
)
def test_the_home_address_that_was_given(home: str | None, without: bool | None) -> None:
    found = lived(made=[row(home=home)], supplied_from=None).notifications
    assert found is not None
    assert found[0].without_residence is without


def test_every_column_arrives() -> None:
    found = lived(
        made=[("advance", DAY, LATER, "name", "The flat", None)],
        changes=[("account_or_card", DAY)],
        stays=[("The flat", DAY, LATER)],
        child_stays=[("The house", DAY, time(18, 30), 14)],
        journeys=[("intended", DAY, LATER, DAY)],
        absences=[(DAY, LATER)],
        supplied_from=None,
    )
    assert found.notifications == (
        NotificationMade(
            kind=NotificationKind.ADVANCE,
            made_date=DAY,
            of_date=LATER,
            of_change=ChangeKind.NAME,
            of_premises="The flat",
        ),
    )
    assert found.changes == (Change(kind=ChangeKind.ACCOUNT_OR_CARD, change_date=DAY),)
    assert found.stays == (Stay(premises="The flat", start_date=DAY, until_date=LATER),)
    assert found.child_household_stays == (
        ChildHouseholdStay(premises="The house", started_at=datetime(2024, 2, 1, 18, 30), hours=14),
    )
    assert found.journeys == (Journey(departure_date=DAY, return_date=LATER, arranged_date=DAY),)
    assert found.absences_from_home == (Absence(start_date=DAY, until_date=LATER),)


@pytest.mark.parametrize(
    ("state", "returns", "journeys", "away"),
    [
        ("intended", LATER, 1, ()),
        ("made", LATER, 1, (Absence(start_date=DAY, until_date=LATER),)),
        ("made", None, 1, (Absence(start_date=DAY),)),
        ("made", DAY, 1, ()),
        ("not_made", LATER, 0, ()),
    ],
)
def test_only_a_journey_that_was_made_is_time_abroad(
    state: str, returns: date | None, journeys: int, away: tuple
) -> None:
    found = lived(journeys=[(state, DAY, returns, None)], supplied_from=DAY)
    assert len(found.journeys or ()) == journeys
    assert found.abroad_on_journeys == away
