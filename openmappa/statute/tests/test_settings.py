"""Law settings as given in JSON."""

from __future__ import annotations

import json

import pytest

from openmappa.statute.facts.mistakes import WrongFacts
from openmappa.statute.facts.settings import read_settings
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.tests.builders import day


def test_settings_that_are_not_named_are_the_usual_ones() -> None:
    assert read_settings("{}") == DEFAULTS
    given = {
        "headline_order": [1, 4, 2, 3],
        "category_2_adds_consecutive_terms": True,
        "short_notice_travel_hours": 12,
        "sro_civil_standard_from": "2022-06-28",
        "crime_and_policing_act_2026_from": None,
    }
    assert read_settings(json.dumps(given)) == LawSettings(
        headline_order=(1, 4, 2, 3),
        category_2_adds_consecutive_terms=True,
        short_notice_travel_hours=12,
        sro_civil_standard_from=day("2022-06-28"),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "line 1, column 2 is not JSON"),
        ("[]", "the document is no object"),
        ('{"headline": 1}', "headline is not a setting known here: expected one of absence_notice_days"),
        ('{"headline_order": [1, 2, 3]}', "headline_order is wrong: expected the four categories"),
        ('{"headline_order": [1, 2, 3, "4"]}', "headline_order is wrong"),
        ('{"headline_order": 4}', "headline_order is wrong"),
        ('{"leap_birthday_in_march": 1}', "leap_birthday_in_march is wrong: expected true or false"),
        ('{"short_notice_travel_hours": -1}', "short_notice_travel_hours is wrong: expected a whole number"),
        ('{"short_notice_travel_hours": true}', "short_notice_travel_hours is wrong"),
        ('{"short_notice_travel_hours": "1"}', "short_notice_travel_hours is wrong"),
        ('{"sro_civil_standard_from": "2022-02-30"}', "sro_civil_standard_from is wrong: expected a day"),
    ],
)
def test_wrong_setting_is_named(text: str, expected: str) -> None:
    with pytest.raises(WrongFacts) as refused:
        read_settings(text)
    assert str(refused.value).startswith(expected)
