"""What a counting rule is: one query that returns the rows that it counts, and the choices made in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openmappa.oversight.statistics.domain.choices import CHOICE_WORDS, USUAL, CountingChoices
from openmappa.oversight.statistics.domain.tables import NOT_SPLIT, Cell
from openmappa.oversight.statistics.domain.years import ReportingYear


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that the law and the guidance leave open: how it is settled here, and why."""

    question: str
    setting: str
    why: str


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule by which people, or what happened to them, are counted: a count is the length of its query's list.

    `sql` returns rows of subject_id, counted_date, area, category, level. Its parameters are `areas` (a list
    of area numbers), `first_date` and `last_date` (the year's, both inclusive) and every setting of
    CountingChoices by name. Table names are unqualified: the statistics role meets the counting views by
    them, and the web role the tables under the reader's own sight. `tables` says which columns of each table
    it reads, `keeps_out` the tables whose rows keep a person out of the count, and `settings` which of the
    settings it heeds. `fields` are the annual return's names of its figures; a cell without one is counted,
    and is not in the return. `cells` are all cells that a run stores, zeros included.
    """

    name: str
    version: int
    title: str
    description: str
    source: str
    choices: tuple[Choice, ...]
    tables: Mapping[str, tuple[str, ...]]
    sql: str
    cells: tuple[Cell, ...]
    fields: Mapping[str, Cell]
    keeps_out: frozenset[str] = frozenset()
    settings: tuple[str, ...] = ()
    is_snapshot: bool = False

    @property
    def is_split(self) -> bool:
        """Return whether the figures are by category and level."""
        return self.cells != (NOT_SPLIT,)

    @property
    def word(self) -> str:
        """Return the rule's name as addresses write it."""
        return self.name.replace("_", "-")

    def counted_field(self, cell: Cell) -> str | None:
        """Return the annual return's name of a cell; None if the return has none for it."""
        return next((field for field, each in self.fields.items() if each == cell), None)


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row counted: of whom, on which day, in which area, in which category, at which level (None: has none)."""

    subject_id: UUID
    counted_date: date
    area: int
    category: int | None
    level: int | None


def parameters(
    year: ReportingYear, areas: list[int], choices: CountingChoices = USUAL
) -> dict[str, date | list[int] | bool]:
    """Return the parameters of every rule's query for the year and areas."""
    return {
        "first_date": year.start_date,
        "last_date": year.last_date,
        "areas": areas,
        **choices.as_json(),
    }


def chosen(rule: CountingRule, choices: CountingChoices) -> tuple[Choice, ...]:
    """Return the rule's choices as they stand under the settings: those that are settled, then those that differ."""
    settings, usual = choices.as_json(), USUAL.as_json()
    found = [
        Choice(CHOICE_WORDS[name][0], CHOICE_WORDS[name][1 if settings[name] == usual[name] else 2], SETTING)
        for name in rule.settings
    ]
    return (*rule.choices, *found)


SETTING = "The published notes do not say. It is a setting, stored with each count."
