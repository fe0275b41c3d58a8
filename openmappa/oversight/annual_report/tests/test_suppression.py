"""Hidden numbers cannot be worked out from the printed ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.oversight.annual_report.domain.counted import Source
from openmappa.oversight.annual_report.domain.layout import (
    CATEGORY_1_TOTAL,
    LAYOUTS,
    LICENCE,
    ORDERS,
    SHPO_RETURNS,
    Figure,
    Shape,
)
from openmappa.oversight.annual_report.domain.masks import hidden_figures
from openmappa.oversight.annual_report.domain.suppression import Place, suppressed
from openmappa.oversight.annual_report.services import report
from openmappa.oversight.annual_report.services.figures_json import figures_json
from openmappa.oversight.annual_report.services.tables import RATE_TABLE
from openmappa.oversight.annual_report.tests.a_source import FIELDS, counted, source
from openmappa.oversight.document.services.html import html
from openmappa.oversight.statistics.domain.years import ReportingYear

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


Equation = dict[str, int]


def printed(made: Source) -> dict[str, list[tuple[Equation, int]]]:
    """Return what each year's printed numbers say of its fields: from every table of the report that prints them.

    The table of a measure, the one beside last year's, and the rate's number of people all repeat each other.
    """
    years = {each.year.title: each for each in (made.counted, made.last) if each}
    found: dict[str, list[tuple[Equation, int]]] = {title: [] for title in years}
    for table in report(made).tables():
        for row in table.rows:
            for header, cell in zip(table.columns, row.cells, strict=True):
                year = next((each for each in years if header.endswith(each)), made.counted.year.title)
                figure = figure_of(table.key.removesuffix("_and_last_year"), row.title, header)
                if figure and figure.fields and cell.value is not None:
                    found[year].append((dict.fromkeys(figure.fields, 1), cell.value))
    return found


def figure_of(key: str, row: str, header: str) -> Figure | None:
    """Return the figure that stands in the row under the header."""
    if key == RATE_TABLE:
        return CATEGORY_1_TOTAL if row.startswith("Category 1") else None
    of = next(each for each in LAYOUTS if each.key == key)
    (line,) = (each for each in of.rows if each.title == row)
    if of.shape is not Shape.GRID:
        return of.at(line, of.columns[0])
    (column,) = (each for each in of.columns if header.split(",")[0].startswith(each.title.split(":")[0]))
    return of.at(line, column)


def figures(made: Source) -> dict[str, Any]:
    return dict(json.loads(figures_json(made, report(made))))


def follows(wanted: Equation, known: list[tuple[Equation, int]]) -> bool:
    """Return whether what is wanted is a sum of what is known, with whatever factors: then it can be worked out."""
    reduced: list[dict[str, Fraction]] = []

    def rest(of: Equation) -> dict[str, Fraction]:
        left = {name: Fraction(value) for name, value in of.items()}
        for row in reduced:
            lead = next(iter(row))
            factor = left.get(lead, Fraction(0)) / row[lead]
            if factor:
                for name, value in row.items():
                    left[name] = left.get(name, Fraction(0)) - factor * value
        return {name: value for name, value in left.items() if value}

    for equation, _value in known:
        if left := rest(equation):
            reduced.append(left)
    return not rest(wanted)


FEW = st.integers(0, 12)
SOME = st.fixed_dictionaries(dict.fromkeys(FIELDS, FEW))


@settings(max_examples=60, deadline=None)
@given(SOME, SOME, st.integers(2, 10))
def test_no_hidden_figure_follows_from_all_that_the_report_prints(
    fields: dict[str, int], before: dict[str, int], below: int
) -> None:
    made = replace(source(with_last=True, **fields), suppress_below=below)
    last = replace(counted(ReportingYear("2022-23"), **before), rate_people=sum_of_category_1(before))
    made = replace(made, counted=replace(made.counted, rate_people=sum_of_category_1(fields)), last=last)
    known = printed(made)
    for of in (made.counted, last):
        for layout in LAYOUTS:
            for figure in hidden_figures(layout, of.fields, below=below):
                assert not follows(dict.fromkeys(figure.fields or (), 1), known[of.year.title]), figure.words


def sum_of_category_1(fields: dict[str, int]) -> int:
    return sum(fields[f"CAT1L{level}"] for level in (1, 2, 3))


def test_the_proof_finds_a_number_that_follows() -> None:
    known = [({"a": 1, "b": 1, "c": 1}, 9), ({"b": 1}, 3), ({"c": 1}, 4)]
    assert follows({"a": 1}, known)
    assert not follows({"a": 1}, known[:2])


def test_small_number_of_people_without_a_level_is_hidden_too() -> None:
    """Four people without a level stand in the words under the tables, and in JSON."""
    made = replace(source(), suppress_below=5)
    for of, said in ((source(), True), (made, False), (replace(made, suppress_below=4), True)):
        assert ("4 more people" in html(report(of)).decode("utf-8")) is said
        assert (figures(of)["source"]["without_level"] == 4) is said


def test_rate_does_not_tell_how_many_registered_people_are_in_category_4() -> None:
    made = source()
    made = replace(made, counted=replace(made.counted, rate_people=7110 + 13))
    table = next(each for each in report(made).tables() if each.key == RATE_TABLE)
    people, _population, rate = (row.cells[0] for row in table.rows)
    assert (people.value, rate.value) == (None, 90)
    said = html(report(made)).decode("utf-8") + json.dumps(figures(made))
    assert "7,123" not in said
    assert "90.1" not in said
    plain = html(report(source())).decode("utf-8")
    assert "90.01" in plain


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
