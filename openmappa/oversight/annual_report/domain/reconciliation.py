"""Printed figures beside counted ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openmappa.oversight.annual_report.domain import layout
from openmappa.oversight.annual_report.domain.published import Published
from openmappa.oversight.statistics.domain.tables import EligibleTable


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure, printed and counted. None is a dash: nobody can be there."""

    label: str
    is_sum: bool
    printed: int | None
    counted: int | None

    @property
    def equal(self) -> bool:
        """Return whether the two agree."""
        return self.printed == self.counted


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """A sum of the published table that its own cells do not add up to."""

    label: str
    printed: int
    added: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The comparison of a published report with a count."""

    title: str
    figures: tuple[Compared, ...]
    broken_sums: tuple[PrintedSum, ...]
    not_yet_counted: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Return whether every figure that is counted equals the printed one."""
        return all(each.equal for each in self.figures)

    def lines(self) -> Iterator[str]:
        """Yield the comparison in words, for a terminal."""
        yield self.title
        yield f"{layout.TITLE}:"
        yield f"  {'':<28}{'printed':>10}{'counted':>10}"
        for each in self.figures:
            verdict = "equal" if each.equal else "DIFFERENT"
            yield f"  {each.label:<28}{_shown(each.printed):>10}{_shown(each.counted):>10}  {verdict}"
        equal = sum(each.equal for each in self.figures)
        yield f"{equal} of {len(self.figures)} figures equal."
        for broken in self.broken_sums:
            yield (
                f"The published table does not add up: {broken.label} is printed as {broken.printed:,},"
                f" and its cells add up to {broken.added:,}."
            )
        if self.not_yet_counted:
            yield "Not yet counted:"
            yield from (f"  {each}" for each in self.not_yet_counted)

    def as_json(self) -> dict[str, object]:
        """Return the comparison as JSON holds it."""
        return {
            "title": self.title,
            "ok": self.ok,
            "figures": [
                {
                    "figure": each.label,
                    "is_sum": each.is_sum,
                    "printed": each.printed,
                    "counted": each.counted,
                    "equal": each.equal,
                }
                for each in self.figures
            ],
            "broken_sums": [
                {"figure": each.label, "printed": each.printed, "added": each.added}
                for each in self.broken_sums
            ],
            "not_yet_counted": list(self.not_yet_counted),
        }


def reconcile(published: Published, counted: EligibleTable) -> Reconciliation:
    """Compare every cell and every sum of the published table with the count, and the sums with their cells."""
    printed = {
        (row.key, column.key): value
        for row in layout.ROWS
        for column, value in zip(layout.COLUMNS, published.rows[row.key], strict=True)
    }
    figures = tuple(
        Compared(
            layout.words(row, column),
            layout.is_sum(row, column),
            printed[row.key, column.key],
            counted.figure(column.value, row.value),
        )
        for row, column in layout.positions()
    )
    return Reconciliation(
        published.title,
        figures,
        tuple(_broken(lambda row, column: printed[row.key, column.key])),
        published.others,
    )


def _broken(printed: Callable[[layout.Line, layout.Line], int | None]) -> Iterator[PrintedSum]:
    for row, column in layout.positions():
        if not layout.is_sum(row, column):
            continue
        said = printed(row, column) or 0
        for added in _additions(row, column, printed):
            if added != said:
                yield PrintedSum(layout.words(row, column), said, added)


def _additions(
    row: layout.Line, column: layout.Line, printed: Callable[[layout.Line, layout.Line], int | None]
) -> Iterator[int]:
    *levels, _ = layout.ROWS
    *categories, _ = layout.COLUMNS
    if row.value is None:
        yield sum(printed(each, column) or 0 for each in levels)
    if column.value is None:
        yield sum(printed(row, each) or 0 for each in categories)


def _shown(value: int | None) -> str:
    return layout.DASH if value is None else f"{value:,}"
