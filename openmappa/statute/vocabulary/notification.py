"""How a notification is given, and how a person can be away from where they are expected to be."""

from collections.abc import Mapping
from enum import StrEnum


class Given(StrEnum):
    """What a person tells when notifying. Law: Sexual Offences Act 2003 s.83(5), and the regulations of 2012."""

    DATE_OF_BIRTH = "date_of_birth"
    NATIONAL_INSURANCE_NUMBER = "national_insurance_number"
    NAMES = "names"
    HOME_ADDRESS = "home_address"
    OTHER_PREMISES = "other_premises"
    IDENTITY_DOCUMENTS = "identity_documents"
    ACCOUNTS_AND_CARDS = "accounts_and_cards"
    CHILD_HOUSEHOLD = "child_household"
    TRAVEL = "travel"


class Taken(StrEnum):
    """Whether fingerprints or a photograph were taken. Law: Sexual Offences Act 2003 s.87(4)."""

    TAKEN = "taken"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"


class HomeAddressGiven(StrEnum):
    """What the home address is that a notification gave. Law: Sexual Offences Act 2003 s.83(7)."""

    RESIDENCE = "residence"
    PLACE_REGULARLY_FOUND = "place_regularly_found"


class JourneyState(StrEnum):
    """Whether a journey was made."""

    INTENDED = "intended"
    MADE = "made"
    NOT_MADE = "not_made"


class MissingKind(StrEnum):
    """How it comes that nobody knows where a person is."""

    MISSING = "missing"
    ABSCONDED = "absconded"


GIVEN: Mapping[Given, str] = {
    Given.DATE_OF_BIRTH: "Date of birth",
    Given.NATIONAL_INSURANCE_NUMBER: "National Insurance number",
    Given.NAMES: "Names used",
    Given.HOME_ADDRESS: "Home address",
    Given.OTHER_PREMISES: "Other premises regularly stayed at",
    Given.IDENTITY_DOCUMENTS: "Passport or other identity documents",
    Given.ACCOUNTS_AND_CARDS: "Bank accounts and cards",
    Given.CHILD_HOUSEHOLD: "Households with a child",
    Given.TRAVEL: "Travel outside the United Kingdom",
}
"""Everything that is told, in words."""

TAKEN: Mapping[Taken, str] = {
    Taken.TAKEN: "Taken",
    Taken.NOT_ASKED: "Not asked for",
    Taken.REFUSED: "Asked for and refused",
}
"""Whether they were taken, in words."""

HOME_ADDRESS_GIVEN: Mapping[HomeAddressGiven, str] = {
    HomeAddressGiven.RESIDENCE: "A sole or main residence",
    HomeAddressGiven.PLACE_REGULARLY_FOUND: "A place where the person can regularly be found",
}
"""What the home address is, in words."""

JOURNEY_STATES: Mapping[JourneyState, str] = {
    JourneyState.INTENDED: "Intended",
    JourneyState.MADE: "Made",
    JourneyState.NOT_MADE: "Not made",
}
"""Every state of a journey in words."""

MISSING_KINDS: Mapping[MissingKind, str] = {
    MissingKind.MISSING: "Missing",
    MissingKind.ABSCONDED: "Absconded",
}
"""Missing and absconded in words."""
