"""Who approves a report, and what changed since it was published, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from openmappa.oversight.annual_report.domain.counted import Counted, RuleUsed
from openmappa.oversight.annual_report.domain.layout import LAYOUTS, Figure
from openmappa.oversight.document.domain.blocks import Report
from openmappa.oversight.statistics.domain.years import ReportingYear

APPROVERS = ("police", "probation", "prison")
"""The kinds of the three agencies of the responsible authority (CJA 2003 s.325(1))."""


class Reason(StrEnum):
    """Why a figure is another than the one published."""

    RULE = "rule"
    CHOICE = "choice"
    LATE_RECORD = "late_record"
    CORRECTION = "correction"
    NOT_KNOWN = "not_known"


REASONS: Mapping[Reason, str] = {
    Reason.RULE: "The counting rule has a new version.",
    Reason.CHOICE: "A choice in the counting rule was settled otherwise.",
    Reason.LATE_RECORD: "Records of the year came in after the count.",
    Reason.CORRECTION: "Records were corrected after the count.",
    Reason.NOT_KNOWN: "No reason was found in the records.",
}


@dataclass(frozen=True, slots=True)
class RecordsChanged:
    """How many records of a table came in after a moment, and how many were corrected after it."""

    late: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """What an edition printed: its fields, and each rule's version and choices."""

    fields: Mapping[str, int]
    rules: Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """A published edition read again: its document with number, day and digest among its facts, and what it rests on."""

    number: int
    year: ReportingYear
    digest: str
    document: Report
    fields: Mapping[str, int]
    rules: Mapping[str, Mapping[str, object]]
    loads: tuple[int, ...]
    population_year: str
    data_as_at: date | None
    counted_at: datetime
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that has changed: the table's key, what it is of, what was printed, what is counted now, and why."""

    table: str
    words: str
    was: int
    now: int
    reasons: tuple[Reason, ...]


def frozen_rules(rules: Collection[RuleUsed]) -> dict[str, dict[str, object]]:
    """Return the rules as an edition keeps them."""
    return {
        each.name: {
            "version": each.version,
            "choices": [[question, setting] for question, setting, _ in each.choices],
        }
        for each in rules
    }


def revisions(
    frozen: Frozen, counted: Counted, changed: Mapping[str, RecordsChanged]
) -> tuple[Revision, ...]:
    """Return each printed figure that is counted otherwise now, with the reasons.

    `changed` says by database table what happened to the area's records since the edition's count. A figure
    has a record's reason only if its rule reads that table, so it names what can have changed the figure.
    """
    return tuple(_revisions(frozen, counted, changed))


def _revisions(frozen: Frozen, counted: Counted, changed: Mapping[str, RecordsChanged]) -> Iterator[Revision]:
    now_rules = frozen_rules(counted.rules)
    for layout in LAYOUTS:
        for figure in layout.figures:
            if (
                figure.fields is None
                or not figure.is_counted(frozen.fields)
                or not figure.is_counted(counted.fields)
            ):
                continue
            was, now = figure.value(frozen.fields) or 0, figure.value(counted.fields) or 0
            if was != now:
                reasons = tuple(_reasons(figure, frozen, counted, now_rules, changed))
                yield Revision(layout.key, figure.words, was, now, reasons or (Reason.NOT_KNOWN,))


def _reasons(
    figure: Figure,
    frozen: Frozen,
    counted: Counted,
    now_rules: Mapping[str, Mapping[str, object]],
    changed: Mapping[str, RecordsChanged],
) -> Iterator[Reason]:
    rules = [each for each in counted.rules if set(each.fields) & set(figure.fields or ())]
    before = [(frozen.rules.get(each.name, {}), now_rules[each.name]) for each in rules]
    if any(was.get("version") != now["version"] for was, now in before):
        yield Reason.RULE
    elif any(was.get("choices") != now["choices"] for was, now in before):
        yield Reason.CHOICE
    tables = [changed[table] for each in rules for table in each.tables if table in changed]
    if any(each.late for each in tables):
        yield Reason.LATE_RECORD
    if any(each.corrected for each in tables):
        yield Reason.CORRECTION
