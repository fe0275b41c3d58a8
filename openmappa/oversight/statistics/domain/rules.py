"""What a counting rule is: one query that returns the rows that it counts, and the choices made in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that the law and the guidance leave open: how it is settled here, and why."""

    question: str
    setting: str
    why: str


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule by which people are counted. A count is the length of the list that its query returns.

    `sql` returns rows of subject_id, counted_date, area, category, level. Its parameters are `areas`, a list
    of area numbers, and `snapshot`, a day. Table names are unqualified: the statistics role meets the
    counting views by them, and the web role the tables under the reader's own sight. `tables` says which
    columns of each table it reads. `keeps_out` names the tables whose rows keep a person out of the count.
    """

    name: str
    version: int
    title: str
    description: str
    choices: tuple[Choice, ...]
    tables: Mapping[str, tuple[str, ...]]
    keeps_out: frozenset[str]
    sql: str


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One person counted: on which day, in which area, in which category, at which level (None: has none)."""

    subject_id: UUID
    counted_date: date
    area: int
    category: int
    level: int | None
