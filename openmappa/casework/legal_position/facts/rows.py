"""What is recorded of one person, as rows of the database, for the law: read alike for one person and for many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from openmappa.casework.legal_position.facts import person_facts
from openmappa.casework.standing.facts import GroundRow, LevelRow, decided, levels
from openmappa.record.convictions.facts import ConvictionRow, DisposalRow, convictions
from openmappa.record.custody.facts import SpellRow, custody
from openmappa.record.notification.facts import lived
from openmappa.record.orders.facts import EventRow, OrderRow, orders
from openmappa.statute.facts.person import PersonFacts


class BirthRow(NamedTuple):
    """When a person was born and died, as far as is known, by the names of the columns."""

    date_of_birth: date | None
    date_of_death: date | None
    recorded_in_error: bool


class RevokedRow(NamedTuple):
    """The day on which indefinite requirements were revoked."""

    revoked_date: date


class Rows(NamedTuple):
    """All rows about a person of which eligibility asks, each in the order of its key."""

    births: tuple[BirthRow, ...] = ()
    convictions: tuple[ConvictionRow, ...] = ()
    disposals: tuple[DisposalRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    spells: tuple[SpellRow, ...] = ()
    grounds: tuple[GroundRow, ...] = ()
    levels: tuple[LevelRow, ...] = ()
    revoked: tuple[RevokedRow, ...] = ()

    @property
    def is_in_error(self) -> bool:
        """Return whether the person should never have been recorded."""
        return bool(self.births) and self.births[0].recorded_in_error


ROWS: Mapping[str, Any] = {
    "births": BirthRow,
    "convictions": ConvictionRow,
    "disposals": DisposalRow,
    "orders": OrderRow,
    "events": EventRow,
    "spells": SpellRow,
    "grounds": GroundRow,
    "levels": LevelRow,
    "revoked": RevokedRow,
}
"""The kind of row of each part, in the order of `Rows`."""


def facts_from(rows: Rows) -> PersonFacts:
    """
    Return the rows as facts, without addresses and time abroad, which eligibility does not ask about.

    :raises ValueError: if a code is none of the vocabulary's
    """
    return person_facts(
        birth_date=rows.births[0].date_of_birth if rows.births else None,
        convictions=convictions(rows.convictions, rows.disposals),
        orders=orders(rows.orders, rows.events),
        custody=custody(rows.spells),
        abroad=(),
        decided=decided(rows.grounds),
        levels=levels(rows.levels),
        revoked=(each.revoked_date for each in rows.revoked),
        lived=lived(supplied_from=None),
    )


def first_day_after(rows: Rows, day: date) -> date | None:
    """Return the first day after `day` that stands in the rows, None without one."""
    return min(
        (value for part in rows for row in part for value in row if isinstance(value, date) and value > day),
        default=None,
    )
