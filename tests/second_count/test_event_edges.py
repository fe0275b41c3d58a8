"""Hand-written people for every rule of the year, each with the figures that are right for them and why.

Our rules and DuckDB must both agree with each. The cases of a rule are named by it, then by what differs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from openmappa.oversight.statistics.domain.rules.catalogue import RULES, rule_named
from tests.second_count.cases_of_custody import (
    REGISTERED,
    RETURNS,
    REVIEWS,
    SHPO_RETURNS,
    of_charges,
    outcomes,
)
from tests.second_count.cases_of_orders import (
    BREACHES,
    L1,
    NOTIFICATION_ORDERS,
    REVOCATIONS,
    SHPO,
    SHPO_TRAVEL,
    SRO,
    YEARLY,
    Case,
    Where,
)
from tests.second_count.cases_of_position import about_the_day
from tests.second_count.events import QUERIES, every_rule
from tests.second_count.extracts import DERBYSHIRE, LONDON, Records
from tests.second_count.loading import YEAR, counted_by_rule, load

pytestmark = pytest.mark.django_db

_CASES: dict[str, dict[str, Case]] = {
    "level_2_or_3_in_year": YEARLY,
    "breach_of_notification": BREACHES,
    "notification_revoked": REVOCATIONS,
    "shpo_made": SHPO,
    "shpo_with_foreign_travel": SHPO_TRAVEL,
    "notification_order_made": NOTIFICATION_ORDERS,
    "notification_after_breach_of_sro": SRO,
    "returned_for_breach_of_licence": RETURNS,
    "returned_for_breach_of_shpo": SHPO_RETURNS,
    "further_offence_charged": of_charges("still_charged") | outcomes(convicted=L1, still=L1, other=L1),
    "further_offence_convicted": of_charges("convicted") | outcomes(convicted=L1, still=[], other=[]),
    "further_offence_still_charged": of_charges("still_charged") | outcomes(convicted=[], still=L1, other=[]),
    "further_offence_other": of_charges("other") | outcomes(convicted=[], still=[], other=L1),
    "serious_case_review": REVIEWS,
    "registered_in_category_4": REGISTERED,
}
CASES = {rule: cases | about_the_day(rule) for rule, cases in _CASES.items()}


@pytest.mark.parametrize("name", CASES)
def test_every_case_of_the_rule_counts_where_it_should(name: str, tmp_path: Path) -> None:
    cases = CASES[name]
    records = Records()
    for key, (add, _) in cases.items():
        add(records, key)
    folder = records.write(tmp_path / "21-london")
    expected = {key: sorted(where, key=str) for key, (_, where) in cases.items() if where}

    load(folder)

    assert counted_by_rule([LONDON, DERBYSHIRE], rule=rule_named(name)) == expected
    second: dict[str, list[Where]] = {}
    for person, *where in every_rule([folder], first=YEAR.start_date, last=YEAR.last_date)[name]:
        second.setdefault(person, []).append(tuple(where))
    assert {person: sorted(where, key=str) for person, where in second.items()} == expected


@pytest.mark.parametrize("name", CASES)
def test_only_the_areas_asked_for_are_counted(name: str, tmp_path: Path) -> None:
    records = Records()
    for key, (add, _) in CASES[name].items():
        add(records, key)
    load(records.write(tmp_path / "21-london"))

    both = counted_by_rule([LONDON, DERBYSHIRE], rule=rule_named(name))
    alone = counted_by_rule([DERBYSHIRE], rule=rule_named(name))

    there = {person: [each for each in where if each[0] == DERBYSHIRE] for person, where in both.items()}
    assert alone == {person: where for person, where in there.items() if where}


def test_every_rule_has_its_cases_and_its_second_count() -> None:
    assert set(CASES) == set(QUERIES) == {rule.name for rule in RULES} - {"eligible_on_31_march"}
