"""One requirement to notify."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Finding, Outcome
from openmappa.statute.vocabulary.events import RequirementBasis


@dataclass(frozen=True, slots=True)
class Requirement:
    """
    A requirement to notify: on what it rests, and the finding with its reasons and its days.

    `source` is the path of the conviction or order. `relevant_date` is that of section 82(6), or of the section that
    takes its place. `least_last_date` is the day until which it lasts in any case, where its end is not known.
    `is_reviewable` says whether a review under section 91A can end it.
    """

    basis: RequirementBasis
    source: str
    finding: Finding
    relevant_date: date | None = None
    least_last_date: date | None = None
    is_reviewable: bool = True

    @property
    def start_date(self) -> date | None:
        """Return the first day, None if the requirement does not exist."""
        return self.finding.start_date

    @property
    def last_date(self) -> date | None:
        """Return the last day, inclusive: `NO_LAST_DATE` if indefinite, None if not known."""
        return self.finding.last_date

    @property
    def is_indefinite(self) -> bool:
        """Return whether it has no last day by the table of section 82, and not because an order has none."""
        return self.is_reviewable and self.last_date == NO_LAST_DATE

    def holds_on(self, day: date) -> Outcome:
        """Return whether it holds on the day."""
        outcome, start = self.finding.outcome, self.start_date
        if outcome is Outcome.NOT_MET or start is None or day < start:
            return Outcome.NOT_MET
        last = self.last_date if self.last_date is not None else self.least_last_date
        if last is not None and day <= last:
            return outcome
        return Outcome.NEEDS_FACT if self.last_date is None else Outcome.NOT_MET
