"""A published report's figures, as read from a file and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openmappa.oversight.annual_report.domain.layout import ELIGIBLE, LAYOUTS, RATE_KEY, Figure, Layout, Shape
from openmappa.oversight.statistics.domain.years import ReportingYear, YearRefused

Printed = Mapping[tuple[str, str], int | None]

_NOT_FIGURES = ("source", "arithmetic_checks", "chapters", RATE_KEY)
_POPULATION_YEAR = re.compile(r"mid-(?:19|20|21)[0-9]{2}")


class PublishedRefused(ValueError):
    """A file of published figures cannot be used. The message names file and field, and what was expected."""

    def __init__(self, file: str, field_name: str, expected: str) -> None:
        where = f"{file}: {field_name}" if field_name else file
        super().__init__(f"{where}: expected {expected}.")


@dataclass(frozen=True, slots=True)
class Published:
    """A published report: whose, of which year, the figures of its tables, and what else it prints.

    `tables` holds the figures of each table by row and column key; None is a dash. `rate` is the printed rate
    for each 100,000 people, and `population_year` the population that its footnote names, such as mid-2023.
    `others` are the names of figures that this package does not know. `document` is the whole file.
    """

    title: str
    area: str
    year: ReportingYear
    tables: Mapping[str, Printed]
    rate: int | None
    population_year: str | None
    others: tuple[str, ...]
    document: Mapping[str, object] = field(repr=False)


def published(document: object, *, file: str) -> Published:
    """
    Return what a file of published figures says. `file` is its name, for messages.

    The first table must be there. Any other may be missing, but not be misshapen.

    :raises PublishedRefused: if a field is missing or holds what it cannot
    """
    said = _object(document, file, "", "an object of published figures")
    source = _object(said.get("source"), file, "source", "an object that names area and period")
    return Published(
        title=_text(source, "title", file),
        area=_text(source, "area", file),
        year=_year(source, file),
        tables={
            each.key: dict(_figures(each, said.get(each.key), file))
            for each in LAYOUTS
            if each is ELIGIBLE or each.key in said
        },
        rate=_count(said[RATE_KEY], file, RATE_KEY) if RATE_KEY in said else None,
        population_year=_population_year(said.get("footnote_population")),
        others=tuple(_others(said)),
        document=said,
    )


def _object(value: object, file: str, name: str, expected: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise PublishedRefused(file, name, expected)
    return value


def _text(source: Mapping[str, object], name: str, file: str) -> str:
    value = source.get(name)
    if not isinstance(value, str) or not value.strip():
        raise PublishedRefused(file, f"source.{name}", "a text")
    return value


def _year(source: Mapping[str, object], file: str) -> ReportingYear:
    expected = "a period from 1 April to 31 March, such as 2023-04-01/2024-03-31"
    period = _text(source, "period", file)
    try:
        year = ReportingYear(f"{period[:4]}-{period[13:15]}")
    except YearRefused:
        raise PublishedRefused(file, "source.period", expected) from None
    if period != f"{year.start_date}/{year.last_date}":
        raise PublishedRefused(file, "source.period", expected)
    if source.get("snapshot", str(year.last_date)) != str(year.last_date):
        raise PublishedRefused(file, "source.snapshot", f"the last day of the period, {year.last_date}")
    return year


def _population_year(footnote: object) -> str | None:
    found = _POPULATION_YEAR.search(footnote) if isinstance(footnote, str) else None
    return found.group() if found else None


def _figures(layout: Layout, said: object, file: str) -> Iterator[tuple[tuple[str, str], int | None]]:
    if layout.shape is Shape.GRID:
        yield from _grid(layout, said, file)
    elif layout.shape is Shape.LIST:
        rows = _object(said, file, layout.key, "an object with a figure by row")
        _known_rows(layout, rows, f"{layout.key}", file)
        for figure in layout.figures:
            yield _place(figure), _count(rows.get(figure.row.key), file, f"{layout.key}.{figure.row.key}")
    else:
        (figure,) = layout.figures
        yield _place(figure), _count(said, file, layout.key)


def _grid(layout: Layout, said: object, file: str) -> Iterator[tuple[tuple[str, str], int | None]]:
    table = _object(said, file, layout.key, "the table of figures, with its columns and rows")
    columns = [each.key for each in layout.columns]
    if table.get("columns") != columns:
        raise PublishedRefused(file, f"{layout.key}.columns", f"the columns {', '.join(columns)}")
    rows = _object(table.get("rows"), file, f"{layout.key}.rows", "an object with a list of figures by row")
    _known_rows(layout, rows, f"{layout.key}.rows", file)
    for row in layout.rows:
        name = f"{layout.key}.rows.{row.key}"
        values = rows.get(row.key)
        if not isinstance(values, list) or len(values) != len(columns):
            raise PublishedRefused(file, name, f"a list of {len(columns)} figures")
        for column, value in zip(layout.columns, values, strict=True):
            figure = layout.at(row, column)
            yield _place(figure), _value(figure, value, file, f"{name}, {column.key}")


def _known_rows(layout: Layout, rows: Mapping[str, object], name: str, file: str) -> None:
    if set(rows) - {each.key for each in layout.rows}:
        raise PublishedRefused(file, name, "the rows " + ", ".join(each.key for each in layout.rows))


def _place(figure: Figure) -> tuple[str, str]:
    return figure.row.key, figure.column.key


def _value(figure: Figure, value: object, file: str, name: str) -> int | None:
    if figure.fields is not None:
        return _count(value, file, name)
    if value is not None:
        raise PublishedRefused(file, name, "null, printed as a dash")
    return None


def _count(value: object, file: str, name: str) -> int:
    if type(value) is not int or value < 0:
        raise PublishedRefused(file, name, "a whole number, 0 or more")
    return value


def _others(said: Mapping[str, object]) -> Iterator[str]:
    known = {each.key for each in LAYOUTS}
    for key in said:
        if key not in known and key not in _NOT_FIGURES and not key.startswith("footnote"):
            yield key.replace("_", " ")
