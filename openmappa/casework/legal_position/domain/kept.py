"""When a position that was kept need not be worked out anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openmappa.casework.legal_position.domain.position import digest_of
from openmappa.statute.explanation.answer import RULES_VERSION
from openmappa.statute.provisions.settings import LawSettings


@dataclass(frozen=True, slots=True)
class Kept:
    """A position as it is kept: of what rows, as at which day, by which rules and settings, and until when it holds."""

    as_at: date
    holds_until: date | None
    facts_digest: str
    answer_digest: str
    made_by: tuple[int, str]
    is_due: bool

    def still_holds(self, *, as_at: date, facts_digest: str, settings: LawSettings) -> bool:
        """Return whether the same rows give the same answer by the same rules, and no day has come that changes it."""
        return (
            not self.is_due
            and self.facts_digest == facts_digest
            and self.made_by == by_which(settings)
            and self.as_at <= as_at
            and (self.holds_until is None or as_at <= self.holds_until)
        )


def by_which(settings: LawSettings) -> tuple[int, str]:
    """Return by which rules and settings a position is worked out now."""
    return RULES_VERSION, digest_of(settings)
