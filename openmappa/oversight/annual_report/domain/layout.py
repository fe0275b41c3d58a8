"""The tables of an annual report, as data: which field of the annual return stands in which place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from openmappa.oversight.statistics.domain.tables import cannot_be


class Shape(StrEnum):
    """How a table stands in a report's file: rows and columns, a list by name, or one figure."""

    GRID = "grid"
    LIST = "list"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its key in files, its title in print, and its level or category (None: the sum)."""

    key: str
    title: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One place of a table: the fields whose sum stands there. None is a dash: nobody can be there."""

    row: Line
    column: Line
    words: str
    fields: tuple[str, ...] | None
    is_sum: bool = False

    def is_counted(self, fields: Mapping[str, int]) -> bool:
        """Return whether every field of the figure has been counted; a dash needs none."""
        return all(each in fields for each in self.fields or ())

    def value(self, fields: Mapping[str, int]) -> int | None:
        """Return the figure, or None for a dash.

        :raises KeyError: if one of its fields has not been counted
        """
        return None if self.fields is None else sum(fields[each] for each in self.fields)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of the report. `caption` may name {snapshot} and {period}; `key` is its name in a report's file."""

    key: str
    caption: str
    shape: Shape
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()

    def at(self, row: Line, column: Line) -> Figure:
        """Return the figure in the row and the column."""
        return self.figures[self.rows.index(row) * len(self.columns) + self.columns.index(column)]

    def is_counted(self, fields: Mapping[str, int]) -> bool:
        """Return whether every figure of the table has been counted."""
        return all(each.is_counted(fields) for each in self.figures)

    def as_json(self, fields: Mapping[str, int], hidden: Collection[Figure] = ()) -> object:
        """Return the table as a report's file holds it; hidden figures are null."""
        values = {
            row.key: [
                None if self.at(row, column) in hidden else self.at(row, column).value(fields)
                for column in self.columns
            ]
            for row in self.rows
        }
        if self.shape is Shape.GRID:
            said = {"columns": [each.key for each in self.columns], "rows": values}
            return said | ({"printed_dash": DASH_NOTE} if self is ELIGIBLE else {})
        singles = {key: value for key, (value,) in values.items()}
        return singles if self.shape is Shape.LIST else next(iter(singles.values()))


DASH = "-"
DASH_NOTE = "level_1/category_3 is printed as '-' (category 3 cannot be level 1)"
TOTAL = Line("total", "Total")
LEVELS = (Line("level_1", "Level 1", 1), Line("level_2", "Level 2", 2), Line("level_3", "Level 3", 3))
CATEGORIES = (
    Line("category_1", "Category 1: subject to sex offender notification requirements", 1),
    Line("category_2", "Category 2: violent and other sexual offenders", 2),
    Line("category_3", "Category 3: other dangerous offenders", 3),
)
NUMBER = Line("number", "Number")


def _grid(
    key: str, caption: str, suffix: str, levels: tuple[Line, ...], notes: tuple[str, ...] = ()
) -> Layout:
    rows, columns = (*levels, TOTAL), (*CATEGORIES, TOTAL)
    return Layout(
        key,
        caption,
        Shape.GRID,
        rows,
        columns,
        tuple(_place(row, column, suffix, levels) for row in rows for column in columns),
        notes,
    )


def _place(row: Line, column: Line, suffix: str, levels: tuple[Line, ...]) -> Figure:
    category = "All categories" if column.value is None else f"Category {column.value}"
    level = "all levels" if row.value is None else f"Level {row.value}"
    fields = tuple(
        f"CAT{one.value}L{each.value}{suffix}"
        for one in CATEGORIES
        for each in levels
        if column.value in (None, one.value)
        and row.value in (None, each.value)
        and not cannot_be(one.value, each.value)
    )
    is_sum = row.value is None or column.value is None
    return Figure(row, column, f"{category}, {level}", fields or None, is_sum)


def _list(
    key: str,
    caption: str,
    rows: tuple[tuple[Line, tuple[str, ...]], ...],
    *,
    shape: Shape = Shape.LIST,
    notes: tuple[str, ...] = (),
) -> Layout:
    return Layout(
        key,
        caption,
        shape,
        tuple(line for line, _ in rows),
        (NUMBER,),
        tuple(
            Figure(
                line,
                NUMBER,
                NUMBER.title if shape is Shape.SINGLE else line.title,
                fields,
                line.key == TOTAL.key,
            )
            for line, fields in rows
        ),
        notes,
    )


