"""Hide small numbers in a table with totals, so that no hidden number can be worked out from those printed.

A table with its totals is a network: its cells are pipes, and each row and column a joint at which as much
flows in as out. A hidden number can be worked out exactly unless it lies on a loop of hidden cells around which
one more or one less can flow. So each small number gets such a loop, through the cells that lose least.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Place = tuple[int, int]
"""Row and column. The last row and the last column are the totals."""

Grid = Sequence[Sequence[int | None]]


@dataclass(frozen=True, slots=True)
class _Pipe:
    place: Place
    start: str
    end: str
    value: int


def suppressed(table: Grid, *, below: int) -> frozenset[Place]:
    """
    Return the places to hide: every number from 1 to below `below`, and what could give it away.

    `table` has its totals in the last row and the last column; None is a place where nobody can be. Zeros stay.
    Nobody can work out a hidden number even if told that it is not zero. A table without totals to add up
    loses its small numbers only.

    :raises ValueError: if a row or a column does not add up, or a number is below 0
    """
    _check(table)
    pipes = {each.place: each for each in _pipes(table)}
    small = [each for each in pipes.values() if 0 < each.value < below]
    hidden: set[Place] = {each.place for each in small}
    for each in sorted(small, key=lambda pipe: (pipe.value, pipe.place)):
        hidden.update(_cheapest_loop(each, pipes, hidden))
    return frozenset(hidden)


def _check(table: Grid) -> None:
    inner = [[value or 0 for value in row] for row in table]
    rows_agree = all(sum(row[:-1]) == row[-1] for row in inner)
    columns_agree = all(sum(column[:-1]) == column[-1] for column in zip(*inner, strict=True))
    if not rows_agree or not columns_agree or any(value < 0 for row in inner for value in row):
        raise ValueError(
            "Each row and column of the table must add up to its total, and no number be below 0."
        )


def _pipes(table: Grid) -> Iterator[_Pipe]:
    """Yield the pipes: inner cells from row to column, row totals into their rows, column totals out of them."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    for row, values in enumerate(table):
        for column, value in enumerate(values):
            if value is None:
                continue
            start, end = f"row {row}", f"column {column}"
            if (row == last_row) != (column == last_column):
                start, end = end, start
            yield _Pipe((row, column), start, end, value)


def _cheapest_loop(small: _Pipe, pipes: Mapping[Place, _Pipe], hidden: set[Place]) -> set[Place]:
    """Return the cells of the loop through the small one that adds least to what is hidden."""
    loops = [_cheapest_path(small, small.end, small.start, pipes, hidden)]
    if small.value > 1:
        loops.append(_cheapest_path(small, small.start, small.end, pipes, hidden))
    found = [each for each in loops if each is not None]
    return set(min(found, key=lambda each: each[0])[1]) if found else set()


def _cheapest_path(
    without: _Pipe, start: str, end: str, pipes: Mapping[Place, _Pipe], hidden: set[Place]
) -> tuple[int, tuple[Place, ...]] | None:
    waiting: list[tuple[int, str, tuple[Place, ...]]] = [(0, start, ())]
    done: set[str] = set()
    while waiting:
        cost, joint, path = heapq.heappop(waiting)
        if joint == end:
            return cost, path
        if joint in done:
            continue
        done.add(joint)
        for pipe in pipes.values():
            if pipe == without or pipe.value == 0:
                continue
            further = 0 if pipe.place in hidden else pipe.value
            if pipe.start == joint:
                heapq.heappush(waiting, (cost + further, pipe.end, (*path, pipe.place)))
            # Against the stream a number gets smaller, and must not reach 0.
            if pipe.end == joint and pipe.value > 1:
                heapq.heappush(waiting, (cost + further, pipe.start, (*path, pipe.place)))
    return None
