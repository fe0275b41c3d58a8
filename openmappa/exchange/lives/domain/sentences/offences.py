"""The offences that simulated people commit, by their codes in the vocabulary. All are of adults unless named otherwise."""

from typing import Final

GRAVE_SEXUAL: Final = (
    "SX03001", "SX03002", "SX03003", "SX03005", "SX03006", "SX03009", "SX03013", "SX03014", "SX03015",
    "SX03016", "SX03019", "SX03021",
)  # fmt: skip
"""Sexual Offences Act 2003 ss.1, 2, 4, 5, 6 and 8."""

SEXUAL: Final = (
    "SX03017", "SX03018", "SX03023", "SX03025", "SX03027", "SX03029", "SX03031", "SX03033",
    "SX03062", "PK78001", "PK78003", "PK78005",
)  # fmt: skip
"""Sexual Offences Act 2003 ss.7, 9 to 12 and 25, and Protection of Children Act 1978 s.1."""

IMAGES: Final = ("PK78001", "PK78003", "PK78004", "PK78006", "CJ88115")
"""Indecent photographs of children, for which an adult's caution or fine also brings notification."""

YOUTH_SEXUAL: Final = ("SX03001", "SX03003", "SX03013", "SX03015")
"""Sexual Offences Act 2003 ss.1, 5 and 6: listed in Schedule 3 whatever the offender's age and sentence."""

SEXUAL_BEFORE_2004: Final = ("SX56001", "SX56070", "SX56025", "SX56026", "SX56028", "SX56029")
"""Sexual Offences Act 1956 ss.1, 14 and 15, for offences before 1 May 2004."""

VICTIMS: Final = {
    **dict.fromkeys((*IMAGES, "PK78005"), (4, 15)),
    **dict.fromkeys(("SX56025", "SX56026", "SX56028", "SX56029"), (8, 17)),
}
"""
Of whose victims Schedule 3 asks the age (paras 7, 8, 13 and 15), the youngest and the oldest.

A photograph must show somebody under 16, and the other party to an indecent assault be under 18.
"""

VIOLENT: Final = (
    "OF61131", "OF61102", "TH68023", "TH68025", "OF61014", "COML017", "CD71015", "TH68045", "OF61095",
)  # fmt: skip
"""Schedule 15 Part 1 offences whose sentence may be one of a few years."""

GRAVE_VIOLENT: Final = (
    "OF61016", "OF61018", "COML020", "COML022", "TH68046", "CD71041", "OF61051", "TH68023",
)  # fmt: skip
"""Schedule 15 Part 1 offences whose sentence is long."""

MURDER: Final = ("COML025", "COML026")

CAPABLE_OF_SERIOUS_HARM: Final = ("OF61102", "OF61131", "OF61014", "OF61095", "CD71015")
"""Offences that may show that a person can cause serious harm, with sentences too short for Category 2."""

TERRORISM: Final = ("PT00039", "PT00064", "PT00065", "PT00073", "PT00074", "TR06007", "TR06028", "TR06029")
"""Schedule 15 Part 3."""

EARLIER: Final = ("OF61102", "OF61095")
"""What an earlier conviction may be for that has no part in eligibility."""
