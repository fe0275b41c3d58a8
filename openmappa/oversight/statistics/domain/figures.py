"""A stored count as it is read: whose it is, what it rests on, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from openmappa.oversight.statistics.domain.tables import EligibleTable
from openmappa.oversight.statistics.domain.years import ReportingYear


class NotCounted(LookupError):
    """No count of the area and year is stored."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A stored run as its reader may read it.

    `data_as_at` is the day of the newest load that it rests on. `facts_have_changed` says that the count is
    older than the facts. `may_open` says that the reader may go down to the people behind a figure.
    """

    run_id: int
    area: int
    area_name: str
    year: ReportingYear
    rule: str
    rule_version: int
    data_as_at: date | None
    loads: tuple[int, ...]
    counted_at: datetime
    fictitious: bool
    facts_have_changed: bool
    may_open: bool
    table: EligibleTable
