"""How a person can be inside, how that ends, and how they can be away without being released."""

from collections.abc import Mapping
from enum import StrEnum


class SpellKind(StrEnum):
    """Why a person is in custody or detained in hospital."""

    SENTENCED = "sentenced"
    REMAND = "remand"
    RECALLED = "recalled"
    IMMIGRATION_DETENTION = "immigration_detention"
    HOSPITAL = "hospital"


class SpellEnd(StrEnum):
    """How a spell ended. The day of release is the first day in the community."""

    RELEASED = "released"
    HOME_DETENTION_CURFEW = "home_detention_curfew"
    APPROVED_PREMISES = "approved_premises"
    COMMUNITY_TREATMENT_ORDER = "community_treatment_order"
    CONDITIONAL_DISCHARGE_FROM_HOSPITAL = "conditional_discharge_from_hospital"
    UNLAWFULLY_AT_LARGE = "unlawfully_at_large"
    TRANSFERRED = "transferred"
    DEPORTED = "deported"
    DIED = "died"
    OTHER = "other"


class LeaveKind(StrEnum):
    """How a person can be out of prison or hospital for a while without the spell ending."""

    TEMPORARY_RELEASE = "temporary_release"
    SECTION_17_LEAVE = "section_17_leave"


class AbroadKind(StrEnum):
    """How a person can be outside the United Kingdom for good or for long."""

    LIVING_ABROAD = "living_abroad"
    DEPORTED = "deported"


SPELL_KINDS: Mapping[SpellKind, str] = {
    SpellKind.SENTENCED: "In prison, sentenced",
    SpellKind.REMAND: "In prison, on remand",
    SpellKind.RECALLED: "In prison, recalled",
    SpellKind.IMMIGRATION_DETENTION: "In immigration detention",
    SpellKind.HOSPITAL: "Detained in hospital under the Mental Health Act 1983",
}
"""Every kind of spell in words."""

SPELL_ENDS: Mapping[SpellEnd, str] = {
    SpellEnd.RELEASED: "Released",
    SpellEnd.HOME_DETENTION_CURFEW: "Released on home detention curfew",
    SpellEnd.APPROVED_PREMISES: "Released to approved premises",
    SpellEnd.COMMUNITY_TREATMENT_ORDER: "Discharged from hospital on a community treatment order",
    SpellEnd.CONDITIONAL_DISCHARGE_FROM_HOSPITAL: "Conditionally discharged from hospital",
    SpellEnd.UNLAWFULLY_AT_LARGE: "Unlawfully at large",
    SpellEnd.TRANSFERRED: "Transferred to other custody or to hospital",
    SpellEnd.DEPORTED: "Deported",
    SpellEnd.DIED: "Died",
    SpellEnd.OTHER: "Ended in another way",
}
"""Every way that a spell can end, in words."""

LEAVE_KINDS: Mapping[LeaveKind, str] = {
    LeaveKind.TEMPORARY_RELEASE: "Temporary release from prison",
    LeaveKind.SECTION_17_LEAVE: "Leave from hospital under section 17 of the Mental Health Act 1983",
}
"""Every kind of leave in words."""

ABROAD_KINDS: Mapping[AbroadKind, str] = {
    AbroadKind.LIVING_ABROAD: "Living abroad",
    AbroadKind.DEPORTED: "Deported",
}
"""Every way of being abroad, in words."""
