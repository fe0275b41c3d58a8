"""What the law says of a person, what was decided, and whose standing is to decide, under the viewer's sight."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch

from openmappa.casework.eligibility.domain.dangerous import ReviewSeen, StatusSeen
from openmappa.casework.eligibility.domain.deciding import Answer, Proposal, Route, held_since
from openmappa.casework.eligibility.domain.matter import AnswerSeen, DecisionSeen, Matter
from openmappa.casework.eligibility.models import DangerousReview, DangerousStatus, Decision, DecisionAnswer
from openmappa.casework.legal_position.queries import facts_of
from openmappa.casework.standing.models import Level, Standing
from openmappa.casework.standing.queries import standings_of
from openmappa.foundation.access.domain import Viewer
from openmappa.statute.explanation.answer import law_of
from openmappa.statute.explanation.document import as_document
from openmappa.statute.facts.writing import facts_document

FINDINGS = (
    "as_at",
    "rules_version",
    "settings",
    "eligible",
    "category",
    "undecided_categories",
    "coming",
    "limbs",
    "requirements",
    "unverified",
)
"""The parts of the answer on which a decision on eligibility is taken."""


def proposal_of(*, viewer: Viewer, subject_id: UUID) -> Proposal:
    """
    Return what the law says, on the viewer's day, of what is recorded about the subject.

    :raises PermissionError: if the viewer does not see every part of the record in full
    """
    facts = facts_of(viewer=viewer, subject_id=subject_id)
    answer = law_of(facts, as_at=viewer.as_at)
    findings = as_document(answer)
    since = held_since(facts, category=answer.eligibility.category, as_at=viewer.as_at)
    return Proposal(viewer.as_at, facts_document(facts), {name: findings[name] for name in FINDINGS}, since)


def decisions_of(*, viewer: Viewer, subject_id: UUID) -> tuple[DecisionSeen, ...]:
    """Return the decisions on the subject's eligibility, the latest first."""
    rows = Decision.objects.visible_to(viewer).filter(subject_id=subject_id)
    found = rows.select_related("decided_by", "answer__answered_by").order_by("-number")
    return tuple(_seen(each) for each in found)


def matter_of(*, viewer: Viewer, subject_id: UUID) -> Matter:
    """
    Return all that a decision on the subject's eligibility is taken from.

    :raises PermissionError: if the viewer does not see every part of the record in full
    """
    return Matter(
        proposal_of(viewer=viewer, subject_id=subject_id),
        tuple(standings_of(viewer=viewer, subject_id=subject_id)),
        decisions_of(viewer=viewer, subject_id=subject_id),
        _versions(viewer, subject_id),
    )


def statuses_of(*, viewer: Viewer, subject_id: UUID) -> list[StatusSeen]:
    """Return the times as a potentially dangerous person, the latest first, each with its reviews."""
    reviews = DangerousReview.objects.visible_to(viewer).counting().order_by("-review_date", "-id")
    rows = DangerousStatus.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    found = rows.select_related("recorded_by").prefetch_related(Prefetch("reviews", queryset=reviews))
    return [
        StatusSeen(
            each.id,
            each.version,
            each.standing_id,
            each.start_date,
            each.last_date,
            each.reason,
            each.authorised_by,
            each.rank,
            each.review_date,
            each.recorded_by.name,
            tuple(
                ReviewSeen(of.review_date, of.outcome, of.reason, of.authorised_by, of.rank)
                for of in each.reviews.all()
            ),
        )
        for each in found.order_by("-start_date", "-id")
    ]


def _versions(viewer: Viewer, subject_id: UUID) -> str:
    # The sum rises with every change of a standing or a level, and with every new one.
    return "".join(
        f"{letter}{sum(rows.filter(subject_id=subject_id).values_list('version', flat=True))}"
        for letter, rows in (
            ("s", Standing.objects.visible_to(viewer)),
            ("l", Level.objects.visible_to(viewer)),
        )
    )


def _seen(row: Decision) -> DecisionSeen:
    answer: DecisionAnswer | None = getattr(row, "answer", None)
    return DecisionSeen(
        row.id,
        row.number,
        Route(row.route),
        Proposal(row.as_at, row.facts, row.findings, row.start_date),
        row.settings,
        row.digest,
        answer.settled if answer else row.settled,
        row.kind,
        row.category,
        row.limb,
        row.start_date,
        row.reason,
        row.decided_by_id,
        row.decided_by.name,
        row.decided_in_role,
        row.decided_at,
        AnswerSeen(
            Answer(answer.answer),
            answer.reason,
            answer.answered_by.name,
            answer.answered_in_role,
            answer.answered_at,
        )
        if answer
        else None,
    )
