"""What a court did in one simulated life, before it is placed in time."""

from dataclasses import dataclass
from enum import StrEnum

DAYS_IN_MONTH = 30.4369
_WITHOUT_END = 1_000_000


class Basis(StrEnum):
    """From which day eligibility runs, and with that when it ends."""

    CONVICTION = "conviction"
    """SOA 2003 s.82(6): the notification period runs from conviction, finding or caution."""
    SENTENCE = "sentence"
    """CJA 2003 s.327(3): offence and sentence together; it ends with the licence or the order."""
    RELEASE = "release"
    """CTA 2008 s.53: time inside is left out of the notification period."""


@dataclass(slots=True, kw_only=True)
class Sentence:
    """
    An offence with what came of it.

    Lengths are months where named so, else days. `eligible_months` is how long eligibility lasts, 0 for
    without end; `served` the days from sentence to release, 0 if never inside; `remand` the days inside before
    sentence; `gap` the days from conviction to sentence; `ages` the youngest and oldest at conviction.
    """

    offences: tuple[str, ...]
    disposal: str
    limbs: tuple[str, ...]
    basis: Basis
    months: int = 0
    extension: int = 0
    served: int = 0
    is_hospital: bool = False
    eligible_months: int = 0
    gap: int = 0
    remand: int = 0
    result: str = "convicted"
    ages: tuple[int, int] = (18, 76)
    supervised_months: int = 0

    @property
    def is_minor(self) -> bool:
        """Return whether the person was under 18 at conviction."""
        return self.ages[1] < 18

    @property
    def licence_days(self) -> int:
        """Return an upper bound of the days from sentence until the licence or the hospital order has ended."""
        if self.is_hospital or (self.served and not self.months):
            return _WITHOUT_END
        return int((self.months + self.extension) * DAYS_IN_MONTH) + 4


def half(months: int) -> int:
    """Return the days to the half-way point of a term, from which most determinate sentences are on licence."""
    return int(months * DAYS_IN_MONTH / 2)


def two_thirds(months: int) -> int:
    """Return the days to two thirds of a term, from which extended and long sentences may be on licence."""
    return int(months * DAYS_IN_MONTH * 2 / 3)
