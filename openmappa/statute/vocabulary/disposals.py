"""The sentences, orders and other disposals that follow a finding or a caution."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Disposal(StrEnum):
    """What the court ordered, or that the person was cautioned instead."""

    IMPRISONMENT = "imprisonment"
    IMPRISONMENT_LIFE = "imprisonment_life"
    IMPRISONMENT_PUBLIC_PROTECTION = "imprisonment_public_protection"
    EXTENDED_SENTENCE = "extended_sentence"
    SUSPENDED_SENTENCE = "suspended_sentence"
    YOUNG_OFFENDER_DETENTION = "young_offender_detention"
    DETENTION_LIFE = "detention_life"
    DETENTION_HIS_MAJESTYS_PLEASURE = "detention_his_majestys_pleasure"
    DETENTION_PUBLIC_PROTECTION = "detention_public_protection"
    DETENTION_SECTION_91 = "detention_section_91"
    DETENTION_SECTION_252A = "detention_section_252a"
    EXTENDED_DETENTION = "extended_detention"
    DETENTION_AND_TRAINING_ORDER = "detention_and_training_order"
    HOSPITAL_ORDER = "hospital_order"
    HOSPITAL_ORDER_WITH_RESTRICTION = "hospital_order_with_restriction"
    GUARDIANSHIP_ORDER = "guardianship_order"
    COMMUNITY_ORDER = "community_order"
    YOUTH_REHABILITATION_ORDER = "youth_rehabilitation_order"
    FINE = "fine"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    ABSOLUTE_DISCHARGE = "absolute_discharge"
    CAUTION = "caution"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DisposalWords:
    """
    A disposal in words, and what the law makes of it.

    `is_custodial`: a sentence of imprisonment or detention, served at once or suspended.
    `carries_term`: it is for a stated length. `is_indeterminate`: it has no last day.
    `citation`: where the source read names it, else empty.
    """

    name: str
    citation: str = ""
    is_custodial: bool = False
    carries_term: bool = False
    is_indeterminate: bool = False
    is_hospital_or_guardianship: bool = False


_CATEGORY_2 = "Criminal Justice Act 2003 s.327(3)(b)"


def _term(name: str, citation: str = "") -> DisposalWords:
    return DisposalWords(name, citation, is_custodial=True, carries_term=True)


def _indeterminate(name: str, citation: str = "") -> DisposalWords:
    return DisposalWords(name, citation, is_custodial=True, is_indeterminate=True)


def _hospital_or_guardianship(name: str) -> DisposalWords:
    return DisposalWords(name, _CATEGORY_2, is_hospital_or_guardianship=True)


DISPOSALS: Mapping[Disposal, DisposalWords] = {
    Disposal.IMPRISONMENT: _term("Imprisonment", _CATEGORY_2),
    Disposal.IMPRISONMENT_LIFE: _indeterminate("Imprisonment for life", _CATEGORY_2),
    Disposal.IMPRISONMENT_PUBLIC_PROTECTION: _indeterminate(
        "Imprisonment for public protection", _CATEGORY_2
    ),
    Disposal.EXTENDED_SENTENCE: _term("Extended sentence of imprisonment"),
    Disposal.SUSPENDED_SENTENCE: _term(
        "Suspended sentence of imprisonment", "Criminal Justice Act 2003 s.189(6)"
    ),
    Disposal.YOUNG_OFFENDER_DETENTION: _term("Detention in a young offender institution", _CATEGORY_2),
    Disposal.DETENTION_LIFE: _indeterminate("Custody or detention for life"),
    Disposal.DETENTION_HIS_MAJESTYS_PLEASURE: _indeterminate(
        "Detention during His Majesty's pleasure", _CATEGORY_2
    ),
    Disposal.DETENTION_PUBLIC_PROTECTION: _indeterminate(
        "Detention for public protection (Criminal Justice Act 2003 s.226)", _CATEGORY_2
    ),
    Disposal.DETENTION_SECTION_91: _term(
        "Detention under section 250 of the Sentencing Code (formerly section 91 of the 2000 Act)",
        _CATEGORY_2,
    ),
    Disposal.DETENTION_SECTION_252A: _term(
        "Detention under section 252A of the Sentencing Code", _CATEGORY_2
    ),
    Disposal.EXTENDED_DETENTION: _term(
        "Extended sentence of detention (Criminal Justice Act 2003 s.226B or s.228)",
        _CATEGORY_2,
    ),
    Disposal.DETENTION_AND_TRAINING_ORDER: _term("Detention and training order", _CATEGORY_2),
    Disposal.HOSPITAL_ORDER: _hospital_or_guardianship("Hospital order"),
    Disposal.HOSPITAL_ORDER_WITH_RESTRICTION: _hospital_or_guardianship(
        "Hospital order with a restriction order"
    ),
    Disposal.GUARDIANSHIP_ORDER: _hospital_or_guardianship("Guardianship order"),
    Disposal.COMMUNITY_ORDER: DisposalWords("Community order", carries_term=True),
    Disposal.YOUTH_REHABILITATION_ORDER: DisposalWords("Youth rehabilitation order", carries_term=True),
    Disposal.FINE: DisposalWords("Fine"),
    Disposal.CONDITIONAL_DISCHARGE: DisposalWords("Conditional discharge", carries_term=True),
    Disposal.ABSOLUTE_DISCHARGE: DisposalWords("Absolute discharge"),
    Disposal.CAUTION: DisposalWords("Caution"),
    Disposal.OTHER: DisposalWords("Another disposal"),
}
"""Every disposal in words. Whether a term is long enough for a category is a rule, not a property of these."""
