"""What the law says of a person, what was decided, and whose standing is to decide, under the viewer's sight."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Func, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from openmappa.casework.eligibility.domain.dangerous import ReviewSeen, StatusSeen
from openmappa.casework.eligibility.domain.deciding import Answer, Proposal, Route, held_since
from openmappa.casework.eligibility.domain.matter import AnswerSeen, DecisionSeen, DecisionWaiting, Matter
from openmappa.casework.eligibility.models import (
    WHOLE_RECORD,
    DangerousReview,
    DangerousStatus,
    Decision,
    DecisionAnswer,
)
from openmappa.casework.legal_position.domain.position import State
from openmappa.casework.legal_position.models import Computed
from openmappa.casework.legal_position.queries import facts_of
from openmappa.casework.standing.queries import standings_of, standings_on
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.models import opens
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


def answer_kept(*, viewer: Viewer, subject_id: UUID) -> str:
    """Return the name of the answer that is kept of the subject as what the law says; "" for none."""
    found = Computed.objects.visible_to(viewer).filter(subject_id=subject_id)
    return found.values_list("answer_digest", flat=True).first() or ""


def to_decide(*, viewer: Viewer) -> QuerySet[Any]:
    """
    Return the positions of those about whom there is something to decide, and for whom the viewer may decide.

    As `Matter.is_to_decide` has it for one person: since the last decision that took effect, the law says something
    else; or without one, a category is recorded that the law neither gives nor leaves open, or none where it gives
    one. Each has `recorded` and `kind` of the present standing, and whether it `was_decided`.
    """
    decided = _took_effect(viewer).filter(subject_id=OuterRef("subject_id")).order_by("-number")
    standing = standings_on(viewer=viewer, day=viewer.as_at).filter(subject_id=OuterRef("subject_id"))
    rows = (
        Computed.objects.filter(opens(viewer, WHOLE_RECORD), state=State.WORKED_OUT.value)
        .counting()
        .filter(responsible_area_id__in=viewer.areas_where(Permission.DECIDE_ELIGIBILITY))
        .annotate(
            was_decided=Subquery(decided.values("left_as")[:1]),
            recorded=Subquery(standing.values("category")[:1]),
            kind=Subquery(standing.values("kind")[:1]),
            place=Func(F("undecided"), F("recorded"), function="array_position", output_field=IntegerField()),
        )
    )
    neither = Q(recorded__isnull=False, place__isnull=True) & (
        Q(category__isnull=True) | ~Q(category=F("recorded"))
    )
    unrecorded = Q(recorded__isnull=True) & (
        Q(category__isnull=False) | (~Q(undecided=[]) & Q(kind__isnull=True))
    )
    never, since = Q(was_decided__isnull=True), ~Q(was_decided=F("answer_digest"))
    found = rows.filter((never & (neither | unrecorded)) | (Q(was_decided__isnull=False) & since))
    order = Case(
        When(recorded__isnull=True, category__isnull=False, then=0),
        When(category__isnull=False, then=1),
        default=2,
        output_field=IntegerField(),
    )
    listed: QuerySet[Any] = found.order_by(order, "subject_id")
    return listed


def waiting(*, viewer: Viewer) -> list[DecisionWaiting]:
    """Return the decisions that wait for a second officer, and that the viewer may answer or withdraw, oldest first."""
    rows = Decision.objects.visible_to(viewer).filter(route=Route.OVERRIDDEN.value, answer__isnull=True)
    areas = viewer.areas_where(Permission.AGREE_ELIGIBILITY)
    found = (
        rows.filter(subject__responsible_area_id__in=areas)
        .select_related("decided_by")
        .order_by("decided_at", "id")
    )
    return [
        DecisionWaiting(
            each.subject_id,
            each.kind,
            each.category,
            each.decided_by_id,
            each.decided_by.name,
            each.decided_at,
        )
        for each in found
    ]


def reviews_due(*, viewer: Viewer, until: date) -> list[tuple[UUID, date]]:
    """Return whose status as a potentially dangerous person is to be reviewed by the day, and when, overdue first."""
    rows = DangerousStatus.objects.visible_to(viewer).counting()
    areas = viewer.areas_where(Permission.RECORD_DANGEROUS)
    found = rows.filter(last_date__isnull=True, review_date__lte=until, responsible_area_id__in=areas)
    return list(found.order_by("review_date", "subject_id").values_list("subject_id", "review_date"))


def _took_effect(viewer: Viewer) -> QuerySet[Any]:
    confirmed, agreed = Q(route=Route.CONFIRMED.value), Q(answer__answer=Answer.AGREED.value)
    left_as = Case(When(agreed, then=F("answer__settled_answer")), default=F("settled_answer"))
    rows: QuerySet[Any] = Decision.objects.visible_to(viewer)
    took_effect: QuerySet[Any] = rows.filter(confirmed | agreed).annotate(left_as=left_as)
    return took_effect


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
