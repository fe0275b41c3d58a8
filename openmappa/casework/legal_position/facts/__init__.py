"""The facts of one person, put together from what the rooms of the record hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from openmappa.casework.standing.facts import Decided
from openmappa.statute.facts.binding import LevelHeld, OrderMade, ReviewApplication, ReviewDecision
from openmappa.statute.facts.living import Absence, HomeAddress, Spell
from openmappa.statute.facts.offending import Conviction
from openmappa.statute.facts.person import PersonFacts


def person_facts(
    *,
    birth_date: date | None,
    convictions: tuple[Conviction, ...],
    orders: tuple[OrderMade, ...],
    custody: tuple[Spell, ...],
    abroad: tuple[Absence, ...],
    decided: Decided,
    levels: tuple[LevelHeld, ...],
    revoked: Iterable[date],
    addresses: tuple[HomeAddress, ...] | None = None,
) -> PersonFacts:
    """
    Return what is recorded of a person as facts. `revoked` are the days on which indefinite requirements were revoked.

    A table that holds no row of the person says that there is none: extracts are whole. What no table holds is not
    known, and neither is what a blank column of a row would have said.
    """
    return PersonFacts(
        birth_date=birth_date,
        convictions=convictions,
        orders=orders,
        custody=custody,
        abroad=abroad,
        addresses=addresses,
        levels=levels,
        harm_decisions=decided.harm,
        terrorism_risk_decisions=decided.terrorism_risk,
        terrorism_notification=decided.terrorism_notification,
        review_applications=tuple(_revocation(day) for day in sorted(set(revoked))),
    )


def _revocation(day: date) -> ReviewApplication:
    # When the application was received is not in the record of requirements; nothing that is worked out here asks it.
    return ReviewApplication(
        received_date=day, determined_date=day, decision=ReviewDecision.NO_LONGER_SUBJECT
    )
