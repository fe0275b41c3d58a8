"""Printed figures beside counted ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openmappa.oversight.annual_report.domain import layout
from openmappa.oversight.annual_report.domain.layout import (
    CATEGORY_1_TOTAL,
    ELIGIBLE,
    LAYOUTS,
    Figure,
    Layout,
)
from openmappa.oversight.reconciliation.domain.published import Printed, Published
from openmappa.oversight.reconciliation.domain.rate_finding import RateFinding, rate_finding

WIDTH = 42


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure, printed and counted. None is a dash: nobody can be there."""

    table: str
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

    table: str
    label: str
    printed: int
    added: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The comparison of a published report with a count. `rate` is None if none is printed, or none can be had."""

    title: str
    figures: tuple[Compared, ...]
    broken_sums: tuple[PrintedSum, ...]
    not_yet_counted: tuple[str, ...]
    rate: RateFinding | None

    @property
    def ok(self) -> bool:
        """Return whether every count and sum that is counted equals the printed one, and the rate is in order.

        A printed rate that does not follow from the report's own figures and footnote is a finding about the
        report, so it is named and does not fail the comparison. No count could give it.
        """
        return all(each.equal for each in self.figures) and (self.rate is None or self.rate.ok)

    def lines(self) -> Iterator[str]:
        """Yield the comparison in words, for a terminal."""
        yield self.title
        table = ""
        for each in self.figures:
            if each.table != table:
                table = each.table
                yield f"{table}:"
                yield f"  {'':<{WIDTH}}{'printed':>10}{'counted':>10}"
            verdict = "equal" if each.equal else "DIFFERENT"
            yield f"  {each.label:<{WIDTH}}{_shown(each.printed):>10}{_shown(each.counted):>10}  {verdict}"
        equal = sum(each.equal for each in self.figures)
        yield f"{equal} of {len(self.figures)} figures equal."
        for broken in self.broken_sums:
            yield (
                f"The published table does not add up: {broken.table}, {broken.label} is printed as"
                f" {broken.printed:,}, and its cells add up to {broken.added:,}."
            )
        if self.rate is not None:
            yield from self.rate.lines()
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
                    "table": each.table,
                    "figure": each.label,
                    "is_sum": each.is_sum,
                    "printed": each.printed,
                    "counted": each.counted,
                    "equal": each.equal,
                }
                for each in self.figures
            ],
            "broken_sums": [
                {"table": each.table, "figure": each.label, "printed": each.printed, "added": each.added}
                for each in self.broken_sums
            ],
            "rate": self.rate and self.rate.as_json(),
            "not_yet_counted": list(self.not_yet_counted),
        }


def reconcile(
    published: Published,
    fields: Mapping[str, int],
    *,
    rate_people: int = 0,
    population: int | None = None,
) -> Reconciliation:
    """Compare every printed figure and sum with the counted fields, the sums with their cells, and the rate.

    `rate_people` are those of whom the rate is, as counted. `population` is the number of people aged 10 and
    over that the report's footnote names, if it is known.
    """
    counted = [each for each in LAYOUTS if each.key in published.tables and each.is_counted(fields)]
    missing = [each for each in LAYOUTS if each.key in published.tables and each not in counted]
    figures = tuple(
        Compared(
            caption(each, published),
            figure.words,
            figure.is_sum,
            published.tables[each.key][figure.row.key, figure.column.key],
            figure.value(fields),
        )
        for each in counted
        for figure in each.figures
    )
    return Reconciliation(
        published.title,
        figures,
        tuple(_broken_sums(published)),
        (*(caption(each, published) for each in missing), *published.others),
        _rate(published, rate_people, population),
    )


def caption(table: Layout, published: Published) -> str:
    """Return the table's caption for the report's year."""
    return table.caption.format(
        snapshot=f"31 March {published.year.last_date.year}", period=published.year.title
    )


def _rate(published: Published, rate_people: int, population: int | None) -> RateFinding | None:
    if published.rate is None or population is None or published.population_year is None:
        return None
    return rate_finding(
        printed=published.rate,
        printed_people=_printed(published.tables[ELIGIBLE.key], CATEGORY_1_TOTAL),
        counted_people=rate_people,
        population=population,
        population_year=published.population_year,
    )


def _printed(printed: Printed, figure: Figure) -> int:
    return printed[figure.row.key, figure.column.key] or 0


def _broken_sums(published: Published) -> Iterator[PrintedSum]:
    for table in LAYOUTS:
        printed = published.tables.get(table.key)
        if printed is None:
            continue
        for figure in table.figures:
            for parts in _additions(table, figure):
                added = sum(_printed(printed, each) for each in parts)
                said = _printed(printed, figure)
                if added != said:
                    yield PrintedSum(caption(table, published), figure.words, said, added)


def _additions(table: Layout, figure: Figure) -> Iterator[list[Figure]]:
    """Yield the lists of places that the place is the sum of: down its column, along its row."""
    if figure.row.key == layout.TOTAL.key:
        yield [table.at(row, figure.column) for row in table.rows if row != figure.row]
    if figure.column.key == layout.TOTAL.key:
        yield [table.at(figure.row, column) for column in table.columns if column != figure.column]


def _shown(value: int | None) -> str:
    return layout.DASH if value is None else f"{value:,}"
