"""Facts about where the person was, lived and stayed, what changed, and what was notified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from openmappa.statute.facts.saying import says
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.persons import AddressKind


class ChangeKind(StrEnum):
    """What changed, of the things that must be notified. Law: Sexual Offences Act 2003 s.84(1)."""

    NAME = "name"
    HOME_ADDRESS = "home_address"
    IDENTITY_DOCUMENT = "identity_document"
    ACCOUNT_OR_CARD = "account_or_card"
    OTHER_PRESCRIBED = "other_prescribed"


class NotificationKind(StrEnum):
    """Under which duty a notification was given."""

    INITIAL = "initial"
    CHANGE = "change"
    PERIODIC = "periodic"
    ADVANCE = "advance"
    DID_NOT_HAPPEN = "did_not_happen"
    ADDITIONAL = "additional"
    TRAVEL = "travel"
    RETURN = "return"
    ABSENCE = "absence"


CHANGE_KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.NAME: "Name",
    ChangeKind.HOME_ADDRESS: "Home address",
    ChangeKind.IDENTITY_DOCUMENT: "Passport or other identity document",
    ChangeKind.ACCOUNT_OR_CARD: "Bank account or card",
    ChangeKind.OTHER_PRESCRIBED: "Another prescribed change",
}
"""Everything that changes, in words."""

NOTIFICATION_KINDS: Mapping[NotificationKind, str] = {
    NotificationKind.INITIAL: "Initial notification",
    NotificationKind.CHANGE: "Notification of a change or release",
    NotificationKind.PERIODIC: "Periodic notification",
    NotificationKind.ADVANCE: "Advance notification of a change",
    NotificationKind.DID_NOT_HAPPEN: "Notification that an announced change did not happen",
    NotificationKind.ADDITIONAL: "Information added only because of the regulations of 2012",
    NotificationKind.TRAVEL: "Notification of travel outside the United Kingdom",
    NotificationKind.RETURN: "Notification of a return to the United Kingdom",
    NotificationKind.ABSENCE: "Notification of an absence from the main residence",
}
"""Every kind of notification in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """An unbroken time in prison, immigration detention or hospital. The day of release is the first day out."""

    kind: Annotated[SpellKind, says("Why the person is inside.")]
    start_date: Annotated[date, says("The first day inside.")]
    until_date: Annotated[
        date | None, says("The day of release, which is the first day out. Without it, still inside.")
    ] = None
    ended_by: Annotated[SpellEnd | None, says("How it ended.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A time outside the United Kingdom, or away from the main residence."""

    start_date: Annotated[date, says("The first day away.")]
    until_date: Annotated[date | None, says("The day of return. Without it, still away.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAddress:
    """A time at one home address. The address itself is not a fact that the law asks for."""

    kind: Annotated[AddressKind, says("What the address is. A secondary address is no home address.")]
    start_date: Annotated[date, says("The first day there.")]
    until_date: Annotated[date | None, says("The first day no longer there.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A time of living or staying at premises in the United Kingdom other than the home address."""

    premises: Annotated[str, says("Your own name for the premises.")]
    start_date: Annotated[date, says("The first day there.")]
    until_date: Annotated[date | None, says("The first day no longer there.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildHouseholdStay:
    """A stay in a household or another private place where somebody under 18 lives or stays."""

    premises: Annotated[str, says("Your own name for the premises.")]
    started_at: Annotated[datetime, says("When it began.")]
    hours: Annotated[
        int | None,
        says("How many whole hours it lasted, or has lasted. Without it, not known.", least=0),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of what must be notified. A change of home address follows from `addresses` too."""

    kind: Annotated[ChangeKind, says("What changed.")]
    change_date: Annotated[date, says("The day of the change, or the first day on which a name was used.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationMade:
    """A notification that the person gave to the police."""

    kind: Annotated[NotificationKind, says("Under which duty it was given.")]
    made_date: Annotated[date, says("The day on which it was given.")]
    of_date: Annotated[
        date | None,
        says(
            "The day of the event that it tells of: the change, the departure, the return. Of an advance notification "
            "the day on which the event is expected. Without it, any earlier event that was not notified."
        ),
    ] = None
    of_change: Annotated[ChangeKind | None, says("Of an advance notification: what will change.")] = None
    of_premises: Annotated[str | None, says("The premises that it tells of, as named in the stays.")] = None
    without_residence: Annotated[
        bool | None,
        says(
            "Whether the home address that it gave is a place where the person can regularly be found. "
            "Without it, the address of that day decides."
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A journey outside the United Kingdom, made or intended."""

    departure_date: Annotated[date, says("The day of departure.")]
    return_date: Annotated[date | None, says("The day of return. Without it, not known.")] = None
    arranged_date: Annotated[
        date | None,
        says("The day on which the person came to hold the details. Without it, in good time."),
    ] = None
