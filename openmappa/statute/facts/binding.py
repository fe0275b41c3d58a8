"""Facts about orders, and about what was decided of the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from openmappa.statute.facts.offending import Term
from openmappa.statute.facts.saying import says
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.orders import Order


class TravelScope(StrEnum):
    """Which countries a prohibition on foreign travel names. Law: Sexual Offences Act 2003 ss.103D and 122C."""

    NAMED_COUNTRIES = "named_countries"
    ALL_BUT_NAMED_COUNTRIES = "all_but_named_countries"
    ALL_COUNTRIES = "all_countries"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelProhibition:
    """A prohibition on foreign travel in an order."""

    scope: Annotated[TravelScope | None, says("Which countries it names.")] = None
    start_date: Annotated[date, says("Its first day.")]
    last_date: Annotated[
        date | None, says('Its last day, inclusive; "none" if it has none.', endless=True)
    ] = None
    passports_surrendered_date: Annotated[
        date | None, says("The day on which the passports were surrendered.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignMatter:
    """What was found abroad, on which a notification order or a notice to notify rests."""

    conviction_date: Annotated[date, says("The day of the conviction, finding or caution abroad.")]
    kind: Annotated[Disposal, says("The disposal in England and Wales that it corresponds to.")]
    term: Annotated[Term | None, says("Its term. Without it, not known.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMade:
    """An order or notice made on the person."""

    reference: Annotated[str, says("Your own name for it, used once.")]
    kind: Annotated[Order, says("Which order or notice it is.")]
    made_date: Annotated[date, says("The day on which it was made.")]
    served_date: Annotated[date | None, says("The day on which it was served. Without it, not known.")] = None
    last_date: Annotated[
        date | None,
        says('Its last day, inclusive; "none" until further order. Without it, not known.', endless=True),
    ] = None
    discharged_date: Annotated[
        date | None, says("The day on which it was discharged. It no longer binds on that day.")
    ] = None
    breach_decided_dates: Annotated[
        tuple[date, ...],
        says("The days of convictions, findings and cautions for breaking it."),
    ] = ()
    replaces_interim: Annotated[
        str | None, says("The reference of the interim order that it takes the place of.")
    ] = None
    travel_prohibition: Annotated[
        TravelProhibition | None, says("Its prohibition on foreign travel, if it has one.")
    ] = None
    foreign_matter: Annotated[
        ForeignMatter | None, says("What a notification order or a notice to notify rests on.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmDecision:
    """A decision of the Responsible Authority whether the person may cause serious harm to the public."""

    decided_date: Annotated[date, says("The day of the decision.")]
    may_cause_serious_harm: Annotated[bool, says("Whether it considers that the person may.")]
    until_date: Annotated[
        date | None, says("The first day on which it no longer holds. Without it, it still holds.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TerrorismRiskDecision:
    """A decision whether the person may be at risk of involvement in terrorism-related activity."""

    decided_date: Annotated[date, says("The day of the decision.")]
    at_risk: Annotated[bool, says("Whether the person may be at risk of involvement.")]
    until_date: Annotated[
        date | None, says("The first day on which it no longer holds. Without it, it still holds.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelHeld:
    """A level at which the person is, or was, managed."""

    level: Annotated[int, says("1, 2 or 3.", least=1, most=3)]
    start_date: Annotated[date, says("Its first day.")]
    until_date: Annotated[date | None, says("The first day no longer at it. Without it, it still holds.")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from a first to a last."""

    start_date: Annotated[date, says("The first day.")]
    last_date: Annotated[
        date | None,
        says('The last day, inclusive; "none" if there is none. Without it, not known.', endless=True),
    ] = None


class ReviewDecision(StrEnum):
    """What the chief officer determined on an application for review."""

    REMAINS_SUBJECT = "remains_subject"
    NO_LONGER_SUBJECT = "no_longer_subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewApplication:
    """An application for a review of indefinite notification requirements."""

    received_date: Annotated[date, says("The day on which the police received it.")]
    bodies_asked_date: Annotated[
        date | None, says("The day on which the responsible bodies were notified.")
    ] = None
    determined_date: Annotated[
        date | None, says("The day of the determination. Without it, not determined yet.")
    ] = None
    decision: Annotated[ReviewDecision | None, says("What was determined.")] = None
    notice_date: Annotated[
        date | None, says("The day on which the person was given notice of the determination.")
    ] = None
    further_years: Annotated[
        int | None,
        says(
            "Years before a further application, if the chief officer set more than eight.",
            least=8,
            most=15,
        ),
    ] = None