ELIGIBLE = _grid(
    "table1_eligible_on_31_march",
    "MAPPA-eligible individuals on {snapshot}",
    "",
    LEVELS,
    (
        (
            "The picture on 31 March, of people in the community. Nobody in prison, or detained under the Mental"
            " Health Act 1983, is counted."
        ),
        "A dash means that nobody can be there: Category 3 needs management at Level 2 or 3.",
    ),
)
YEARLY = _grid(
    "table2_level_2_3_yearly",
    "Individuals managed at Levels 2 and 3, by category, {period}",
    "YEAR",
    LEVELS[1:],
    ("Each person counts once, at the highest level held in the year.",),
)
BREACH = _list(
    "cat1_cautioned_or_convicted_breach_of_notification",
    "Category 1 individuals cautioned or convicted for breach of notification requirements, {period}",
    (
        (
            Line("cautioned_or_convicted", "Cautioned or convicted for breach of notification requirements"),
            ("CAT1L1CAUTCON", "CAT1L2CAUTCON", "CAT1L3CAUTCON"),
        ),
    ),
    shape=Shape.SINGLE,
    notes=("People, not breaches: a person counts once in the year.",),
)
REVOKED = _list(
    "cat1_lifetime_notification_revoked_on_application",
    "Category 1 individuals whose lifetime notification requirements were revoked on application, {period}",
    ((Line("revoked", "Lifetime notification requirements revoked on application"), ("RSOREVOKE",)),),
    shape=Shape.SINGLE,
)
ORDERS = _list(
    "restrictive_orders_cat1",
    "Restrictive orders made for Category 1 individuals, {period}",
    (
        (Line("SHPO", "Sexual Harm Prevention Order (SHPO)"), ("SOPOGRANT",)),
        (
            Line("SHPO_with_foreign_travel_restriction", "SHPO with foreign travel restriction"),
            ("FTOGRANT",),
        ),
        (Line("notification_order", "Notification Order"), ("NOGRANT",)),
    ),
    notes=(
        "Orders, not people. Interim orders, variations and renewals are not counted.",
        "An SHPO with a foreign travel restriction is counted among the SHPOs too.",
    ),
)
SEXUAL_RISK_ORDER = _list(
    "became_subject_to_notification_after_SRO_breach",
    "Individuals who became subject to notification requirements after a breach of a Sexual Risk Order, {period}",
    (
        (
            Line(
                "after_breach",
                "Became subject to notification requirements after a breach of a Sexual Risk Order",
            ),
            ("SROBREACH",),
        ),
    ),
    shape=Shape.SINGLE,
)
LICENCE = _grid(
    "table_returned_to_custody_breach_of_licence",
    "Level 2 and 3 individuals returned to custody for breach of licence, {period}",
    "LICBREACH",
    LEVELS[1:],
    ("The category and the level are those of the day before the return.",),
)
SHPO_RETURNS = _list(
    "table_returned_to_custody_breach_of_SHPO",
    "Level 2 and 3 individuals returned to custody for breach of an SHPO, {period}",
    (
        (LEVELS[1], ("CAT1L2SOPOBREACH",)),
        (LEVELS[2], ("CAT1L3SOPOBREACH",)),
        (TOTAL, ("CAT1L2SOPOBREACH", "CAT1L3SOPOBREACH")),
    ),
)
LAYOUTS = (ELIGIBLE, YEARLY, BREACH, REVOKED, ORDERS, SEXUAL_RISK_ORDER, LICENCE, SHPO_RETURNS)
RATE_KEY = "cat1_per_100000_population_printed"
CATEGORY_1_TOTAL = ELIGIBLE.at(TOTAL, CATEGORIES[0])


def published_fields() -> Iterator[str]:
    """Yield the fields that an area's report prints, each once. Category 4 is never among them."""
    seen: dict[str, None] = {}
    for layout in LAYOUTS:
        for figure in layout.figures:
            seen.update(dict.fromkeys(figure.fields or ()))
    yield from seen
