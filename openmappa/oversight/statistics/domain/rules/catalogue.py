"""Every counting rule, in the order of the annual return."""

from __future__ import annotations

from collections.abc import Mapping

from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.rules.case_reviews import SERIOUS_CASE_REVIEW
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.rules.further_offences import (
    FURTHER_OFFENCE_CHARGED,
    FURTHER_OFFENCE_CONVICTED,
    FURTHER_OFFENCE_OTHER,
    FURTHER_OFFENCE_STILL_CHARGED,
)
from openmappa.oversight.statistics.domain.rules.notification import (
    BREACH_OF_NOTIFICATION,
    NOTIFICATION_AFTER_SRO,
    NOTIFICATION_REVOKED,
)
from openmappa.oversight.statistics.domain.rules.orders import (
    NOTIFICATION_ORDER_MADE,
    SHPO_MADE,
    SHPO_WITH_TRAVEL,
)
from openmappa.oversight.statistics.domain.rules.registered import REGISTERED_IN_CATEGORY_4
from openmappa.oversight.statistics.domain.rules.returns import (
    RETURNED_FOR_BREACH_OF_LICENCE,
    RETURNED_FOR_BREACH_OF_SHPO,
)
from openmappa.oversight.statistics.domain.rules.yearly import LEVEL_2_OR_3_IN_YEAR
from openmappa.oversight.statistics.domain.tables import Cell

RULES = (
    ELIGIBLE_ON_31_MARCH,
    LEVEL_2_OR_3_IN_YEAR,
    BREACH_OF_NOTIFICATION,
    NOTIFICATION_REVOKED,
    SHPO_MADE,
    SHPO_WITH_TRAVEL,
    NOTIFICATION_ORDER_MADE,
    NOTIFICATION_AFTER_SRO,
    RETURNED_FOR_BREACH_OF_LICENCE,
    RETURNED_FOR_BREACH_OF_SHPO,
    FURTHER_OFFENCE_CHARGED,
    FURTHER_OFFENCE_CONVICTED,
    FURTHER_OFFENCE_STILL_CHARGED,
    FURTHER_OFFENCE_OTHER,
    SERIOUS_CASE_REVIEW,
    REGISTERED_IN_CATEGORY_4,
)

FIELDS: tuple[str, ...] = tuple(field for rule in RULES for field in rule.fields)
"""The annual return's names of all figures, in its order."""

BREAKDOWN_COLUMNS = ("sex", "ethnicity")
"""Columns of people_person by which the first table is broken down nationally."""


class NoSuchRule(LookupError):
    """No counting rule has the name."""


def rule_named(name: str) -> CountingRule:
    """
    Return the rule of a name, written with underscores or as addresses write it.

    :raises NoSuchRule: if there is none
    """
    for rule in RULES:
        if name in (rule.name, rule.word):
            return rule
    raise NoSuchRule(name)


def return_fields(cells: Mapping[str, Mapping[Cell, int]]) -> dict[str, int]:
    """Return the figures by the return's names, of the cells that are there: cells by rule name."""
    return {
        field: cells[rule.name][cell]
        for rule in RULES
        for field, cell in rule.fields.items()
        if cell in cells.get(rule.name, {})
    }
