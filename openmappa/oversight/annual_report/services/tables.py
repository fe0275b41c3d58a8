"""The tables and charts of a report, in words, from counted fields."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from openmappa.foundation.ui import charts
from openmappa.foundation.ui.words import day
from openmappa.oversight.annual_report.domain import layout
from openmappa.oversight.annual_report.domain.counted import Counted, Source
from openmappa.oversight.annual_report.domain.layout import LAYOUTS, Figure, Layout, Shape
from openmappa.oversight.annual_report.domain.masks import hidden_figures, hides_the_rate
from openmappa.oversight.annual_report.domain.rates import PrintedRate, printed_rate
from openmappa.oversight.document.domain.blocks import Block, Cell, Chart, Row, Table
from openmappa.oversight.statistics.domain.years import ReportingYear

HIDDEN = "[c]"
RATE_TABLE = "rate_per_100_000"


def statistics(source: Source) -> Iterator[Block]:
    """Yield every table that has been counted, each with its chart before it and last year's figures after it."""
    number = 0
    for each in LAYOUTS:
        if not each.is_counted(source.counted.fields):
            continue
        for block in _of_layout(each, source, number + 1):
            number += isinstance(block, Table)
            yield block
    rate = _rate_table(source, number + 1)
    if rate:
        yield rate


def caption(of: Layout, year: ReportingYear) -> str:
    """Return the caption of a table for the year."""
    return _(of.caption).format(snapshot=day(year.last_date), period=year.title)


def _of_layout(of: Layout, source: Source, number: int) -> Iterator[Block]:
    counted = source.counted
    last = source.last if source.last and of.is_counted(source.last.fields) else None
    hidden = _hidden(of, counted, source)
    hidden_last = _hidden(of, last, source)
    if of.shape is Shape.GRID:
        if not hidden:
            yield _chart(of, counted, number)
        yield _grid(of, counted, number, hidden)
        if last:
            yield _comparison(of, counted, last, number + 1, hidden, hidden_last)
    else:
        yield _list(of, counted, last, number, hidden, hidden_last)


def _hidden(of: Layout, counted: Counted | None, source: Source) -> Collection[Figure]:
    return hidden_figures(of, counted.fields, below=source.suppress_below) if counted else ()


def _cell(figure: Figure, counted: Counted, hidden: Collection[Figure]) -> Cell:
    value = figure.value(counted.fields)
    if figure in hidden:
        return Cell(HIDDEN)
    return Cell(layout.DASH) if value is None else Cell(f"{value:,}", value)


def _notes(of: Layout, hidden: Collection[Figure]) -> tuple[str, ...]:
    notes = tuple(_(each) for each in of.notes)
    if not hidden:
        return notes
    return (
        *notes,
        _("%(mark)s hides a small number, or one that would give a small one away.") % {"mark": HIDDEN},
    )


def _grid(of: Layout, counted: Counted, number: int, hidden: Collection[Figure]) -> Table:
    return Table(
        number,
        of.key,
        caption(of, counted.year),
        _("Level"),
        tuple(_(each.title) for each in of.columns),
        tuple(
            Row(
                _(row.title),
                tuple(_cell(of.at(row, column), counted, hidden) for column in of.columns),
                row == layout.TOTAL,
            )
            for row in of.rows
        ),
        _notes(of, hidden),
    )


def _comparison(
    of: Layout,
    counted: Counted,
    last: Counted,
    number: int,
    hidden: Collection[Figure],
    hidden_last: Collection[Figure],
) -> Table:
    """Return this year's and last year's figures of a table side by side, under short headers."""
    years = ((counted, hidden), (last, hidden_last))
    return Table(
        number,
        f"{of.key}_and_last_year",
        _("%(caption)s, beside %(year)s") % {"caption": caption(of, counted.year), "year": last.year.title},
        _("Level"),
        tuple(
            _("%(column)s, %(year)s") % {"column": _short(column), "year": each.year.title}
            for column in of.columns
            for each, _unused in years
        ),
        tuple(
            Row(
                _(row.title),
                tuple(
                    _cell(of.at(row, column), each, masks) for column in of.columns for each, masks in years
                ),
                row == layout.TOTAL,
            )
            for row in of.rows
        ),
    )


def _short(column: layout.Line) -> str:
    return _("Total") if column.value is None else _("Category %(number)d") % {"number": column.value}


