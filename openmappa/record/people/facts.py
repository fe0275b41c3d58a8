"""Recorded home addresses as facts for the law. A day of birth is a fact as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from openmappa.statute.facts.living import HomeAddress
from openmappa.statute.vocabulary.persons import AddressKind


class AddressRow(NamedTuple):
    """What the law asks of a recorded address, by the names of its columns: never the address itself."""

    kind: str
    start_date: date
    until_date: date | None


def addresses(rows: Iterable[AddressRow]) -> tuple[HomeAddress, ...]:
    """Return a person's addresses as facts."""
    return tuple(
        HomeAddress(kind=AddressKind(each.kind), start_date=each.start_date, until_date=each.until_date)
        for each in rows
    )
