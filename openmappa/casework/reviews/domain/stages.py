"""The stages of a review with the day by which each is due, and the steps that can be taken now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openmappa.casework.reviews.domain.application import ApplicationSeen, Validity
from openmappa.statute.facts.binding import ReviewDecision
from openmappa.statute.review.review import Step

APPEAL = "review.appeal"
RECEIVE = "receive"
STEPS = (
    RECEIVE,
    "validity",
    "acknowledge",
    "bodies",
    "answer",
    "assess",
    "determine",
    "notice",
    "appeal",
    "outcome",
    "withdraw",
)
"""Every step that can be taken on a review, in the order in which they are taken."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a review: the day by which it is due, how that is worked out, and the day on which it was done.

    `is_passed` says that the review went on without it, so that it is no longer due.
    """

    key: str
    due_date: date
    arithmetic: str
    citation: str
    unverified: str
    done_date: date | None
    is_passed: bool

    def is_overdue(self, as_at: date) -> bool:
        """Return whether it is due and its day has passed. On its last day it is not overdue.

        Nobody need appeal: by the time for it the application is determined, and what is left undone is passed.
        """
        is_due = self.done_date is None and not self.is_passed
        return is_due and self.due_date < as_at

    @property
    def was_late(self) -> bool:
        """Return whether it was done after its day."""
        return self.done_date is not None and self.done_date > self.due_date


def stages_of(application: ApplicationSeen, steps: Iterable[Step]) -> tuple[Stage, ...]:
    """Return the stages of an application, from what the law says of it (statute.review.steps_of)."""
    done = {
        "review.acknowledge": application.acknowledged_date,
        "review.bodies": application.all_answered_date,
        "review.determine": application.determined_date,
        APPEAL: application.appeal_date,
    }
    passed = not application.waits
    return tuple(
        Stage(
            each.key,
            each.due_date,
            each.arithmetic,
            str(each.rule.citation),
            each.rule.unverified,
            done[each.key],
            passed,
        )
        for each in steps
    )


def next_due(stages: Iterable[Stage], *, as_at: date) -> Stage | None:
    """Return the stage that is due next, an overdue one first; None if nothing is due."""
    open_now = [
        each
        for each in stages
        if each.done_date is None and not each.is_passed or each.key == APPEAL and each.due_date >= as_at
    ]
    return min(
        (each for each in open_now if each.done_date is None), key=lambda each: each.due_date, default=None
    )


def open_steps(application: ApplicationSeen | None) -> tuple[str, ...]:
    """Return the steps that can be taken now, given the latest application that is not invalid."""
    if application is None or not application.waits:
        return (*(_after_determination(application) if application else ()), RECEIVE)
    if application.validity == Validity.UNDECIDED:
        return ("validity", "withdraw")
    found = []
    if application.acknowledged_date is None:
        found.append("acknowledge")
    if application.bodies_asked_date is None:
        found.append("bodies")
    else:
        found += ["answer"] if application.unanswered else []
        found += ["determine", "assess"] if application.assessed_date else ["assess"]
    return (*found, "withdraw")


def _after_determination(application: ApplicationSeen) -> tuple[str, ...]:
    if application.determined_date is None:
        return ()
    if application.notice_date is None:
        return ("notice",)
    if application.decision != ReviewDecision.REMAINS_SUBJECT:
        return ()
    if application.appeal_date is None:
        return ("appeal",)
    return () if application.appeal_outcome else ("outcome",)
