"""Which settings a report was made with, and whether they are the area's and the usual ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from openmappa.oversight.statistics.domain.choices import CountingChoices
from openmappa.oversight.statistics.domain.settings import AreaSettings, SettingsVersion


@dataclass(frozen=True, slots=True)
class SettingsUsed:
    """The settings of a report, and the version of the area's settings that held when it was made.

    They differ where the count is older than the area's settings, or where a command or a reader chose
    otherwise for this report alone.
    """

    used: AreaSettings = field(default_factory=AreaSettings)
    of_area: SettingsVersion = field(default_factory=SettingsVersion)

    @property
    def counted_as_settled(self) -> bool:
        """Return whether the count was made with the area's choices of today."""
        return self.choices == self.of_area.settings.choices

    @property
    def choices(self) -> CountingChoices:
        """Return the choices with which the figures were counted."""
        return self.used.choices

    def as_json(self) -> dict[str, object]:
        """Return the settings by name, as an edition keeps them."""
        return {
            **self.used.as_json(),
            "is_usual": self.used.is_usual,
            "is_of_area": self.used == self.of_area.settings,
            "version_of_area": self.of_area.number,
        }
