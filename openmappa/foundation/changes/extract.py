"""The words in which a room describes the tables of an extract: fields, codes, periods and rules.

A description is data. From it the checker makes its tests, the loader its statements, the simulation its
columns and the format page its tables, so that the four cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

Value = TypeVar("Value", bound=str)


class Kind(StrEnum):
    """What a field holds, in the types of a Table Schema."""

    TEXT = "string"
    DATE = "date"
    BOOLEAN = "boolean"
    INTEGER = "integer"


@dataclass(frozen=True, slots=True)
class Code:
    """A value that a coded field may hold, and what it means."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an extract file.

    `least` and `most` bound an integer; `most` bounds the characters of a text (default 200).
    `references` names the table whose `source_id` the value must be. `planned` says that a day may lie after
    that of the data, as the ends of spans may. A blank boolean is false, but where `unknown_if_blank` says
    that nobody knows then.
    """

    name: str
    kind: Kind
    description: str
    required: bool = False
    codes: tuple[Code, ...] = ()
    references: str = ""
    pattern: str = ""
    expected: str = ""
    least: int | None = None
    most: int | None = None
    example: str = ""
    planned: bool = False
    unknown_if_blank: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days in a row. `inclusive` says that the end is the last day, not the first day after.

    Rows that agree in all fields of `alone_in` may not overlap; `where` limits that to some rows, as a
    condition on the file's columns. No overlap is tested if `alone_in` is empty.
    """

    start: str
    end: str
    inclusive: bool
    alone_in: tuple[str, ...] = ()
    where: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one table that its fields and periods do not already say.

    `broken` is a condition in SQL, true of a row that breaks the rule. It names the row as `r` and may look
    up other tables of the extract by their names. Dates, integers and booleans are typed there.
    """

    name: str
    column: str
    broken: str
    expected: str


@dataclass(frozen=True, slots=True)
class Table:
    """One file of an extract: one row per thing. An optional one need not be there: then nothing of it is sent."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    periods: tuple[Period, ...] = ()
    rules: tuple[Rule, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    optional: bool = False

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Return the columns in file order, with those that every table has."""
        return (*IDENTITY_FIELDS, *self.fields, *STATE_FIELDS)

    @property
    def about_person(self) -> bool:
        """Return whether each row is about one person, named by `person_id`."""
        return any(each.references == "people" for each in self.fields)


IDENTITY_FIELDS = (
    Field(
        "source_system",
        Kind.TEXT,
        "The system that the row comes from, in the area's own word for it.",
        required=True,
        pattern="[a-z][a-z0-9-]{0,39}",
        expected="lower-case letters, digits and hyphens, 40 at most, a letter first",
        example="probation-cases",
    ),
    Field(
        "source_id",
        Kind.TEXT,
        "The row's key in that system. It never changes and is never used again; it is unique in the file.",
        required=True,
        most=64,
        example="N-1",
    ),
)

STATE_FIELDS = (
    Field(
        "is_correction",
        Kind.BOOLEAN,
        "true if a change to this row corrects what was sent before; blank or false if it tells of something new.",
    ),
    Field(
        "recorded_in_error",
        Kind.BOOLEAN,
        "true if the row should never have been recorded. It is kept, marked, and no longer counts.",
    ),
)


def person_field() -> Field:
    """Return the column that says whom a row is about."""
    return Field(
        "person_id",
        Kind.TEXT,
        "The person whom the row is about: a source_id of people.csv.",
        required=True,
        references="people",
        most=64,
        example="P-1",
    )


class Named(Protocol):
    """The meaning of a code, where the vocabulary says more of it than its name."""

    @property
    def name(self) -> str:
        """Return what the code is called."""
        ...


def codes(vocabulary: Mapping[Value, str] | Mapping[Value, Named]) -> tuple[Code, ...]:
    """Return a vocabulary as the codes of a field."""
    return tuple(
        Code(str(value), meaning if isinstance(meaning, str) else meaning.name)
        for value, meaning in vocabulary.items()
    )


def coded(name: str, description: str, codes: tuple[Code, ...], *, required: bool = False) -> Field:
    """Return a column that holds one of a list of codes."""
    return Field(
        name, Kind.TEXT, description, required=required, codes=codes, example=codes[0].value if codes else ""
    )


def day(
    name: str, description: str, *, required: bool = False, example: str = "", planned: bool = False
) -> Field:
    """Return a column that holds a date in the form 2024-03-31."""
    return Field(name, Kind.DATE, description, required=required, example=example, planned=planned)


def text(name: str, description: str, *, required: bool = False, most: int = 200, example: str = "") -> Field:
    """Return a column of free text of at most `most` characters."""
    return Field(name, Kind.TEXT, description, required=required, most=most, example=example)
