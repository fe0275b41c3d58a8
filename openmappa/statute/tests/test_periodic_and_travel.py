"""Periodic notification, travel, the Act of 2026, and how duties stand when something is not known."""

from __future__ import annotations

from typing import Any

import pytest

from openmappa.statute.duties.duty import DutyKind, DutyStatus
from openmappa.statute.duties.worklist import overdue_first
from openmappa.statute.facts.living import (
    Absence,
    Change,
    ChangeKind,
    HomeAddress,
    Journey,
)
from openmappa.statute.provisions.settings import LawSettings
from openmappa.statute.tests.builders import conviction, day, inside, notified, sentence
from openmappa.statute.tests.duty_builders import (
    DONE,
    DUE,
    ENDED,
    HOME,
    INITIAL,
    LATE,
    NEEDS_FACT,
    NO_HOME,
    OVERDUE,
    STOPPED,
    ask,
    due,
    none,
    one,
)
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.persons import AddressKind

LIFE = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2012-01-10"), on="2012-01-10")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ("2020-05-10", "2021-05-10"),
        ("2020-02-29", "2021-02-28"),
        ("2019-02-28", "2020-02-28"),
        ("2020-12-31", "2021-12-31"),
    ],
)
def test_section_85_5_b_a_year_after(made: str, expected: str) -> None:
    found = one(DutyKind.PERIODIC, LIFE, notifications=(notified(made),), as_at="2022-06-01")
    assert due(found) == (day(expected), OVERDUE)
    assert one(DutyKind.PERIODIC, LIFE, notifications=(notified(made),), as_at=expected).status is DUE


@pytest.mark.parametrize(
    ("kind", "restarts"),
    [
        ("change", True),
        ("periodic", True),
        ("advance", True),
        ("additional", False),
        ("travel", False),
        ("return", False),
        ("did_not_happen", False),
        ("absence", False),
    ],
)
def test_section_85_2_what_starts_the_year_again(kind: str, restarts: bool) -> None:
    given = (notified("2020-05-10"), notified("2020-08-01", kind))
    found = [
        each.due_date
        for each in ask(LIFE, notifications=given, as_at="2020-09-01")
        if each.kind is DutyKind.PERIODIC
    ]
    assert found == [day("2021-05-10"), *([day("2021-08-01")] if restarts else [])]


def test_section_85_1_the_next_notification_closes_it_in_time_or_late() -> None:
    given = (notified("2018-05-10"), notified("2019-05-10", "periodic"), notified("2020-05-11", "periodic"))
    found = [each for each in ask(LIFE, notifications=given) if each.kind is DutyKind.PERIODIC]
    assert [each.status for each in found] == [DONE, LATE, DUE]


@pytest.mark.parametrize(
    ("addresses", "said", "made", "expected"),
    [
        ((HOME,), None, "2020-05-10", "2021-05-10"),
        ((NO_HOME,), None, "2020-05-10", "2020-05-17"),
        ((HOME,), True, "2020-05-10", "2020-05-17"),
        ((NO_HOME,), False, "2020-05-10", "2021-05-10"),
        ((HOME, NO_HOME), None, "2020-04-30", "2021-04-30"),
        ((HOME, NO_HOME), None, "2020-05-01", "2020-05-08"),
    ],
)
def test_section_85_6_weekly_without_a_residence(addresses: Any, said: Any, made: str, expected: str) -> None:
    given = (notified(made, without_residence=said),)
    found = one(DutyKind.PERIODIC, LIFE, addresses=addresses, notifications=given)
    assert found.due_date == day(expected)


def test_section_85_6_is_of_the_address_last_notified() -> None:
    given = (
        notified("2020-04-01", without_residence=False),
        notified("2020-05-02", "change", without_residence=True),
        notified("2020-05-09", "periodic"),
        notified("2020-05-15", "change", without_residence=False),
    )
    found = [each.due_date for each in ask(LIFE, notifications=given) if each.kind is DutyKind.PERIODIC]
    assert found == [day("2020-05-09"), day("2020-05-16"), day("2021-04-01"), day("2021-05-15")]


@pytest.mark.parametrize(("made", "expected"), [("2012-08-12", "2013-08-12"), ("2012-08-13", "2012-08-20")])
def test_section_85_5_a_weekly_only_since_2012(made: str, expected: str) -> None:
    found = one(DutyKind.PERIODIC, LIFE, notifications=(notified(made, without_residence=True),))
    assert found.due_date == day(expected)


