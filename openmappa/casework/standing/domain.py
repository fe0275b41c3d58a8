"""Standing and level, as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LEVEL_NAMES = {
    1: "Level 1: ordinary agency management",
    2: "Level 2: active multi-agency management",
    3: "Level 3: active enhanced multi-agency management",
}
"""The levels in words. Source: MAPPA Guidance ch.7."""

CATEGORY_NAMES = {
    1: "Category 1: subject to sexual offender notification requirements",
    2: "Category 2: violent and other sexual offenders",
    3: "Category 3: other dangerous offenders",
    4: "Category 4: terrorism and terrorism-risk offenders",
}
"""The categories in words. Source: MAPPA Guidance; CJA 2003 ss.325(2) and 327."""


@dataclass(frozen=True, slots=True)
class GroundSeen:
    """A limb on which a person is eligible; `last_date` is inclusive."""

    limb: str
    start_date: date
    last_date: date | None


@dataclass(frozen=True, slots=True)
class LevelSeen:
    """A time at a level; `until_date` is the first day no longer at it. `token` names this very state of it."""

    token: str
    level: int
    start_date: date
    until_date: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class StandingSeen:
    """A standing with its grounds and levels; `last_date` is inclusive."""

    id: int
    kind: str
    category: int | None
    start_date: date
    last_date: date | None
    grounds: tuple[GroundSeen, ...] = ()
    levels: tuple[LevelSeen, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A person's standing and level on a day; None where there is none."""

    kind: str
    category: int | None
    level: int | None


NO_LEVEL = "none"
"""The token of a person without a level."""


def token_of(level: LevelSeen | None) -> str:
    """Return the token of a level, or of there being none."""
    return level.token if level else NO_LEVEL
