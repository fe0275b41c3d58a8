"""Where a person is held, as a viewer sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Place(StrEnum):
    """Whether a person is held, at liberty, or outside the country."""

    CUSTODY = "custody"
    COMMUNITY = "community"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Spell:
    """An unbroken time inside; `until_date` is the day of release, the first day out."""

    kind: str
    establishment: str | None
    start_date: date
    until_date: date | None
    ended_by: str | None
    leaves: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Return:
    """A return to custody: why, and the kind of the order if one was breached, as far as it is seen."""

    return_date: date
    reason: str
    of_order: bool
    order_kind: str | None


@dataclass(frozen=True, slots=True)
class Away:
    """A time on leave or abroad; `until_date` is the day of return."""

    kind: str
    start_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class SpellNow:
    """The time inside that has not ended, or is planned to: its kind, days, and the token of the record as it was seen."""

    kind: str
    establishment: str
    start_date: date
    until_date: date | None
    token: str