@pytest.mark.parametrize("addresses", [None, ()])
def test_address_that_is_not_known_is_asked_for(addresses: Any) -> None:
    given = {"addresses": addresses, "notifications": (notified("2018-05-10"),)}
    found = one(DutyKind.PERIODIC, LIFE, **given)
    assert (found.status, found.due_date) == (NEEDS_FACT, day("2019-05-10"))
    assert "regularly be found" in found.needs
    ended = HomeAddress(kind=AddressKind.MAIN, start_date=day("2010-01-01"), until_date=day("2018-05-10"))
    assert one(DutyKind.PERIODIC, LIFE, **{**given, "addresses": (ended,)}).status is NEEDS_FACT


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2020-05-10", "2020-05-10"), ("2020-05-11", "2020-05-13"), ("2020-05-20", "2020-05-22"), (None, None)],
)
def test_section_85_3_periodic_that_falls_due_inside(until: str | None, expected: str | None) -> None:
    given = {"custody": (inside("2020-01-10", until),), "notifications": (notified("2019-05-10"),)}
    found = one(DutyKind.PERIODIC, LIFE, **given)
    assert found.due_date == (day(expected) if expected else None)
    assert (found.status is STOPPED) == (expected is None)


def test_section_85_3_periodic_that_falls_due_abroad() -> None:
    away = Absence(start_date=day("2020-05-01"), until_date=day("2020-05-25"))
    found = one(DutyKind.PERIODIC, LIFE, abroad=(away,), notifications=(notified("2019-05-10"),))
    assert found.due_date == day("2020-05-27")


def test_duty_after_the_end_of_the_requirements_is_no_longer_due() -> None:
    found = one(DutyKind.PERIODIC, notifications=(notified("2024-03-03"),), as_at="2025-06-01")
    assert due(found) == (day("2025-03-03"), ENDED)
    assert none(DutyKind.PERIODIC, notifications=(notified("2025-03-02"),), as_at="2025-06-01")


def trip(leaves: str, returns: str | None = "2020-05-20", **others: Any) -> Journey:
    back = day(returns) if returns else None
    return Journey(departure_date=day(leaves), return_date=back, **others)


@pytest.mark.parametrize(
    ("made", "as_at", "expected"),
    [
        (None, "2020-05-08", DUE),
        (None, "2020-05-09", OVERDUE),
        ("2020-05-08", "2020-06-01", DONE),
        ("2020-05-09", "2020-06-01", LATE),
    ],
)
def test_travel_seven_days_before_departure(made: str | None, as_at: str, expected: DutyStatus) -> None:
    given = (INITIAL, notified(made, "travel", of_date=day("2020-05-15"))) if made else (INITIAL,)
    found = one(DutyKind.TRAVEL, journeys=(trip("2020-05-15"),), notifications=given, as_at=as_at)
    assert due(found) == (day("2020-05-08"), expected)


def test_travel_notified_without_naming_the_day() -> None:
    for made, done in (("2020-05-07", True), ("2020-05-16", False)):
        given = (INITIAL, notified(made, "travel"))
        found = one(DutyKind.TRAVEL, journeys=(trip("2020-05-15"),), notifications=given)
        assert (found.done_date is not None) == done


@pytest.mark.parametrize(
    ("arranged", "hours", "expected"),
    [
        ("2020-05-08", 24, "2020-05-08"),
        ("2020-05-09", 24, "2020-05-14"),
        ("2020-05-09", 12, "2020-05-14"),
        ("2020-05-09", 48, "2020-05-13"),
        ("2020-05-15", 24, "2020-05-15"),
        ("2020-05-16", 24, "2020-05-15"),
    ],
)
def test_travel_at_short_notice_is_a_setting(arranged: str, hours: int, expected: str) -> None:
    settings = LawSettings(short_notice_travel_hours=hours)
    journey = trip("2020-05-15", arranged_date=day(arranged))
    assert one(DutyKind.TRAVEL, journeys=(journey,), settings=settings).due_date == day(expected)


