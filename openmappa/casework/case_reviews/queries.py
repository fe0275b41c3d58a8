"""Serious case reviews, as far as the viewer's sight reaches."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from openmappa.casework.case_reviews.domain import ReviewSeen
from openmappa.casework.case_reviews.models import SeriousCaseReview
from openmappa.foundation.access.domain import Viewer
from openmappa.record.convictions.queries import further_offences_seen


def reviews_of(*, viewer: Viewer, subject_id: UUID) -> list[ReviewSeen]:
    """Return the subject's reviews, the latest first."""
    charges = further_offences_seen(viewer=viewer).filter(pk=OuterRef("further_offence_id"))
    found = SeriousCaseReview.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.annotate(
        charged_with=Subquery(charges.values("offence_code")[:1]),
        charged_on=Subquery(charges.values("charge_date")[:1]),
    )
    return [
        ReviewSeen(each.charged_with, each.charged_on, each.start_date, each.last_date)
        for each in rows.order_by("-start_date", "id")
    ]


def with_history(*, viewer: Viewer, subject_id: UUID) -> QuerySet[SeriousCaseReview]:
    """Return the subject's reviews, those recorded in error too, each with what it said before."""
    found = SeriousCaseReview.objects.visible_to(viewer).filter(subject_id=subject_id)
    return found.select_related("source_system").prefetch_related("history")
