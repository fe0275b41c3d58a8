"""What a rule is: where it stands, what it says in our words, how it is worked out, and what of it is not verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openmappa.statute.provisions.citation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    A rule of law as this package applies it.

    `key` names it in answers. `says` is our wording, not the Act's. `arithmetic` tells how dates and lengths are
    worked out. `start_date` is the first day in force and `last_date` the last, None where not known or none.
    `unverified` says what of the rule rests on something that was not read; empty if all of it was read.
    """

    key: str
    title: str
    citation: Citation
    says: str
    arithmetic: str = ""
    start_date: date | None = None
    last_date: date | None = None
    unverified: str = ""

    @property
    def is_verified(self) -> bool:
        """Return whether all of the rule rests on a text that was read."""
        return not self.unverified
