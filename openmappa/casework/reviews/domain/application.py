"""An application for review as a viewer sees it, and the vocabularies of the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from openmappa.statute.facts.binding import ReviewDecision
from openmappa.statute.review.review import FACTORS as FACTORS_OF_LAW


class Validity(StrEnum):
    """Whether an application counts as one. What the law cannot say for want of a fact is undecided."""

    VALID = "valid"
    INVALID = "invalid"
    UNDECIDED = "undecided"


VALIDITIES: Mapping[Validity, str] = {
    Validity.VALID: "Valid",
    Validity.INVALID: "Invalid",
    Validity.UNDECIDED: "Not decided",
}
"""Validity in words."""

WAYS: Mapping[str, str] = {
    "post": "By post",
    "email": "By email",
    "by_hand": "By hand",
    "solicitor": "Through a solicitor",
}
"""How a letter came or went. An application must be in writing: Sexual Offences Act 2003 s.91B(1)."""

DECISIONS: Mapping[ReviewDecision, str] = {
    ReviewDecision.REMAINS_SUBJECT: "Remains subject to the requirements",
    ReviewDecision.NO_LONGER_SUBJECT: "No longer subject to the requirements",
}
"""What is determined. Law: Sexual Offences Act 2003 s.91C."""


class AppealOutcome(StrEnum):
    """What came of an appeal."""

    ALLOWED = "allowed"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


APPEAL_OUTCOMES: Mapping[AppealOutcome, str] = {
    AppealOutcome.ALLOWED: "Allowed: no longer subject to the requirements",
    AppealOutcome.DISMISSED: "Dismissed",
    AppealOutcome.WITHDRAWN: "Withdrawn by the person",
}
"""What came of an appeal, in words. Law: Sexual Offences Act 2003 s.91E."""

RANKS: Mapping[str, str] = {
    "superintendent": "Superintendent",
    "chief_superintendent": "Chief superintendent",
    "commander": "Commander",
    "assistant_chief_constable": "Assistant chief constable",
    "deputy_chief_constable": "Deputy chief constable",
    "chief_constable": "Chief constable",
    "deputy_assistant_commissioner": "Deputy assistant commissioner",
    "assistant_commissioner": "Assistant commissioner",
    "deputy_commissioner": "Deputy commissioner",
    "commissioner": "Commissioner",
}
"""The ranks in which an application is determined. Source: notes to the MAPPA annual report, note (j)."""

_CODES = (
    "seriousness",
    "time_since",
    "breach_1997",
    "breach_2003",
    "age_now",
    "age_then",
    "victim_age",
    "risk",
    "victim",
    "convictions",
    "cautions",
    "proceedings",
    "other",
)
FACTORS: Mapping[str, str] = dict(zip(_CODES, FACTORS_OF_LAW, strict=True))
"""What is considered, by a code of ours. Law: Sexual Offences Act 2003 s.91D."""

NO_APPLICATION = "none"
"""The token of a person of whom no application is recorded."""


@dataclass(frozen=True, slots=True)
class BodySeen:
    """A responsible body that was asked, and its answer; None while there is none."""

    id: int
    name: str
    answered_date: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class ApplicationSeen:
    """An application with everything that was done on it. `token` names this very state of it.

    `earliest_date` is, of an invalid one, the first day on which an application may be made, if it is known.
    """

    id: int
    token: str
    subject_id: UUID
    area: int
    received_date: date
    way: str
    recorded_by: str
    validity: str
    validity_words: str
    earliest_date: date | None
    acknowledged_date: date | None
    bodies_asked_date: date | None
    assessed_date: date | None
    assessed_by: str
    assessed_by_id: UUID | None
    determined_date: date | None
    determined_by: str
    rank: str
    decision: str
    reasons: str
    further_years: int | None
    notice_date: date | None
    notice_way: str
    appeal_date: date | None
    appeal_court: str
    appeal_outcome: str
    appeal_outcome_date: date | None
    withdrawn_date: date | None
    bodies: tuple[BodySeen, ...] = ()
    findings: Mapping[str, str] | None = None

    @property
    def is_valid(self) -> bool:
        """Return whether it counts as an application and was not withdrawn."""
        return self.validity == Validity.VALID and self.withdrawn_date is None

    @property
    def waits(self) -> bool:
        """Return whether it waits for a determination, or for a decision whether it is valid."""
        return (
            self.validity != Validity.INVALID and self.withdrawn_date is None and self.determined_date is None
        )

    @property
    def has_letter(self) -> bool:
        """Return whether there is something to write to the person: a determination, or that it is invalid."""
        return self.determined_date is not None or self.validity == Validity.INVALID

    @property
    def unanswered(self) -> tuple[BodySeen, ...]:
        """Return the bodies that have not answered."""
        return tuple(each for each in self.bodies if each.answered_date is None)

    @property
    def all_answered_date(self) -> date | None:
        """Return the day on which the last of the bodies answered, None while one has not."""
        days = [each.answered_date for each in self.bodies]
        return max((day for day in days if day), default=None) if days and None not in days else None


def latest_of(applications: Iterable[ApplicationSeen]) -> ApplicationSeen | None:
    """Return the first that is not invalid, of applications the latest of which comes first."""
    return next((each for each in applications if each.validity != Validity.INVALID), None)


def token_of(application: ApplicationSeen | None) -> str:
    """Return the token of an application, or of there being none."""
    return application.token if application else NO_APPLICATION
