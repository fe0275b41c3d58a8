"""What an area has settled for its figures and its report, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from openmappa.oversight.statistics.domain.choices import USUAL, CountingChoices

USUAL_POPULATION = "mid-2023"
LEAST_THRESHOLD, GREATEST_THRESHOLD = 2, 100
LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class AreaSettings:
    """An area's settings: how its figures are counted, the population of its rate, and which numbers its report hides.

    `suppress_below` hides numbers below it, LEAST_THRESHOLD to GREATEST_THRESHOLD; None hides none. The
    defaults are what holds where an area has settled nothing: the statutory tables are published in full.
    """

    choices: CountingChoices = USUAL
    population_year: str = USUAL_POPULATION
    suppress_below: int | None = None

    @property
    def is_usual(self) -> bool:
        """Return whether nothing is settled otherwise than usual."""
        return self == AreaSettings()

    def as_json(self) -> dict[str, object]:
        """Return the settings by name, as an audit entry and an edition keep them."""
        return {
            "choices": self.choices.as_json(),
            "population_year": self.population_year,
            "suppress_below": self.suppress_below,
        }


@dataclass(frozen=True, slots=True)
class SettingsVersion:
    """One version of an area's settings: its number, who set it, when and why. Version 0 was never set."""

    number: int = 0
    settings: AreaSettings = field(default_factory=AreaSettings)
    reason: str = ""
    set_by: str = ""
    set_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SettingsOfArea:
    """An area's settings as a viewer may read them, all versions, the newest first.

    `population_years` are the years of which a population of the area is stored, such as mid-2023.
    """

    area: int
    area_name: str
    versions: tuple[SettingsVersion, ...]
    population_years: tuple[str, ...]
    may_change: bool

    @property
    def now(self) -> SettingsVersion:
        """Return the version that holds."""
        return self.versions[0] if self.versions else SettingsVersion()

    def version(self, number: int) -> SettingsVersion | None:
        """Return the version of this number; None if there is none."""
        if number == 0:
            return SettingsVersion()
        return next((each for each in self.versions if each.number == number), None)


def settings_by_area(
    areas: Mapping[int, SettingsVersion], given: Mapping[int, CountingChoices]
) -> dict[int, CountingChoices]:
    """Return how each area is counted: as given for this count, else as the area has settled."""
    return {area: each.settings.choices for area, each in areas.items()} | dict(given)
