"""What kinds of agency take part, and in what part."""

from collections.abc import Mapping
from enum import StrEnum


class Part(StrEnum):
    """An agency's part in the arrangements (CJA 2003 s.325(1), (3) and (6)).

    An associate has no duty to co-operate: the responsible authority shares with it because it may
    contribute to assessing or managing risk (MAPPA Guidance ch.9 para 9.1, May 2022).
    """

    RESPONSIBLE_AUTHORITY = "responsible_authority"
    DUTY_TO_CO_OPERATE = "duty_to_co_operate"
    ASSOCIATE = "associate"


PARTS: Mapping[Part, str] = {
    Part.RESPONSIBLE_AUTHORITY: "Responsible authority",
    Part.DUTY_TO_CO_OPERATE: "Duty to co-operate",
    Part.ASSOCIATE: "Associate",
}
"""Every part in words."""

# The responsible authority of an area is fixed by the Act; the others an area enters itself.
ENTERED_BY_AREAS = (Part.DUTY_TO_CO_OPERATE, Part.ASSOCIATE)

KINDS: Mapping[str, str] = {
    "police": "Police",
    "probation": "Probation",
    "prison": "Prison",
    "youth_offending_team": "Youth offending team",
    "mental_health": "Mental health services",
    "local_authority": "Local authority",
    "health": "Health",
    "housing": "Housing",
    "other": "Another kind",
}
"""Kinds of agency in words. An area enters those that stand at the end of the list, from youth offending on."""

NATIONAL_SECURITY_DIVISION = 43
