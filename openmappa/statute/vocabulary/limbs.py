"""The grounds on which a person is MAPPA-eligible: the limbs of the definition of each category."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Limb(StrEnum):
    """A ground of eligibility. A person may satisfy several; the category follows from them."""

    CATEGORY_1_NOTIFICATION = "category_1_notification"
    CATEGORY_2_CONVICTION = "category_2_conviction"
    CATEGORY_2_NOT_GUILTY = "category_2_not_guilty"
    CATEGORY_2_CHILD_OFFENCE = "category_2_child_offence"
    LEGACY_DISQUALIFICATION = "legacy_disqualification"
    CATEGORY_3 = "category_3"
    CATEGORY_4_NOTIFICATION = "category_4_notification"
    CATEGORY_4_CONVICTION = "category_4_conviction"
    CATEGORY_4_RISK = "category_4_risk"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbWords:
    """What a limb is called, which category it brings, and whether the text of the law behind it was read."""

    name: str
    category: int
    citation: str
    verified: bool
    is_repealed: bool = False


LIMBS: Mapping[Limb, LimbWords] = {
    Limb.CATEGORY_1_NOTIFICATION: LimbWords(
        name="Subject to the notification requirements of the Sexual Offences Act 2003",
        category=1,
        citation="Criminal Justice Act 2003 s.327(2)",
        verified=True,
    ),
    Limb.CATEGORY_2_CONVICTION: LimbWords(
        name="Convicted of murder or a specified violent or sexual offence, with a qualifying sentence or order",
        category=2,
        citation="Criminal Justice Act 2003 s.327(3)",
        verified=True,
    ),
    Limb.CATEGORY_2_NOT_GUILTY: LimbWords(
        name="Not guilty by reason of insanity, or under a disability and did the act, with a hospital or "
        "guardianship order",
        category=2,
        citation="Criminal Justice Act 2003 s.327(4)",
        verified=True,
    ),
    # Only the first paragraph of subsection (4A) was read, so its list of offences is not known.
    Limb.CATEGORY_2_CHILD_OFFENCE: LimbWords(
        name="Convicted of a listed offence against a child, with a qualifying sentence or order",
        category=2,
        citation="Criminal Justice Act 2003 s.327(4A)",
        verified=False,
    ),
    Limb.LEGACY_DISQUALIFICATION: LimbWords(
        name="Disqualified from working with children (repealed in December 2012)",
        category=2,
        citation="Criminal Justice Act 2003 s.327(5)",
        verified=False,
        is_repealed=True,
    ),
    Limb.CATEGORY_3: LimbWords(
        name="Another person whose offence shows that they may cause serious harm to the public",
        category=3,
        citation="Criminal Justice Act 2003 s.325(2)(b)",
        verified=True,
    ),
    # The sections that the Police, Crime, Sentencing and Courts Act 2022 inserted for Category 4 were not read.
    Limb.CATEGORY_4_NOTIFICATION: LimbWords(
        name="Subject to the terrorism notification requirements",
        category=4,
        citation="Counter-Terrorism Act 2008 Part 4",
        verified=False,
    ),
    Limb.CATEGORY_4_CONVICTION: LimbWords(
        name="Convicted of a terrorism or terrorism-related offence, with a qualifying sentence or order",
        category=4,
        citation="",
        verified=False,
    ),
    Limb.CATEGORY_4_RISK: LimbWords(
        name="Has committed an offence and may be at risk of involvement in terrorism-related activity",
        category=4,
        citation="",
        verified=False,
    ),
}
"""Every limb in words, in the order of the categories."""
