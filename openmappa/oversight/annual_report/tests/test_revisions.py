"""Why a figure differs from the one published."""

from __future__ import annotations

from dataclasses import replace

from openmappa.oversight.annual_report.domain.editions import (
    Frozen,
    Reason,
    RecordsChanged,
    frozen_rules,
    revisions,
)
from openmappa.oversight.annual_report.tests.a_source import counted

PUBLISHED = counted()
FROZEN = Frozen(PUBLISHED.fields, frozen_rules(PUBLISHED.rules))
NOW = counted(NOGRANT=21)


def reasons(changed: dict[str, RecordsChanged]) -> tuple[Reason, ...]:
    (found,) = revisions(FROZEN, NOW, changed)
    return found.reasons


def test_records_that_the_rule_reads_are_the_reason() -> None:
    assert reasons({"orders_courtorder": RecordsChanged(2, 0)}) == (Reason.LATE_RECORD,)
    assert reasons({"orders_courtorder": RecordsChanged(0, 1)}) == (Reason.CORRECTION,)
    both = {"orders_courtorder": RecordsChanged(1, 0), "people_person": RecordsChanged(0, 1)}
    assert reasons(both) == (Reason.LATE_RECORD, Reason.CORRECTION)


def test_records_that_the_rule_does_not_read_are_not() -> None:
    changed = {"custody_custodyreturn": RecordsChanged(5, 5), "orders_courtorder": RecordsChanged(0, 0)}
    assert reasons(changed) == (Reason.NOT_KNOWN,)


def test_choice_settled_otherwise_is_named() -> None:
    rules = tuple(
        replace(each, choices=tuple((question, "Otherwise.", why) for question, _, why in each.choices))
        if each.name == "notification_order_made"
        else each
        for each in NOW.rules
    )
    (found,) = revisions(FROZEN, replace(NOW, rules=rules), {})
    assert found.reasons == (Reason.CHOICE,)


def test_figures_that_are_the_same_are_not_listed() -> None:
    assert revisions(FROZEN, PUBLISHED, {"orders_courtorder": RecordsChanged(9, 9)}) == ()
