"""Recorded time inside and abroad as facts for the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from openmappa.statute.facts.living import Absence, Spell
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind


class SpellRow(NamedTuple):
    """What the law asks of a recorded time inside, by the names of its columns."""

    kind: str
    start_date: date
    until_date: date | None
    ended_by: str | None


class AbroadRow(NamedTuple):
    """What the law asks of a recorded time outside the United Kingdom, by the names of its columns."""

    start_date: date
    until_date: date | None


def custody(rows: Iterable[SpellRow]) -> tuple[Spell, ...]:
    """Return a person's times inside as facts. Leave from custody is no release, and no fact of its own."""
    return tuple(
        Spell(
            kind=SpellKind(each.kind),
            start_date=each.start_date,
            until_date=each.until_date,
            ended_by=SpellEnd(each.ended_by) if each.ended_by else None,
        )
        for each in rows
    )


def abroad(rows: Iterable[AbroadRow]) -> tuple[Absence, ...]:
    """Return a person's recorded times abroad as facts: of living there or of being removed, not of journeys."""
    return tuple(Absence(start_date=each.start_date, until_date=each.until_date) for each in rows)
