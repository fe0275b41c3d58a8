"""What is due where notifications are recorded only from a day on: not known before it, overdue after it."""

from __future__ import annotations

import pytest

from openmappa.statute.duties.duty import DutyKind
from openmappa.statute.facts.living import Spell
from openmappa.statute.tests.builders import conviction, day, notified, sentence
from openmappa.statute.tests.duty_builders import (
    DONE,
    DUE,
    LATE,
    NEEDS_FACT,
    NO_HOME,
    OVERDUE,
    ask,
    due,
    none,
    one,
)
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import Disposal

LIFE = conviction(sentence(Disposal.IMPRISONMENT_LIFE, imposed="2012-01-10"), on="2012-01-10")
FROM = day("2020-04-01")


@pytest.mark.parametrize(("begins", "status"), [("2012-01-12", OVERDUE), ("2012-01-13", NEEDS_FACT)])
def test_what_fell_due_before_the_records_begin_is_not_known(begins: str, status: object) -> None:
    found = one(DutyKind.INITIAL, LIFE, notifications=(), notifications_from=day(begins), as_at="2012-06-01")
    assert due(found) == (day("2012-01-12"), status)
    assert bool(found.needs) is (status is NEEDS_FACT)


def test_what_was_notified_later_does_not_close_what_fell_due_before() -> None:
    given = (notified("2020-06-01", "initial"),)
    assert (
        one(DutyKind.INITIAL, LIFE, notifications=given, notifications_from=FROM, as_at="2020-07-01").status
        is NEEDS_FACT
    )
    assert one(DutyKind.INITIAL, LIFE, notifications=given, as_at="2020-07-01").status is LATE


@pytest.mark.parametrize(("as_at", "status"), [("2021-03-31", DUE), ("2021-04-01", OVERDUE)])
def test_section_85_silence_since_the_records_begin_is_overdue_a_year_after(
    as_at: str, status: object
) -> None:
    found = one(DutyKind.PERIODIC, LIFE, notifications=(), notifications_from=FROM, as_at=as_at)
    assert due(found) == (day("2021-03-31"), status)


def test_section_85_6_without_a_residence_it_is_a_week() -> None:
    found = one(
        DutyKind.PERIODIC,
        LIFE,
        notifications=(),
        notifications_from=day("2020-06-01"),
        addresses=(NO_HOME,),
        as_at="2020-06-09",
    )
    assert due(found) == (day("2020-06-07"), OVERDUE)


def test_the_first_notification_that_is_recorded_closes_it() -> None:
    found = ask(
        LIFE, notifications=(notified("2021-03-31", "periodic"),), notifications_from=FROM, as_at="2021-05-01"
    )
    periodic = [due(each) for each in found if each.kind is DutyKind.PERIODIC]
    assert periodic == [(day("2021-03-31"), DONE), (day("2022-03-31"), DUE)]


@pytest.mark.parametrize("begins", ["2012-01-12", "2030-01-01"])
def test_nobody_notified_before_who_did_not_have_to_or_of_a_day_to_come(begins: str) -> None:
    assert none(DutyKind.PERIODIC, LIFE, notifications=(), notifications_from=day(begins), as_at="2013-06-01")


def test_nothing_was_notified_before_the_records_by_who_was_inside_until_then() -> None:
    inside = (Spell(kind=SpellKind.SENTENCED, start_date=day("2012-01-10"), until_date=FROM),)
    assert none(
        DutyKind.PERIODIC, LIFE, notifications=(), notifications_from=FROM, custody=inside, as_at="2021-06-01"
    )
