"""The kinds of sight that a user can have of a person, and what each opens. Written apart from the code under test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openmappa.foundation.accounts.domain import Role

NOTHING, PRESENCE, SUMMARY, FULL = range(4)


@dataclass(frozen=True, slots=True)
class Given:
    """Sight given: to whom, at which level, of which section (all but the special ones if empty), still or ended.

    `hours` is for how long it still holds in the course of the day, as in an emergency.
    """

    holder: str
    level: int
    section: str = ""
    ended: bool = False
    hours: int | None = None

    @property
    def holds(self) -> bool:
        """Return whether it holds at the time of the visit."""
        return not self.ended and (self.hours is None or self.hours > 0)


@dataclass(frozen=True, slots=True)
class Situation:
    """What a user was given, and whether the user's role is held in another area than the person's."""

    name: str
    given: tuple[Given, ...] = ()
    elsewhere: bool = False


SITUATIONS = (
    Situation("role alone"),
    Situation("role in another area", elsewhere=True),
    Situation("user excluded", (Given("user", NOTHING),)),
    Situation("user: presence", (Given("user", PRESENCE),)),
    Situation("user: summary", (Given("user", SUMMARY),)),
    Situation("user: full", (Given("user", FULL),)),
    Situation("team: full", (Given("team", FULL),)),
    Situation("agency: full", (Given("agency", FULL),)),
    Situation("user: full, team excluded", (Given("user", FULL), Given("team", NOTHING))),
    Situation("user: full, ended", (Given("user", FULL, ended=True),)),
    Situation("user: custody only", (Given("user", FULL, "custody"),)),
    Situation("user: health only", (Given("user", FULL, "health"),)),
    Situation("emergency", (Given("user", FULL, hours=2),)),
    Situation("emergency, over", (Given("user", FULL, hours=-2),)),
    Situation("emergency, user excluded", (Given("user", FULL, hours=2), Given("user", NOTHING))),
)

OF_AREA: Mapping[str, int] = {
    Role.CO_ORDINATOR: FULL,
    Role.ADMINISTRATOR: FULL,
    Role.POLICE_OFFENDER_MANAGER: PRESENCE,
    Role.POLICE_SUPERINTENDENT: FULL,
    Role.PROBATION_PRACTITIONER: PRESENCE,
    Role.PRISON_OFFENDER_MANAGER: PRESENCE,
}
"""The sight of an area's unrestricted people that a role gives; none for a role that is not here."""

SHARES_SIGHT = {*OF_AREA, Role.CO_OPERATING_MEMBER}
"""The roles whose holders work on cases: sight that they, their team or agency were given counts."""

MARKERS: Mapping[str, tuple[str, int, tuple[str, ...]]] = {
    "n": ("identity", SUMMARY, ("Markername",)),
    "i": ("identity", FULL, ("Markerstreet", "23 July 1951")),
    "o": ("offending", FULL, ("Markercourt", "19 August 2011")),
    "c": ("custody", SUMMARY, ("Markerprison", "17 October 2012")),
    "r": ("orders", SUMMARY, ("Markerbench", "13 November 2013")),
    "t": ("notification", SUMMARY, ("11 December 2014",)),
    "b": ("notification", FULL, ("9 February 2015", "Markerstation", "Markerstay", "Markertrigger")),
    "v": ("notification", FULL, ("Markerfinding", "27 June 2013")),
    "s": ("standing", SUMMARY, ("Markerlevel", "7 March 2016")),
    "w": ("every section", FULL, ("Markeradvice", "Markeranswer")),
    "a": ("responsibility", SUMMARY, ("Markerofficer", "5 May 2017")),
}
"""What is planted in a person's record: a letter for the table, its section, the least sight, and the words."""


def allowed(role: Role | None, situation: Situation, *, restricted: bool) -> set[str]:
    """Return the letters of what the user may see of a person of area 21. The stricter reading wins."""
    counted = _counted(role, situation)
    if any(each.level == NOTHING for each in counted):
        return set()
    by_role = _by_role(role, situation, restricted=restricted)
    found = set()
    for letter, (section, least, _words) in MARKERS.items():
        levels = [by_role, *(each.level for each in counted if each.section in ("", section))]
        if max(levels) >= least:
            found.add(letter)
    return found


def may_know(role: Role | None, situation: Situation, *, restricted: bool) -> bool:
    """Return whether the user may know that the record exists."""
    counted = _counted(role, situation)
    if any(each.level == NOTHING for each in counted):
        return False
    by_role = _by_role(role, situation, restricted=restricted)
    return max([by_role, *(each.level for each in counted if not each.section)]) >= PRESENCE


def _counted(role: Role | None, situation: Situation) -> list[Given]:
    # Sight opens nothing to those whose role has no part in cases, whoever it was given to.
    return [each for each in situation.given if each.holds and role in SHARES_SIGHT]


def _by_role(role: Role | None, situation: Situation, *, restricted: bool) -> int:
    if restricted or situation.elsewhere or role is None:
        return NOTHING
    return OF_AREA.get(role, NOTHING)
