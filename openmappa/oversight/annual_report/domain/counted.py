"""What a report is made from: an area's counted fields, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from openmappa.oversight.annual_report.domain.chapters import OwnChapter
from openmappa.oversight.annual_report.domain.settings_used import SettingsUsed
from openmappa.oversight.statistics.domain.population import Population
from openmappa.oversight.statistics.domain.years import ReportingYear


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A counting rule as a count used it. Each choice is a question, how it was settled, and why."""

    name: str
    version: int
    title: str
    description: str
    source: str
    choices: tuple[tuple[str, str, str], ...]
    fields: tuple[str, ...]
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The newest counts of an area and year, by the field names of the annual return.

    `rules` are those that counted them. `rate_people` are those of whom the rate is: Category 1, and registered
    people in Category 4 if the area's setting holds them. `without_level` people are eligible and in the
    community, but have no level recorded. `loads` are the numbers of the loads that the counts rest on, and
    `data_as_at` is the newest one's day.
    """

    area: int
    area_name: str
    year: ReportingYear
    fields: Mapping[str, int]
    rules: tuple[RuleUsed, ...]
    loads: tuple[int, ...]
    data_as_at: date | None
    counted_at: datetime
    fictitious: bool
    without_level: int
    rate_people: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """All that a report is made from: this year's counts, last year's if there are any, and the populations.

    `suppress_below` hides figures below it, and what they could be worked out from; None hides nothing.
    `settings` says which settings applied.
    """

    counted: Counted
    population: Population | None
    last: Counted | None = None
    last_population: Population | None = None
    chapters: tuple[OwnChapter, ...] = ()
    suppress_below: int | None = None
    settings: SettingsUsed = field(default_factory=SettingsUsed)