def _list(
    of: Layout,
    counted: Counted,
    last: Counted | None,
    number: int,
    hidden: Collection[Figure],
    hidden_last: Collection[Figure],
) -> Table:
    years = [(counted, hidden), *([(last, hidden_last)] if last else [])]
    return Table(
        number,
        of.key,
        caption(of, counted.year),
        _("Level") if of is layout.SHPO_RETURNS else _("Measure"),
        tuple(each.year.title for each, _unused in years),
        tuple(
            Row(
                _(figure.row.title),
                tuple(_cell(figure, each, masks) for each, masks in years),
                figure.row == layout.TOTAL,
            )
            for figure in of.figures
        ),
        _notes(of, hidden),
    )


def _rate_table(source: Source, number: int) -> Table | None:
    rate = printed_rate(source.counted, source.population)
    if rate is None or hides_the_rate(source.counted.fields, below=source.suppress_below):
        return None
    last = printed_rate(source.last, source.last_population)
    if source.last and hides_the_rate(source.last.fields, below=source.suppress_below):
        last = None
    years = [(source.counted.year, rate)]
    if source.last and last:
        years.append((source.last.year, last))
    return Table(
        number,
        RATE_TABLE,
        _("Category 1 individuals per 100,000 of population aged 10 and over"),
        _("Measure"),
        tuple(year.title for year, _unused in years),
        (
            Row(
                _("Category 1 individuals in the community on 31 March"),
                tuple(_people(each) for _unused, each in years),
            ),
            Row(
                _("Population aged 10 and over"),
                tuple(
                    Cell(f"{each.population.aged_10_and_over:,}", each.population.aged_10_and_over)
                    for _unused, each in years
                ),
            ),
            Row(
                _("Individuals per 100,000 of population"),
                tuple(Cell(f"{each.rate:,}", each.rate) for _unused, each in years),
                is_total=True,
            ),
        ),
        tuple(_rate_notes(rate, last)),
    )


def _people(rate: PrintedRate) -> Cell:
    return Cell(HIDDEN) if rate.holds_category_4 else Cell(f"{rate.people:,}", rate.people)


def _rate_notes(rate: PrintedRate, last: PrintedRate | None) -> Iterator[str]:
    said = _("The population is the %(year)s estimate of residents aged 10 and over.") % {
        "year": rate.population.year
    }
    if not rate.holds_category_4:
        said += " " + _("%(exact)s is rounded to the nearest whole number.") % {"exact": f"{rate.exact:.2f}"}
    if any(each.holds_category_4 for each in (rate, last) if each):
        said += " " + _(
            "%(mark)s: registered individuals whose category is 4 are in the rate, and their number is not published."
        ) % {"mark": HIDDEN}
    yield said
    yield _("Source of the population: %(source)s.") % {"source": rate.population.source}
    if last:
        yield _(
            "Last year's rate rests on the %(year)s estimate, so the two rates differ by the population too."
        ) % {"year": last.population.year}


def _chart(of: Layout, counted: Counted, number: int) -> Chart:
    title = caption(of, counted.year)
    of_bars = [
        charts.Bar(_bar_words(figure), value, f"{value:,}")
        for figure in _charted(of)
        if (value := figure.value(counted.fields)) is not None
    ]
    said = "; ".join(f"{each.label}: {each.printed}" for each in of_bars)
    description = _("Bars of the figures in Table %(number)d. %(figures)s.") % {
        "number": number,
        "figures": said,
    }
    return Chart(
        f"chart-{number}",
        _("Chart: %(title)s") % {"title": title},
        description,
        charts.bars(f"chart-{number}", title, description, of_bars),
    )


def _charted(of: Layout) -> Iterator[Figure]:
    if of is layout.ELIGIBLE:
        # Level 1 is a hundred times the others, so the picture is of the categories as a whole.
        yield from (of.at(layout.TOTAL, column) for column in of.columns if column.value)
    else:
        yield from (
            of.at(row, column) for column in of.columns if column.value for row in of.rows if row.value
        )


def _bar_words(figure: Figure) -> str:
    category = _short(figure.column)
    if figure.row == layout.TOTAL:
        return category
    return _("%(category)s, Level %(level)d") % {"category": category, "level": figure.row.value}
