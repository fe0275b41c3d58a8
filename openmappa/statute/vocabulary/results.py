"""What came of a charge."""

from collections.abc import Mapping
from enum import StrEnum


class ConvictionResult(StrEnum):
    """
    The finding that an entry of a person's record rests on.

    Law: Sexual Offences Act 2003 s.80; Criminal Justice Act 2003 s.327(4).
    """

    CONVICTED = "convicted"
    NOT_GUILTY_BY_INSANITY = "not_guilty_by_insanity"
    UNDER_DISABILITY_DID_ACT = "under_disability_did_act"
    CAUTIONED = "cautioned"


CONVICTION_RESULTS: Mapping[ConvictionResult, str] = {
    ConvictionResult.CONVICTED: "Convicted",
    ConvictionResult.NOT_GUILTY_BY_INSANITY: "Not guilty by reason of insanity",
    ConvictionResult.UNDER_DISABILITY_DID_ACT: "Under a disability and did the act charged",
    ConvictionResult.CAUTIONED: "Cautioned",
}
"""Every result in words."""
