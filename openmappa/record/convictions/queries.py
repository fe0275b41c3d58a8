"""Offences and disposals, as far as the viewer's sight reaches."""

from __future__ import annotations

from uuid import UUID

from django.db.models import FilteredRelation, Prefetch, Q, QuerySet

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import AboutSubjectQuerySet
from openmappa.record.convictions.domain import ConvictionSeen, DisposalSeen, FurtherOffenceSeen
from openmappa.record.convictions.facts import ConvictionRow, DisposalRow, convictions
from openmappa.record.convictions.models import Conviction, Disposal, SeriousFurtherOffence
from openmappa.statute.facts.offending import Conviction as ConvictionFacts


def convictions_of(*, viewer: Viewer, subject_id: UUID) -> list[ConvictionSeen]:
    """Return the subject's offences, the latest conviction first, each with its disposals."""
    disposals = Disposal.objects.visible_to(viewer).counting().order_by("imposed_date", "id")
    found = Conviction.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return [
        ConvictionSeen(
            each.offence_code,
            each.result,
            each.offence_date,
            each.conviction_date,
            each.court,
            tuple(
                DisposalSeen(
                    of.kind,
                    of.imposed_date,
                    of.term_months,
                    of.term_days,
                    of.extension_months,
                    of.runs,
                    of.last_date,
                )
                for of in each.disposals.all()
            ),
        )
        for each in found.order_by("-conviction_date", "id").prefetch_related(
            Prefetch("disposals", queryset=disposals)
        )
    ]


def facts_of(*, viewer: Viewer, subject_id: UUID) -> tuple[ConvictionFacts, ...]:
    """Return the subject's convictions with what followed as facts for the law."""
    # A disposal is of the same subject and as sensitive as its conviction, so that the viewer sees both or neither.
    counting = FilteredRelation("disposals", condition=Q(disposals__recorded_in_error=False))
    found = Conviction.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    own, passed = ConvictionRow._fields, [f"passed__{name}" for name in DisposalRow._fields]
    rows = found.annotate(passed=counting).values_list(*own, *passed)
    convicted, disposed = {}, []
    for row in rows:
        convicted[row[0]] = ConvictionRow._make(row[: len(own)])
        if row[len(own)] is not None:
            disposed.append(DisposalRow._make(row[len(own) :]))
    return convictions(convicted.values(), disposed)


def further_offences_of(*, viewer: Viewer, subject_id: UUID) -> list[FurtherOffenceSeen]:
    """Return the subject's charges with serious further offences, the latest first."""
    found = further_offences_seen(viewer=viewer).filter(subject_id=subject_id)
    return [
        FurtherOffenceSeen(each.offence_code, each.charge_date, each.outcome, each.outcome_date)
        for each in found.order_by("-charge_date", "id")
    ]


def further_offences_seen(*, viewer: Viewer) -> AboutSubjectQuerySet:
    """Return all charges with serious further offences that the viewer sees, for a room above to lead to."""
    return SeriousFurtherOffence.objects.visible_to(viewer).counting()


def convictions_with_history(*, viewer: Viewer, subject_id: UUID) -> QuerySet[Conviction]:
    """Return the subject's offences, those recorded in error too, each with what it said before."""
    found = Conviction.objects.visible_to(viewer).filter(subject_id=subject_id)
    return found.select_related("source_system").prefetch_related("history")


def disposals_with_history(*, viewer: Viewer, subject_id: UUID) -> QuerySet[Disposal]:
    """Return the subject's disposals, those recorded in error too, each with what it said before."""
    found = Disposal.objects.visible_to(viewer).filter(subject_id=subject_id)
    return found.select_related("source_system").prefetch_related("history")


def further_offences_with_history(*, viewer: Viewer, subject_id: UUID) -> QuerySet[SeriousFurtherOffence]:
    """Return the subject's charges with serious further offences, errors too, each with what it said before."""
    found = SeriousFurtherOffence.objects.visible_to(viewer).filter(subject_id=subject_id)
    return found.select_related("source_system").prefetch_related("history")
