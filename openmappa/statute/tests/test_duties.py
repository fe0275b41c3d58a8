"""The duties of section 83 and 84, both sides of each boundary. "Beginning with" counts the day itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from openmappa.statute.duties.duty import DutyKind, DutyStatus
from openmappa.statute.duties.worklist import duties
from openmappa.statute.facts.living import (
    Change,
    ChangeKind,
    ChildHouseholdStay,
    HomeAddress,
    Stay,
)
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.tests.builders import conviction, day, facts, inside, notified, order, sentence
from openmappa.statute.tests.duty_builders import (
    DONE,
    DUE,
    FINED,
    HOME,
    INITIAL,
    LATE,
    NEEDS_FACT,
    OVERDUE,
    STOPPED,
    ask,
    due,
    none,
    one,
)
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.orders import Order
from openmappa.statute.vocabulary.persons import AddressKind


@pytest.mark.parametrize(
    ("as_at", "made", "expected"),
    [
        ("2020-03-04", None, DUE),
        ("2020-03-05", None, OVERDUE),
        ("2020-06-01", "2020-03-02", DONE),
        ("2020-06-01", "2020-03-04", DONE),
        ("2020-06-01", "2020-03-05", LATE),
        ("2020-03-05", "2020-03-06", OVERDUE),
        ("2020-03-05", "2020-03-01", OVERDUE),
    ],
)
def test_section_83_1_three_days_beginning_with_the_relevant_date(
    as_at: str, made: str | None, expected: DutyStatus
) -> None:
    made_ones = (notified(made),) if made else ()
    found = one(DutyKind.INITIAL, as_at=as_at, notifications=made_ones)
    assert due(found) == (day("2020-03-04"), expected)


@pytest.mark.parametrize(
    ("custody", "as_at", "expected"),
    [
        (inside("2020-03-02", "2020-05-20"), "2020-06-01", ("2020-05-22", OVERDUE)),
        (inside("2020-03-02", "2020-05-31"), "2020-06-01", ("2020-06-02", DUE)),
        (inside("2020-03-03", "2020-05-20"), "2020-06-01", ("2020-05-21", OVERDUE)),
        (inside("2020-03-02"), "2020-06-01", (None, STOPPED)),
        (inside("2020-03-02", kind=SpellKind.IMMIGRATION_DETENTION), "2020-06-01", ("2020-03-04", OVERDUE)),
    ],
)
def test_section_83_6_the_clock_of_the_initial_notification(custody: Any, as_at: str, expected: Any) -> None:
    found = one(DutyKind.INITIAL, custody=(custody,), as_at=as_at)
    assert due(found) == (day(expected[0]) if expected[0] else None, expected[1])


def test_section_83_1_not_before_the_act() -> None:
    old = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2001-03-02"), on="2001-03-02")
    assert one(DutyKind.INITIAL, old).due_date == day("2004-05-03")


SECOND = conviction(
    sentence(Disposal.FINE, reference="T", imposed="2020-05-11"), on="2020-05-11", reference="B"
)


def test_section_83_2_who_is_subject_and_has_notified_need_not_again() -> None:
    assert one(DutyKind.INITIAL, FINED, SECOND, notifications=(notified("2020-03-03"),)).status is DONE
    both = [each for each in ask(FINED, SECOND) if each.kind is DutyKind.INITIAL]
    assert [each.due_date for each in both] == [day("2020-03-04"), day("2020-05-13")]
    on_the_day = [
        each
        for each in ask(FINED, SECOND, notifications=(notified("2020-05-11"),))
        if each.kind is DutyKind.INITIAL
    ]
    assert [each.status for each in on_the_day] == [LATE, DONE]


def test_section_83_2_c_who_does_not_stay_subject_must_notify_again() -> None:
    """The earlier period ends on the second of the three days, or on the third."""
    for last, number in (("2020-05-12", 2), ("2020-05-13", 1)):
        earlier = order(Order.SHPO, last_date=day(last))
        found = ask(SECOND, orders=(earlier,), notifications=(notified("2020-03-03"),))
        assert len([each for each in found if each.kind is DutyKind.INITIAL]) == number


def test_section_83_one_duty_for_requirements_of_one_day() -> None:
    other = conviction(sentence(Disposal.FINE, reference="T"), reference="B")
    assert one(DutyKind.INITIAL, FINED, other).source == "convictions[A], convictions[B]"


def test_order_on_somebody_subject_already_brings_no_initial_notification() -> None:
    made = order(made="2020-05-11", last_date=NO_LAST_DATE)
    assert one(DutyKind.INITIAL, FINED, orders=(made,)).trigger_date == day("2020-03-02")
    alone = [each for each in duties(facts(orders=(made,)), as_at=day("2020-06-01"))]
    assert [each.due_date for each in alone if each.kind is DutyKind.INITIAL] == [day("2020-05-13")]


def test_nobody_has_duties_who_is_not_subject() -> None:
    assert (
        duties(
            facts(changes=(Change(kind=ChangeKind.NAME, change_date=day("2020-05-01")),)),
            as_at=day("2020-06-01"),
        )
        == ()
    )


@pytest.mark.parametrize("kind", list(ChangeKind))
@pytest.mark.parametrize(
    ("made", "as_at", "expected"),
    [
        (None, "2020-05-12", DUE),
        (None, "2020-05-13", OVERDUE),
        (notified("2020-05-12", "change"), "2020-06-01", DONE),
        (notified("2020-05-13", "change", of_date=day("2020-05-10")), "2020-06-01", LATE),
        (notified("2020-05-12", "change", of_date=day("2020-05-09")), "2020-06-01", OVERDUE),
        (notified("2020-05-12", "additional"), "2020-06-01", OVERDUE),
        (notified("2020-05-12", "periodic"), "2020-06-01", OVERDUE),
        (notified("2020-05-09", "change"), "2020-06-01", OVERDUE),
    ],
)
def test_section_84_1_three_days_beginning_with_the_change(
    kind: ChangeKind, made: Any, as_at: str, expected: DutyStatus
) -> None:
    given = (INITIAL, made) if made else (INITIAL,)
    changed = Change(kind=kind, change_date=day("2020-05-10"))
    found = one(DutyKind(kind.value), changes=(changed,), notifications=given, as_at=as_at)
    assert due(found) == (day("2020-05-12"), expected)


@pytest.mark.parametrize(
    ("kind", "on", "exists"),
    [
        (ChangeKind.NAME, "2012-08-12", True),
        (ChangeKind.ACCOUNT_OR_CARD, "2012-08-12", False),
        (ChangeKind.ACCOUNT_OR_CARD, "2012-08-13", True),
        (ChangeKind.NAME, "2012-01-10", False),
        (ChangeKind.NAME, "2020-06-02", False),
    ],
)
def test_changes_before_the_regulations_the_conviction_or_yet_to_come(
    kind: ChangeKind, on: str, exists: bool
) -> None:
    old = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2012-01-10"), on="2012-01-10")
    assert none(DutyKind(kind.value), old, changes=(Change(kind=kind, change_date=day(on)),)) is not exists


def test_section_84_1_b_a_new_address_is_a_change() -> None:
    moved = HomeAddress(kind=AddressKind.MAIN, start_date=day("2020-05-10"))
    assert one(DutyKind.HOME_ADDRESS, addresses=(HOME, moved)).due_date == day("2020-05-12")
    told = (Change(kind=ChangeKind.HOME_ADDRESS, change_date=day("2020-05-10")),)
    assert one(DutyKind.HOME_ADDRESS, addresses=(HOME, moved), changes=told).due_date == day("2020-05-12")
    second = HomeAddress(kind=AddressKind.SECONDARY, start_date=day("2020-05-10"))
    assert none(DutyKind.HOME_ADDRESS, addresses=(HOME, second))


def test_section_84_5_custody_stops_the_clock_of_a_change() -> None:
    changed = Change(kind=ChangeKind.NAME, change_date=day("2020-05-10"))
    found = one(DutyKind.NAME, changes=(changed,), custody=(inside("2020-05-11", "2020-05-20"),))
    assert found.due_date == day("2020-05-21")
    assert "left out" in found.arithmetic


@pytest.mark.parametrize(
    ("ended_by", "exists"),
    [
        (SpellEnd.RELEASED, True),
        (SpellEnd.HOME_DETENTION_CURFEW, True),
        (SpellEnd.COMMUNITY_TREATMENT_ORDER, True),
        (None, True),
        (SpellEnd.UNLAWFULLY_AT_LARGE, False),
        (SpellEnd.TRANSFERRED, False),
        (SpellEnd.DEPORTED, False),
        (SpellEnd.DIED, False),
    ],
)
def test_section_84_1_d_release(ended_by: SpellEnd | None, exists: bool) -> None:
    spell = inside("2020-04-01", "2020-05-10", ended_by=ended_by)
    assert none(DutyKind.RELEASE, custody=(spell,), notifications=(INITIAL,)) is not exists
    if exists:
        found = one(DutyKind.RELEASE, custody=(spell,), notifications=(INITIAL,))
        assert due(found) == (day("2020-05-12"), OVERDUE)


@pytest.mark.parametrize(
    ("custody", "made", "exists"),
    [
        ((inside("2020-03-02", "2020-05-10"),), (), False),
        ((inside("2020-03-03", "2020-05-10"),), (), True),
        ((inside("2020-03-02", "2020-05-10"),), (notified("2020-05-09"),), True),
        ((inside("2020-03-02", "2020-05-10"), inside("2020-05-10", "2020-05-20")), (), False),
        ((inside("2020-04-02", "2020-05-10", kind=SpellKind.IMMIGRATION_DETENTION),), (), False),
        ((inside("2020-04-02", "2020-06-02"),), (), False),
        ((inside("2020-01-02", "2020-02-02"),), (), False),
        ((inside("2020-04-02"),), (), False),
    ],
    ids=[
        "the initial notification serves",
        "its time had begun",
        "it was made inside",
        "no day outside between",
        "immigration detention",
        "yet to come",
        "before the conviction",
        "still inside",
    ],
)
def test_section_84_1_d_only_where_the_initial_notification_does_not_serve(
    custody: Any, made: Any, exists: bool
) -> None:
    assert none(DutyKind.RELEASE, custody=custody, notifications=made) is not exists


def stay(start: str, until: str | None, premises: str = "flat") -> Stay:
    return Stay(premises=premises, start_date=day(start), until_date=day(until) if until else None)


@pytest.mark.parametrize(
    ("stays", "trigger"),
    [
        ((stay("2020-04-01", "2020-04-08"),), "2020-04-07"),
        ((stay("2020-04-01", "2020-04-07"),), None),
        ((stay("2020-04-01", "2020-04-05"), stay("2020-05-01", "2020-05-04")), "2020-05-03"),
        ((stay("2020-04-01", "2020-04-05"), stay("2020-05-01", "2020-05-03")), None),
        ((stay("2020-04-01", "2020-04-05"), stay("2020-05-01", "2020-05-09", "house")), "2020-05-07"),
        ((stay("2020-04-01", "2020-04-08"), stay("2020-04-05", "2020-04-09")), "2020-04-07"),
        ((stay("2020-05-20", None),), "2020-05-26"),
        ((stay("2020-05-26", None),), "2020-06-01"),
        ((stay("2020-05-27", None),), None),
        ((stay("2020-02-24", "2020-03-03"),), "2020-03-02"),
        ((stay("2020-02-20", "2020-03-01"),), None),
    ],
)
def test_section_84_6_qualifying_period(stays: Any, trigger: str | None) -> None:
    found = [each for each in ask(stays=stays) if each.kind is DutyKind.PREMISES]
    assert [each.trigger_date for each in found] == ([day(trigger)] if trigger else [])


@pytest.mark.parametrize(("first", "exists"), [("2020-05-05", False), ("2020-05-06", True)])
def test_section_84_6_b_within_any_12_months(first: str, exists: bool) -> None:
    """A day before or on 5 May 2020 is no longer within the 12 months that end with 5 May 2021."""
    old = stay(first, str(date.fromordinal(day(first).toordinal() + 1)))
    new = stay("2021-04-30", "2021-05-06")
    assert none(DutyKind.PREMISES, stays=(old, new), as_at="2021-06-01") is not exists


@pytest.mark.parametrize(
    ("made", "exists", "status"),
    [
        ((), True, OVERDUE),
        ((notified("2020-04-09", "change", of_premises="flat"),), True, DONE),
        ((notified("2020-04-10", "change", of_premises="flat"),), True, LATE),
        ((notified("2020-04-09", "change", of_premises="house"),), True, OVERDUE),
        ((notified("2020-03-03", of_premises="flat"),), False, None),
    ],
)
def test_section_84_1_c_premises_are_notified_once(made: Any, exists: bool, status: Any) -> None:
    found = [
        each
        for each in ask(stays=(stay("2020-04-01", "2020-04-20"),), notifications=made)
        if each.kind is DutyKind.PREMISES
    ]
    assert [each.status for each in found] == ([status] if exists else [])


@pytest.mark.parametrize(
    ("hours", "start", "expected"),
    [
        (12, "2020-05-10T11:59", "2020-05-12"),
        (12, "2020-05-10T12:00", "2020-05-13"),
        (11, "2020-05-10T08:00", None),
        (12, "2012-08-12T11:00", None),
        (12, "2012-08-12T12:00", "2012-08-15"),
        (12, "2020-06-01T12:00", None),
        (12, "2012-01-02T08:00", None),
    ],
)
def test_household_with_a_child_from_12_hours(hours: int, start: str, expected: str | None) -> None:
    old = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2012-01-10"), on="2012-01-10")
    there = ChildHouseholdStay(premises="aunt", started_at=datetime.fromisoformat(start), hours=hours)
    found = [
        each for each in ask(old, child_household_stays=(there,)) if each.kind is DutyKind.CHILD_HOUSEHOLD
    ]
    assert [each.due_date for each in found] == ([day(expected)] if expected else [])


def test_household_with_a_child_before_being_subject_or_of_unknown_length() -> None:
    early = ChildHouseholdStay(
        premises="aunt", started_at=datetime.fromisoformat("2020-02-01T09:00"), hours=20
    )
    assert none(DutyKind.CHILD_HOUSEHOLD, child_household_stays=(early,))
    unknown = ChildHouseholdStay(premises="aunt", started_at=datetime.fromisoformat("2020-05-01T09:00"))
    found = one(DutyKind.CHILD_HOUSEHOLD, child_household_stays=(unknown,))
    assert (found.status, found.needs) == (NEEDS_FACT, "how many hours the stay lasted")


def announced(stated: str = "2020-05-10", made: str = "2020-05-01") -> Any:
    return notified(made, "advance", of_date=day(stated), of_change=ChangeKind.NAME)


@pytest.mark.parametrize(
    ("happened", "done"),
    [
        ("2020-05-07", None),
        ("2020-05-08", "2020-05-01"),
        ("2020-05-10", "2020-05-01"),
        ("2020-05-12", "2020-05-01"),
        ("2020-05-13", None),
    ],
    ids=[
        "s.84(3): 3 days early is void",
        "s.84(3): 2 days early counts",
        "on the day",
        "s.84(4): the third day counts",
        "s.84(4): the fourth day is void",
    ],
)
def test_section_84_3_and_4_advance_notification(happened: str, done: str | None) -> None:
    changed = Change(kind=ChangeKind.NAME, change_date=day(happened))
    found = one(DutyKind.NAME, changes=(changed,), notifications=(INITIAL, announced()))
    assert found.done_date == (day(done) if done else None)


def test_advance_notification_is_of_its_own_change_and_comes_before_it() -> None:
    changed = Change(kind=ChangeKind.NAME, change_date=day("2020-05-10"))
    for notice in (
        notified("2020-05-01", "advance", of_date=day("2020-05-10"), of_change=ChangeKind.HOME_ADDRESS),
        notified("2020-05-01", "advance", of_change=ChangeKind.NAME),
        announced(made="2020-05-11"),
    ):
        assert one(DutyKind.NAME, changes=(changed,), notifications=(INITIAL, notice)).done_date is None


@pytest.mark.parametrize(
    ("happened", "as_at", "expected"),
    [
        (None, "2020-05-12", None),
        (None, "2020-05-13", DUE),
        (None, "2020-05-15", DUE),
        (None, "2020-05-16", OVERDUE),
        ("2020-05-12", "2020-05-16", None),
        ("2020-05-13", "2020-05-16", OVERDUE),
        ("2020-05-07", "2020-05-16", None),
    ],
)
def test_section_84_4_b_six_days_to_say_that_it_did_not_happen(
    happened: str | None, as_at: str, expected: DutyStatus | None
) -> None:
    changes = (Change(kind=ChangeKind.NAME, change_date=day(happened)),) if happened else ()
    found = [
        each
        for each in ask(changes=changes, notifications=(INITIAL, announced()), as_at=as_at)
        if each.kind is DutyKind.DID_NOT_HAPPEN
    ]
    assert [due(each) for each in found] == ([(day("2020-05-15"), expected)] if expected else [])


def test_section_84_4_b_closed_by_saying_so() -> None:
    said = notified("2020-05-14", "did_not_happen", of_date=day("2020-05-10"))
    assert one(DutyKind.DID_NOT_HAPPEN, notifications=(INITIAL, announced(), said)).status is DONE
    undated = notified("2020-05-01", "advance", of_change=ChangeKind.NAME)
    assert none(DutyKind.DID_NOT_HAPPEN, notifications=(INITIAL, undated))
