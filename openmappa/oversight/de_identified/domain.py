"""What a de-identified row holds, and how coarsely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS = ("key", "area", "category", "level", "lead_agency", "in_custody", "age_band", "sex", "ethnic_group")

AGE_BANDS: Mapping[str, tuple[int, int]] = {
    "10 to 17": (10, 18),
    "18 to 24": (18, 25),
    "25 to 34": (25, 35),
    "35 to 44": (35, 45),
    "45 to 54": (45, 55),
    "55 to 64": (55, 65),
    "65 and over": (65, 200),
}
"""The bands of age in completed years: from the first, to before the second."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person, under a key that is made anew at each reading and leads back to nobody.

    `level` is None for nobody's decision yet; `lead_agency` and `age_band` are "" where not known.
    """

    key: str
    area: int
    category: int
    level: int | None
    lead_agency: str
    in_custody: bool
    age_band: str
    sex: str
    ethnic_group: str
