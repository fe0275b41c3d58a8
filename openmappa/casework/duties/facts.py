"""From rows about people to what is due from them. Pure, so that every core can do its share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from openmappa.casework.duties.domain import Due, dues_of
from openmappa.casework.duties.domain.patterns import pattern_of
from openmappa.casework.legal_position.facts.rows import Rows, facts_from
from openmappa.record.custody.facts import AbroadRow, abroad
from openmappa.record.notification import facts as living
from openmappa.record.people.facts import AddressRow, addresses
from openmappa.statute.duties.worklist import duties
from openmappa.statute.facts.person import PersonFacts

PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "addresses": ("people_address", AddressRow._fields),
    "abroad": ("custody_absenceabroad", AbroadRow._fields),
    "made": ("notification_notificationmade", living.COLUMNS_MADE),
    "changes": ("notification_notifiablechange", living.COLUMNS_CHANGE),
    "stays": ("notification_premisesstay", living.COLUMNS_STAY),
    "child_stays": ("notification_childhouseholdstay", living.COLUMNS_CHILD_STAY),
    "journeys": ("notification_journey", living.COLUMNS_JOURNEY),
    "absences": ("notification_absencefromhome", living.COLUMNS_ABSENCE),
}
"""The parts that eligibility does not ask about and duties do: each with its table and columns."""

MOST_PATTERNS = 2_000
"""How many patterns a process remembers, the latest used: those of people with requirements seldom come twice."""

Worked = tuple[list[tuple[Due, ...] | None], int]


class Given(NamedTuple):
    """All rows about a person of which duties ask; `supplied_from` is the area's day from which notifications are whole."""

    rows: Rows
    supplied_from: date | None
    addresses: tuple[Any, ...]
    abroad: tuple[Any, ...]
    made: tuple[Any, ...]
    changes: tuple[Any, ...]
    stays: tuple[Any, ...]
    child_stays: tuple[Any, ...]
    journeys: tuple[Any, ...]
    absences: tuple[Any, ...]


def many_worked_out(people: Iterable[Given], as_at: date) -> Worked:
    """
    Return what is due from each person as at a day, and of how many no working out anew was needed.

    It is None for somebody of whom it cannot be worked out.
    """
    before = _of_pattern.cache_info().hits
    found = [_worked_out(each, as_at) for each in people]
    return found, _of_pattern.cache_info().hits - before


def _worked_out(given: Given, as_at: date) -> tuple[Due, ...] | None:
    births = given.rows.births
    died = births[0].date_of_death if births else None
    if given.rows.is_in_error or (died is not None and died <= as_at):
        return ()
    if not (given.rows.convictions or given.rows.orders):
        return ()
    # Whatever goes wrong with one person's facts must not stop everybody else's.
    try:
        lived = living.lived(
            made=given.made,
            changes=given.changes,
            stays=given.stays,
            child_stays=given.child_stays,
            journeys=given.journeys,
            absences=given.absences,
            supplied_from=given.supplied_from,
        )
        facts = replace(
            facts_from(given.rows),
            addresses=addresses(map(AddressRow._make, given.addresses)),
            abroad=(*abroad(map(AbroadRow._make, given.abroad)), *lived.abroad_on_journeys),
            **lived.as_facts(),
        )
        return _of_pattern(pattern_of(facts), as_at)
    except Exception:  # noqa: BLE001
        return None


@lru_cache(maxsize=MOST_PATTERNS)
def _of_pattern(pattern: PersonFacts, as_at: date) -> tuple[Due, ...]:
    return dues_of(duties(pattern, as_at=as_at))
