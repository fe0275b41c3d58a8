"""A published report's figures, as read from a file and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from openmappa.oversight.annual_report.domain.layout import COLUMNS, KEY, ROWS, is_dash
from openmappa.oversight.statistics.domain.years import ReportingYear, YearRefused

OTHER_FIGURES: Mapping[str, str] = {
    "table2_level_2_3_yearly": "Level 2 and 3 individuals by category, yearly total",
    "cat1_cautioned_or_convicted_breach_of_notification": (
        "Category 1 individuals cautioned or convicted for breach of notification requirements"
    ),
    "cat1_lifetime_notification_revoked_on_application": (
        "Category 1 individuals whose life time notification requirements were revoked on application"
    ),
    "restrictive_orders_cat1": "Restrictive orders for Category 1 individuals imposed",
    "became_subject_to_notification_after_SRO_breach": (
        "Individuals who became subject to notification requirements after a breach of a Sexual Risk Order"
    ),
    "table_returned_to_custody_breach_of_licence": (
        "Level 2 and 3 individuals returned to custody for breach of licence"
    ),
    "table_returned_to_custody_breach_of_SHPO": (
        "Level 2 and 3 individuals returned to custody for breach of a Sexual Harm Prevention Order"
    ),
    "cat1_per_100000_population_printed": "Category 1 individuals per 100,000 of population",
}
"""The titles of the figures of an annual report that follow the first table, by their keys in a file."""

_NOT_FIGURES = ("source", "arithmetic_checks", KEY)


class PublishedRefused(ValueError):
    """A file of published figures cannot be used. The message names file and field, and what was expected."""

    def __init__(self, file: str, field_name: str, expected: str) -> None:
        where = f"{file}: {field_name}" if field_name else file
        super().__init__(f"{where}: expected {expected}.")


@dataclass(frozen=True, slots=True)
class Published:
    """A published report: whose, of which year, the figures of its first table, and what else it prints.

    `rows` holds the figures by row key, in the order of the layout's columns; None is a dash. `others` are the
    titles of its other figures. `document` is the whole file.
    """

    title: str
    area: str
    year: ReportingYear
    rows: Mapping[str, tuple[int | None, ...]]
    others: tuple[str, ...]
    document: Mapping[str, object] = field(repr=False)


def published(document: object, *, file: str) -> Published:
    """
    Return what a file of published figures says. `file` is its name, for messages.

    :raises PublishedRefused: if a field is missing or holds what it cannot
    """
    said = _object(document, file, "", "an object of published figures")
    source = _object(said.get("source"), file, "source", "an object that names area and period")
    return Published(
        title=_text(source, "title", file),
        area=_text(source, "area", file),
        year=_year(source, file),
        rows=_rows(said, file),
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


def _rows(said: Mapping[str, object], file: str) -> dict[str, tuple[int | None, ...]]:
    table = _object(said.get(KEY), file, KEY, "the table of individuals eligible on 31 March")
    columns = [each.key for each in COLUMNS]
    if table.get("columns") != columns:
        raise PublishedRefused(file, f"{KEY}.columns", f"the columns {', '.join(columns)}")
    rows = _object(table.get("rows"), file, f"{KEY}.rows", "an object with a list of figures by row")
    unknown = sorted(set(rows) - {each.key for each in ROWS})
    if unknown:
        raise PublishedRefused(file, f"{KEY}.rows", "the rows " + ", ".join(each.key for each in ROWS))
    return {row.key: _row(rows.get(row.key), row.key, file) for row in ROWS}


def _row(values: object, key: str, file: str) -> tuple[int | None, ...]:
    name = f"{KEY}.rows.{key}"
    if not isinstance(values, list) or len(values) != len(COLUMNS):
        raise PublishedRefused(file, name, f"a list of {len(COLUMNS)} figures")
    (row,) = (each for each in ROWS if each.key == key)
    for column, value in zip(COLUMNS, values, strict=True):
        if is_dash(row, column):
            if value is not None:
                raise PublishedRefused(file, f"{name}, {column.key}", "null, printed as a dash")
        elif type(value) is not int or value < 0:
            raise PublishedRefused(file, f"{name}, {column.key}", "a whole number, 0 or more")
    return tuple(values)


def _others(said: Mapping[str, object]) -> Iterator[str]:
    for key in said:
        if key not in _NOT_FIGURES and not key.startswith("footnote"):
            yield OTHER_FIGURES.get(key, key.replace("_", " "))
