"""A stored count as it is read: whose it is, what it rests on, and its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from openmappa.oversight.statistics.domain.choices import USUAL, CountingChoices
from openmappa.oversight.statistics.domain.rate import people_of_the_rate
from openmappa.oversight.statistics.domain.rules.catalogue import return_fields
from openmappa.oversight.statistics.domain.rules.registered import REGISTERED_IN_CATEGORY_4
from openmappa.oversight.statistics.domain.tables import EligibleTable
from openmappa.oversight.statistics.domain.years import ReportingYear


class NotCounted(LookupError):
    """No count of the area and year is stored."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A stored count of an area and year as its reader may read it.

    `rule` to `table` are of the first table, the people eligible on 31 March. `tables` has every rule's table
    by the rule's name, the first among them, and `versions` the version by which each was counted.
    `data_as_at` is the day of the newest load that the count rests on. `facts_have_changed` says that it is
    older than the facts. `may_open` says that the reader may go down to the people behind a figure.
    `records_from` is the day from which on the records are whole; None if nobody says so.
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
    choices: CountingChoices = USUAL
    tables: Mapping[str, EligibleTable] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    records_from: date | None = None

    @property
    def begins_before_the_records(self) -> bool:
        """Return whether people of the year are missing, because the records are whole from a later day on only."""
        return self.records_from is not None and self.year.start_date < self.records_from

    @property
    def outlasts_the_records(self) -> bool:
        """Return whether the records were as at a day before the year's last."""
        return self.data_as_at is not None and self.data_as_at < self.year.last_date

    @property
    def is_whole(self) -> bool:
        """Return whether the records, as far as they say, hold the whole year."""
        return not (self.begins_before_the_records or self.outlasts_the_records)

    @property
    def fields(self) -> dict[str, int]:
        """Return the figures by the annual return's names, of the cells that the reader may read."""
        return return_fields({name: table.cells for name, table in self.tables.items()})

    @property
    def people_of_the_rate(self) -> int:
        """Return the numerator of the rate per 100,000, under the area's settings, as the statistics role reads it."""
        registered = self.tables.get(REGISTERED_IN_CATEGORY_4.name, EligibleTable({}))
        return people_of_the_rate(self.table.cells, registered.cells, self.choices)
