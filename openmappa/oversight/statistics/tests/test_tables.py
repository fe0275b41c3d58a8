"""The table and its sums."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.tables import EligibleTable

CELLS = {
    (1, 1): 7082, (1, 2): 25, (1, 3): 3,
    (2, 1): 3855, (2, 2): 67, (2, 3): 20,
    (3, 2): 47, (3, 3): 9,
    (4, 1): 100, (4, 2): 10, (4, 3): 1,
    (1, None): 5, (4, None): 2,
}  # fmt: skip


def test_sums_are_of_published_categories_and_of_levels() -> None:
    table = EligibleTable(CELLS)
    assert table.figure(1, None) == 7110
    assert table.figure(3, None) == 56
    assert table.figure(None, 1) == 10937
    assert table.figure(None, None) == 11108


def test_category_3_at_level_1_is_a_dash_and_not_zero() -> None:
    assert EligibleTable(CELLS).figure(3, 1) is None
    assert (3, 1) not in ELIGIBLE_ON_31_MARCH.cells


def test_no_level_is_beside_the_table_and_without_category_4() -> None:
    assert EligibleTable(CELLS).without_level == 5


def test_category_4_is_none_where_it_may_not_be_read() -> None:
    assert EligibleTable(CELLS).category_4 == {1: 100, 2: 10, 3: 1}
    hidden = {cell: count for cell, count in CELLS.items() if cell[0] != 4}
    assert EligibleTable(hidden).category_4 is None
