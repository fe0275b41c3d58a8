"""Terrorism notification: sections 44, 45 and 53 of the Counter-Terrorism Act 2008."""

from __future__ import annotations

from typing import Any

import pytest

from openmappa.statute.notification.terrorism import terrorism_notification
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.tests.builders import TERRORIST, conviction, day, facts, inside, sentence
from openmappa.statute.vocabulary.custody import SpellKind
from openmappa.statute.vocabulary.disposals import Disposal

OF_16, OF_15 = day("2004-03-02"), day("2004-03-03")
OF_18, OF_17 = day("2002-03-02"), day("2002-03-03")


def ask(*sentences: Any, applies: bool | None = True, **others: Any) -> Any:
    given = conviction(*sentences, offence=TERRORIST, terrorism_notification_applies=applies)
    return terrorism_notification(given, facts(given, **others))


@pytest.mark.parametrize(
    ("disposal", "birth", "expected"),
    [
        (sentence(years=10), OF_18, "2050-03-01"),
        (sentence(years=9, months=11), OF_18, "2035-03-01"),
        (sentence(Disposal.IMPRISONMENT_LIFE), OF_18, "2050-03-01"),
        (sentence(years=5), OF_18, "2035-03-01"),
        (sentence(years=4, months=11), OF_18, "2030-03-01"),
        (sentence(months=12), OF_18, "2030-03-01"),
        (sentence(Disposal.HOSPITAL_ORDER), OF_18, "2030-03-01"),
        (sentence(years=10), OF_17, "2030-03-01"),
        (sentence(years=10), OF_16, "2030-03-01"),
    ],
    ids=[
        "s.53: 10 years",
        "s.53: under 10 years",
        "s.53: life",
        "s.53: 5 years",
        "s.53: under 5 years",
        "s.53: 12 months",
        "s.53: hospital",
        "s.53: aged 17",
        "s.53: aged 16",
    ],
)
def test_section_53(disposal: Any, birth: Any, expected: str) -> None:
    found = ask(disposal, birth_date=birth)
    assert (found.outcome, found.last_date) == (Outcome.MET, day(expected))


@pytest.mark.parametrize(
    ("sentences", "others", "expected"),
    [
        ((sentence(months=11, days=27),), {}, Outcome.NOT_MET),
        ((sentence(years=2),), {"birth_date": OF_15}, Outcome.NOT_MET),
        ((sentence(years=2),), {"birth_date": None}, Outcome.NEEDS_FACT),
        ((sentence(),), {}, Outcome.NEEDS_FACT),
        ((), {}, Outcome.NEEDS_FACT),
        ((sentence(Disposal.FINE),), {}, Outcome.NOT_MET),
    ],
)
def test_sections_44_and_45(sentences: Any, others: Any, expected: Outcome) -> None:
    assert ask(*sentences, **others).outcome is expected


@pytest.mark.parametrize(("applies", "expected"), [(None, Outcome.NEEDS_FACT), (False, Outcome.NOT_MET)])
def test_whether_part_4_applies_is_a_fact(applies: bool | None, expected: Outcome) -> None:
    assert ask(sentence(years=2), applies=applies).outcome is expected


def test_days_inside_do_not_count() -> None:
    ten_days = inside("2020-03-02", "2020-03-12", kind=SpellKind.IMMIGRATION_DETENTION)
    assert ask(sentence(months=12), custody=(ten_days,)).last_date == day("2030-03-11")
    assert ask(sentence(months=12), custody=(inside("2020-03-02"),)).last_date is None
    assert ask(sentence(months=12), custody=None).last_date is None