@pytest.mark.parametrize(
    ("leaves", "returns", "exists"),
    [
        ("2012-08-10", "2012-08-12", False),
        ("2012-08-10", "2012-08-13", True),
        ("2012-08-13", "2012-08-13", True),
        ("2012-01-01", "2012-02-13", False),
        ("2012-08-10", None, True),
    ],
)
def test_travel_of_any_length_since_2012(leaves: str, returns: str | None, exists: bool) -> None:
    found = [each for each in ask(LIFE, journeys=(trip(leaves, returns),)) if each.kind is DutyKind.TRAVEL]
    assert bool(found) is exists
    if returns is None:
        assert found[0].needs == "the day of return"


def test_travel_before_the_act_is_not_asked_about() -> None:
    old = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2001-03-02"), on="2001-03-02")
    assert none(DutyKind.TRAVEL, old, journeys=(trip("2004-04-30", "2004-05-20"),))
    assert not none(DutyKind.TRAVEL, old, journeys=(trip("2004-05-01", "2004-05-20"),))


def test_return_within_three_days() -> None:
    found = one(DutyKind.RETURN, journeys=(trip("2020-05-15"),))
    assert due(found) == (day("2020-05-22"), OVERDUE)
    assert not found.rule.is_verified
    given = (INITIAL, notified("2020-05-21", "return", of_date=day("2020-05-20")))
    assert one(DutyKind.RETURN, journeys=(trip("2020-05-15"),), notifications=given).status is DONE
    assert none(DutyKind.RETURN, journeys=(trip("2020-05-15", "2020-06-02"),))


IN_FORCE = LawSettings(crime_and_policing_act_2026_from=day("2020-05-01"))


def test_act_of_2026_applies_from_its_setting_only() -> None:
    changed = (
        Change(kind=ChangeKind.NAME, change_date=day("2020-05-10")),
        Change(kind=ChangeKind.OTHER_PRESCRIBED, change_date=day("2020-05-10")),
        Change(kind=ChangeKind.NAME, change_date=day("2020-04-30")),
        Change(kind=ChangeKind.NAME, change_date=day("2020-01-30")),
    )
    assert none(DutyKind.NAME_BEFOREHAND, changes=changed)
    found = one(DutyKind.NAME_BEFOREHAND, changes=changed, settings=IN_FORCE)
    assert due(found) == (day("2020-05-03"), OVERDUE)
    assert not found.rule.is_verified
    told = notified("2020-05-03", "advance", of_date=day("2020-05-10"), of_change=ChangeKind.NAME)
    assert (
        one(DutyKind.NAME_BEFOREHAND, changes=changed, settings=IN_FORCE, notifications=(told,)).status
        is DONE
    )


@pytest.mark.parametrize(
    ("start", "until", "exists"),
    [
        ("2020-05-10", "2020-05-15", False),
        ("2020-05-10", "2020-05-16", True),
        ("2020-05-10", None, True),
        ("2020-04-30", "2020-05-16", False),
        ("2020-02-10", "2020-05-16", False),
    ],
)
def test_act_of_2026_absence_of_more_than_five_days(start: str, until: str | None, exists: bool) -> None:
    away = Absence(start_date=day(start), until_date=day(until) if until else None)
    found = [
        each for each in ask(absences_from_home=(away,), settings=IN_FORCE) if each.kind is DutyKind.ABSENCE
    ]
    assert [each.due_date for each in found] == ([day("2020-05-09")] if exists else [])
    if exists:
        told = notified("2020-05-09", "absence", of_date=day(start))
        closed = one(DutyKind.ABSENCE, absences_from_home=(away,), settings=IN_FORCE, notifications=(told,))
        assert closed.status is DONE


def test_what_is_not_known_never_reads_as_overdue() -> None:
    for name in ("custody", "abroad", "notifications"):
        found = one(DutyKind.INITIAL, **{name: None})
        assert found.status is NEEDS_FACT
        assert found.needs
        assert found.is_open
        assert one(DutyKind.INITIAL, as_at="2020-03-03", **{name: None}).status is DUE
    unsure = conviction(sentence(Disposal.FINE), offence="SX03224")
    found = one(DutyKind.INITIAL, unsure)
    assert (found.status, found.needs) == (NEEDS_FACT, "whether the person is subject to the requirements")


def test_worklist_is_overdue_first() -> None:
    given = (notified("2020-03-05"), notified("2020-04-05", "periodic"))
    changed = Change(kind=ChangeKind.NAME, change_date=day("2020-05-10"))
    found = overdue_first(ask(changes=(changed,), notifications=given))
    assert [each.status for each in found] == [OVERDUE, DUE, DONE, LATE]
    assert [each.is_open for each in found] == [True, True, False, False]
