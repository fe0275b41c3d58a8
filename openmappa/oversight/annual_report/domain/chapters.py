"""The standard chapters of an annual report, in plain words, each with where its facts come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The chapters of a report. The order is that of the document."""

    FOREWORD = "foreword"
    WHAT_IS_MAPPA = "what_is_mappa"
    HOW_MAPPA_WORKS = "how_mappa_works"
    STATISTICS = "statistics"
    NOTES = "explanatory_notes"
    PARTNER = "partner"
    TRAINING = "training"
    CONTACTS = "contacts"
    RULES = "counting_rules"


TITLES: Mapping[Kind, str] = {
    Kind.FOREWORD: "Foreword",
    Kind.WHAT_IS_MAPPA: "What is MAPPA?",
    Kind.HOW_MAPPA_WORKS: "How MAPPA works",
    Kind.STATISTICS: "MAPPA statistics",
    Kind.NOTES: "Explanatory notes",
    Kind.PARTNER: "Work of our partners",
    Kind.TRAINING: "Training",
    Kind.CONTACTS: "Contacts",
    Kind.RULES: "Annex: how the figures were counted",
}
OWN = (Kind.FOREWORD, Kind.PARTNER, Kind.TRAINING, Kind.CONTACTS)
"""The chapters that an area writes. There may be several of partners, and one of each other kind."""
MOST_PARTNERS = 99


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a standard chapter: paragraphs, a list, and the source of both."""

    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


WHAT_IS_MAPPA = Passage(
    (
        (
            "Multi-Agency Public Protection Arrangements (MAPPA) are how agencies together assess and manage the risk"
            " of serious harm from people convicted of certain sexual, violent and terrorist offences. They rest on"
            " sections 325 to 327B of the Criminal Justice Act 2003."
        ),
        "In each of the 42 areas of England and Wales three agencies form the responsible authority:",
    ),
    ("the police", "the Probation Service", "the Prison Service"),
    (
        (
            "Other agencies have a duty to co-operate with the responsible authority. Among them are social care,"
            " health and housing services, local education authorities, youth justice services and the Department for"
            " Work and Pensions."
        ),
        (
            "A Strategic Management Board of senior members of these agencies oversees the arrangements in its area."
            " Two lay advisers, members of the public who live in the area and have no part in managing cases, are"
            " appointed to sit on it and to ask what professionals may not."
        ),
    ),
)
"""Sources: CJA 2003 ss.325 to 327B; MAPPA Guidance chapters 2 to 5; MAPPA annual reports, "What is MAPPA?"."""

CATEGORIES = (
    (
        "Category 1",
        (
            "People who must notify the police of where they live and of other details, because of a sexual offence"
            " (Sexual Offences Act 2003, Part 2)."
        ),
    ),
    (
        "Category 2",
        (
            "Mainly people sentenced to 12 months' custody or more, or to a hospital order, for a violent offence;"
            " and a small number convicted of sexual offences who need not notify."
        ),
    ),
    (
        "Category 3",
        (
            "People who are in no other category, whose offence shows that they can cause serious harm, and whose"
            " management needs MAPPA meetings."
        ),
    ),
    (
        "Category 4",
        "People convicted of terrorist offences, or at risk of being involved in terrorism.",
    ),
)
LEVELS = (
    (
        "Level 1",
        (
            "The lead agency manages the person. Agencies share what they know and help where needed; there are no"
            " formal MAPPA meetings."
        ),
    ),
    ("Level 2", "Agencies manage the person through formal MAPPA meetings."),
    (
        "Level 3",
        (
            "As Level 2, where the plan needs senior staff of the agencies at the meetings, and resources that only"
            " they can commit."
        ),
    ),
)
HOW_MAPPA_WORKS = (
    (
        "Agencies identify who is eligible, share information about them, and assess and manage the risk that they"
        " pose. For most people that is all that is needed. Some need closer, joint management, at meetings of the"
        " agencies involved."
    ),
    "Each person is counted in one category.",
)
BETWEEN = "There are three levels of management, so that effort goes where it is most needed."
AFTER_LEVELS = (
    (
        "Numbers of Category 4 are low. So as not to identify anybody they are not in an area's report. They are"
        " published for England and Wales as a whole."
    ),
)
"""Sources: CJA 2003 ss.325 to 327B; MAPPA Guidance chapters 6 and 7; MAPPA annual reports, "How MAPPA works"."""

NOTES = (
    (
        "MAPPA-eligible individuals",
        (
            "People whom the law makes eligible, or who are found to pose a risk of serious harm after an offence."
            " The table of 31 March is of those in the community: nobody in prison or detained under the Mental Health"
            " Act 1983 is in it."
        ),
    ),
    (
        "Notification requirements",
        (
            "A person subject to them must tell the police name, address and other details, and every change, within"
            " set times. To fail without a reasonable excuse is an offence, with up to 5 years' imprisonment"
            " (Sexual Offences Act 2003 s.91)."
        ),
    ),
    (
        "Breach of licence",
        (
            "Somebody released from prison on licence must keep to its conditions. Who does not may be recalled to"
            " prison."
        ),
    ),
    (
        "Sexual Harm Prevention Order (SHPO)",
        (
            "An order of a court that prohibits or requires what is necessary to protect the public from sexual harm"
            " by somebody dealt with for a sexual or violent offence. It lasts at least 5 years, and the person is"
            " subject to notification requirements while it does (Sexual Offences Act 2003 s.103A onwards)."
        ),
    ),
    (
        "Notification Order",
        (
            "Makes somebody convicted abroad of a sexual offence subject to notification requirements here. A court"
            " makes it (Sexual Offences Act 2003 s.97), or the police give notice of it (s.96ZA)."
        ),
    ),
    (
        "Sexual Risk Order (SRO)",
        (
            "An order on somebody who need not have been convicted, but has done a sexual act and poses a risk of"
            " harm. To breach it is an offence; whoever breaches it becomes subject to full notification requirements"
            " (Sexual Offences Act 2003 s.122A onwards)."
        ),
    ),
    (
        "Lifetime notification revoked on application",
        (
            "Somebody subject to notification requirements without end may ask the police to review them, after 15"
            " years, or 8 if under 18 when they began. The police decide whether they are still necessary (Sexual"
            " Offences Act 2003 s.91A onwards)."
        ),
    ),
)
"""Sources: the Acts named in each note; MAPPA annual reports, "Explanation commentary on statistical tables"."""


@dataclass(frozen=True, slots=True)
class OwnChapter:
    """A chapter that the area wrote: Markdown, by whom, and for which agency."""

    kind: Kind
    title: str
    markdown: str
    author: str
    agency: str
