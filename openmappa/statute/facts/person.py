"""All that the law asks about one person."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated

from openmappa.statute.facts.binding import (
    HarmDecision,
    LevelHeld,
    OrderMade,
    ReviewApplication,
    Span,
    TerrorismRiskDecision,
)
from openmappa.statute.facts.living import (
    Absence,
    Change,
    ChildHouseholdStay,
    HomeAddress,
    Journey,
    NotificationMade,
    Spell,
    Stay,
)
from openmappa.statute.facts.offending import Conviction
from openmappa.statute.facts.saying import says


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """
    The facts about one person. A list that is None is not known; an empty one is known to be empty.

    The order in which facts are given means nothing: each list is put into one order here, so that equal facts are
    equal values, hash alike and give the same answer in the same words.
    """

    birth_date: Annotated[date | None, says("Day of birth. Without it, not known.")] = None
    convictions: Annotated[tuple[Conviction, ...] | None, says("Convictions, findings and cautions.")] = None
    orders: Annotated[tuple[OrderMade, ...] | None, says("Orders and notices made on the person.")] = None
    custody: Annotated[
        tuple[Spell, ...] | None, says("Times in prison, immigration detention and hospital.")
    ] = None
    abroad: Annotated[tuple[Absence, ...] | None, says("Times outside the United Kingdom.")] = None
    addresses: Annotated[tuple[HomeAddress, ...] | None, says("Home addresses over time.")] = None
    stays: Annotated[tuple[Stay, ...] | None, says("Stays at other premises.")] = None
    child_household_stays: Annotated[
        tuple[ChildHouseholdStay, ...] | None, says("Stays in households with somebody under 18.")
    ] = None
    changes: Annotated[tuple[Change, ...] | None, says("Changes of name, documents, accounts and cards.")] = (
        None
    )
    notifications: Annotated[
        tuple[NotificationMade, ...] | None, says("Notifications that the person gave to the police.")
    ] = None
    notifications_from: Annotated[
        date | None,
        says(
            "The day from which on every notification is among them. Without it, all are. What fell due before that day "
            "and is not among them is not known."
        ),
    ] = None
    journeys: Annotated[
        tuple[Journey, ...] | None, says("Journeys outside the United Kingdom, made or intended.")
    ] = None
    absences_from_home: Annotated[
        tuple[Absence, ...] | None,
        says("Absences from the sole or main residence, for the Crime and Policing Act 2026."),
    ] = None
    review_applications: Annotated[
        tuple[ReviewApplication, ...] | None,
        says("Applications for review of indefinite notification requirements."),
    ] = None
    levels: Annotated[tuple[LevelHeld, ...] | None, says("Levels at which the person is managed.")] = None
    harm_decisions: Annotated[
        tuple[HarmDecision, ...] | None, says("Decisions whether the person may cause serious harm.")
    ] = None
    terrorism_risk_decisions: Annotated[
        tuple[TerrorismRiskDecision, ...] | None,
        says("Decisions whether the person may be at risk of involvement in terrorism."),
    ] = None
    terrorism_notification: Annotated[
        tuple[Span, ...] | None,
        says("Times under the notification requirements of the Counter-Terrorism Act 2008."),
    ] = None
    disqualification: Annotated[
        tuple[Span, ...] | None, says("Times disqualified from working with children, until 2012.")
    ] = None

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, tuple) and len(value) > 1:
                object.__setattr__(self, each.name, tuple(sorted(value, key=repr)))
