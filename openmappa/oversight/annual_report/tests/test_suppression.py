"""Hidden numbers cannot be worked out from the printed ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.oversight.annual_report.domain.layout import LICENCE, ORDERS, SHPO_RETURNS
from openmappa.oversight.annual_report.domain.masks import hidden_figures
from openmappa.oversight.annual_report.domain.suppression import Place, suppressed
from openmappa.oversight.annual_report.tests.a_source import FIELDS

Table = list[list[int]]
ROOM = 2


def with_totals(inner: Table) -> Table:
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def tables(most: int) -> st.SearchStrategy[Table]:
    sizes = st.tuples(st.integers(1, 3), st.integers(1, 3)).filter(lambda size: size[0] * size[1] <= 6)
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, most), min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    ).map(with_totals)


def candidates(table: Table, hidden: frozenset[Place]) -> Iterator[Table]:
    """Yield every table that somebody could mean who sees the printed numbers, and knows that no hidden one is 0."""
    rows, columns = len(table) - 1, len(table[0]) - 1
    places = [(row, column) for row in range(rows) for column in range(columns)]
    choices = [
        range(1, table[row][column] + ROOM + 1) if (row, column) in hidden else (table[row][column],)
        for row, column in places
    ]
    for values in product(*choices):
        inner = [list(values[row * columns : (row + 1) * columns]) for row in range(rows)]
        meant = with_totals(inner)
        if all(
            meant[row][column] == table[row][column]
            for row in range(rows + 1)
            for column in range(columns + 1)
            if (row, column) not in hidden
        ):
            yield meant


@settings(max_examples=150, deadline=None)
@given(tables(most=4), st.integers(2, 5))
def test_no_hidden_number_can_be_worked_out(table: Table, below: int) -> None:
    hidden = suppressed(table, below=below)
    small = {
        (row, column)
        for row, values in enumerate(table)
        for column, value in enumerate(values)
        if 0 < value < below
    }
    assert small <= hidden
    meant = list(candidates(table, hidden))
    for row, column in hidden:
        assert len({each[row][column] for each in meant}) > 1


@settings(deadline=None)
@given(tables(most=60))
def test_zeros_are_printed_and_large_numbers_mostly(table: Table) -> None:
    hidden = suppressed(table, below=3)
    assert all(table[row][column] for row, column in hidden)
    if not any(0 < value < 3 for row in table for value in row):
        assert hidden == frozenset()


def test_one_small_number_alone_would_give_itself_away() -> None:
    """A row of 41, 9 and 2 with its total gives the 2 away unless another of them is hidden, and so on."""
    table = with_totals([[41, 9, 2], [30, 20, 10]])
    hidden = suppressed(table, below=5)
    assert (0, 2) in hidden
    assert len(hidden) == 4
    assert (0, 1) in hidden


def test_dash_is_no_number() -> None:
    table = [[7, 3, None, 10], [5, 6, 4, 15], [12, 9, 4, 25]]
    hidden = suppressed(table, below=5)
    assert (0, 2) not in hidden
    assert {(0, 1), (1, 2), (2, 2)} <= hidden


@pytest.mark.parametrize("table", [[[1, 2, 4], [1, 2, 3]], [[1, 2, 3], [1, 2, 4]], [[-1, 1, 0], [-1, 1, 0]]])
def test_table_that_does_not_add_up_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match="add up"):
        suppressed(table, below=5)


def test_nothing_is_hidden_unless_asked_for() -> None:
    assert hidden_figures(LICENCE, FIELDS, below=None) == frozenset()


def test_lists_hide_small_numbers_and_their_totals_too() -> None:
    fields = FIELDS | {"CAT1L2SOPOBREACH": 8, "CAT1L3SOPOBREACH": 1}
    hidden = {each.words for each in hidden_figures(SHPO_RETURNS, fields, below=5)}
    assert "Level 3" in hidden
    assert len(hidden) > 1
    assert {each.row.key for each in hidden_figures(ORDERS, FIELDS, below=5)} == {
        "SHPO_with_foreign_travel_restriction"
    }
