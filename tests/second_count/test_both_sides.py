"""Every date that a rule reads has hand-written cases at both sides: two days that follow each other, told apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db.models import DateField

from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from tests.second_count import test_edge_cases, test_event_edges
from tests.second_count.extracts import Records

FIRST_TABLE = "eligible_on_31_march"
CASES = {FIRST_TABLE: test_edge_cases.CASES, **test_event_edges.CASES}

EXTRACT = {
    "case_reviews_seriouscasereview": "serious_case_reviews",
    "convictions_seriousfurtheroffence": "serious_further_offences",
    "custody_absenceabroad": "absences_abroad",
    "custody_custodyreturn": "custody_returns",
    "custody_custodyspell": "custody_spells",
    "notification_notificationbreach": "notification_breaches",
    "notification_notificationrequirement": "notification_requirements",
    "orders_courtorder": "orders",
    "people_person": "people",
    "responsibility_responsibility": "responsibilities",
    "standing_level": "levels",
    "standing_standing": "standings",
}
"""The tables that the rules read, by their names in an extract."""

IN_COMMUNITY = "custody_custodyspell", "custody_absenceabroad"
ELSEWHERE = {
    # Only where the area's settings ask for a day in the community: test_choices of the statistics.
    *(
        ("level_2_or_3_in_year", table, column)
        for table in IN_COMMUNITY
        for column in ("start_date", "until_date")
    ),
    # The rules of requirements share a list of columns: one asks when they began, the other when they were revoked.
    ("notification_revoked", "notification_notificationrequirement", "start_date"),
    ("notification_after_breach_of_sro", "notification_notificationrequirement", "revoked_date"),
}
"""By rule, table and column, the dates that the rule does not count by."""


def dates(rule: CountingRule) -> list[tuple[str, str]]:
    """Return the tables and columns of days that the rule reads."""
    models = {each._meta.db_table: each for each in apps.get_models()}
    return [
        (table, column)
        for table, columns in rule.tables.items()
        for column in columns
        if any(each.column == column and isinstance(each, DateField) for each in models[table]._meta.fields)
    ]


def told(rule: str, table: str, column: str) -> set[tuple[date, str]]:
    """Return the days that the cases of the rule hold in the column, each with where the person then counts."""
    found = set()
    for key, (add, where) in CASES[rule].items():
        records = Records()
        add(records, key)
        for row in records.rows[EXTRACT[table]]:
            if row.get(column):
                found.add((date.fromisoformat(row[column]), str(where)))
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_date_has_a_case_at_either_side(rule: CountingRule) -> None:
    assert set(rule.tables) <= set(EXTRACT)
    without = []
    for table, column in dates(rule):
        if (rule.name, table, column) in ELSEWHERE:
            continue
        days = told(rule.name, table, column)
        sides = [
            (day, where)
            for day, where in days
            for after, there in days
            if after == day + timedelta(days=1) and there != where
        ]
        if not sides:
            without.append(f"{EXTRACT[table]}.{column}")
    assert without == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_cases_that_count_and_cases_that_do_not(rule: CountingRule) -> None:
    cases = [where for _, where in CASES[rule.name].values()]
    assert any(cases)
    assert not all(cases)
    errors = [key for key in CASES[rule.name] if "error" in key]
    assert errors, "nothing recorded in error"
