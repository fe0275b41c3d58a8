"""What stops the clocks: section 83(6), 84(5) and 85(3)."""

from __future__ import annotations

import pytest

from openmappa.statute.facts.living import Absence
from openmappa.statute.notification.suspension import clock, terrorism_clock
from openmappa.statute.tests.builders import day, facts, inside
from openmappa.statute.vocabulary.custody import SpellKind


@pytest.mark.parametrize(
    ("custody", "expected"),
    [
        ((), "2020-03-04"),
        ((inside("2020-03-02", "2021-05-01"),), "2021-05-03"),
        ((inside("2020-03-01", "2020-03-02"),), "2020-03-04"),
        ((inside("2020-03-03", "2020-04-01"),), "2020-04-02"),
        ((inside("2020-03-04", "2020-04-01"),), "2020-04-01"),
        ((inside("2020-03-05", "2020-04-01"),), "2020-03-04"),
        ((inside("2020-03-02", "2020-03-10"), inside("2020-03-11", "2020-03-20")), "2020-03-21"),
        ((inside("2020-03-02", "2020-03-10"), inside("2020-03-05", "2020-03-20")), "2020-03-22"),
        ((inside("2020-03-02", "2020-03-20"), inside("2020-03-05", "2020-03-10")), "2020-03-22"),
        ((inside("2020-03-02"),), None),
        ((inside("2020-03-03"),), None),
        ((inside("2020-03-05"),), "2020-03-04"),
        ((inside("2020-03-02", "2020-03-10"), inside("2020-03-05")), None),
        ((inside("2020-03-02"), inside("2020-03-05", "2020-03-10")), None),
    ],
)
def test_section_83_6_custody_is_disregarded(custody: tuple[object, ...], expected: str | None) -> None:
    found = clock(facts(custody=custody)).running_day(day("2020-03-02"), 3)
    assert found == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("kind", "stops", "stops_terrorism"),
    [
        (SpellKind.SENTENCED, True, True),
        (SpellKind.REMAND, True, True),
        (SpellKind.RECALLED, True, True),
        (SpellKind.HOSPITAL, True, True),
        (SpellKind.IMMIGRATION_DETENTION, False, True),
    ],
)
def test_kinds_of_custody(kind: SpellKind, stops: bool, stops_terrorism: bool) -> None:
    given = facts(custody=(inside("2020-03-01", "2020-05-01", kind=kind),))
    for found, expected in ((clock(given), stops), (terrorism_clock(given), stops_terrorism)):
        assert found.first_running(day("2020-03-02")) == day("2020-05-01" if expected else "2020-03-02")


def test_section_83_6_time_abroad_is_disregarded() -> None:
    away = Absence(start_date=day("2020-03-03"), until_date=day("2020-03-10"))
    given = facts(abroad=(away,))
    assert clock(given).running_day(day("2020-03-02"), 3) == day("2020-03-11")
    assert terrorism_clock(given).running_day(day("2020-03-02"), 3) == day("2020-03-04")


def test_what_is_not_known_is_named() -> None:
    assert clock(facts()).unknown == ()
    assert len(clock(facts(custody=None, abroad=None)).unknown) == 2
    assert len(terrorism_clock(facts(custody=None)).unknown) == 1


def test_a_clock_runs_between_days_only_when_it_is_not_stopped() -> None:
    found = clock(facts(custody=(inside("2020-03-02", "2020-03-10"), inside("2020-04-01"))))
    assert not found.ran_between(day("2020-03-02"), day("2020-03-10"))
    assert found.ran_between(day("2020-03-02"), day("2020-03-11"))
    assert not found.ran_between(day("2020-04-02"), day("2020-05-01"))
    assert found.first_running(day("2020-04-02")) is None
