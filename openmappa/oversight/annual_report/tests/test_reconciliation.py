"""Comparing printed figures with counted ones."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from openmappa.oversight.annual_report.domain.published import published
from openmappa.oversight.annual_report.domain.reconciliation import reconcile
from openmappa.oversight.annual_report.services import read_published
from openmappa.oversight.statistics.domain.tables import EligibleTable

LONDON = {
    (1, 1): 7082, (1, 2): 25, (1, 3): 3,
    (2, 1): 3855, (2, 2): 67, (2, 3): 20,
    (3, 2): 47, (3, 3): 9,
}  # fmt: skip


def test_equal_figures_agree_in_every_cell_and_sum() -> None:
    found = reconcile(read_published("london-2023-24"), EligibleTable(LONDON))
    assert found.ok
    assert len(found.figures) == 16
    assert sum(each.is_sum for each in found.figures) == 7
    assert found.broken_sums == ()
    assert "16 of 16 figures equal." in list(found.lines())


@pytest.mark.parametrize("cell", LONDON)
def test_one_changed_cell_fails_and_is_named_with_its_sums(cell: tuple[int, int]) -> None:
    found = reconcile(read_published("london-2023-24"), EligibleTable(LONDON | {cell: LONDON[cell] + 1}))
    category, level = cell
    assert not found.ok
    assert {each.label for each in found.figures if not each.equal} == {
        f"Category {category}, Level {level}",
        f"All categories, Level {level}",
        f"Category {category}, all levels",
        "All categories, all levels",
    }
    (line,) = (each for each in found.lines() if f"Category {category}, Level {level}" in each)
    assert line.endswith("DIFFERENT")


def test_two_errors_that_cancel_in_the_total_still_fail() -> None:
    swapped = LONDON | {(1, 1): LONDON[1, 1] + 1, (2, 1): LONDON[2, 1] - 1}
    assert not reconcile(read_published("london-2023-24"), EligibleTable(swapped)).ok


def test_people_of_category_4_and_without_a_level_are_in_no_figure() -> None:
    more = LONDON | {(4, 1): 12, (1, None): 3}
    assert reconcile(read_published("london-2023-24"), EligibleTable(more)).ok


def test_figures_not_yet_counted_are_listed_by_title() -> None:
    found = reconcile(read_published("london-2023-24"), EligibleTable(LONDON))
    assert "Restrictive orders for Category 1 individuals imposed" in found.not_yet_counted
    assert "  Level 2 and 3 individuals by category, yearly total" in list(found.lines())


def test_printed_sums_that_do_not_add_up_are_said() -> None:
    document: dict[str, Any] = copy.deepcopy(dict(read_published("london-2023-24").document))
    document["table1_eligible_on_31_march"]["rows"]["total"][0] = 7111
    found = reconcile(published(document, file="f"), EligibleTable(LONDON))
    assert not found.ok
    assert [(each.label, each.printed, each.added) for each in found.broken_sums] == [
        ("Category 1, all levels", 7111, 7110),
        ("All categories, all levels", 11108, 11109),
    ]


def test_json_says_the_same() -> None:
    said = reconcile(read_published("london-2023-24"), EligibleTable(LONDON | {(3, 3): 8})).as_json()
    assert said["ok"] is False
    figures = said["figures"]
    assert isinstance(figures, list)
    assert {
        "figure": "Category 3, Level 3",
        "is_sum": False,
        "printed": 9,
        "counted": 8,
        "equal": False,
    } in figures
    assert {
        "figure": "Category 3, Level 1",
        "is_sum": False,
        "printed": None,
        "counted": None,
        "equal": True,
    } in figures
