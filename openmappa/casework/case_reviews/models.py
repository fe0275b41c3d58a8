"""Serious case reviews. The `last_date` is inclusive."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import in_order
from openmappa.record.convictions.models import SeriousFurtherOffence


@keeps_history
class SeriousCaseReview(AboutSubject):
    """A review commissioned by the Strategic Management Board. Source: MAPPA Guidance ch.20."""

    sensitivity: ClassVar = Sensitivity(Section.OFFENDING, Level.FULL)

    further_offence = models.ForeignKey(
        SeriousFurtherOffence, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    start_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("start_date", "last_date", inclusive=True, name="case_reviews_review_dates"),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="case_reviews_review_source"),
        )
        indexes = (models.Index(fields=("subject",), name="case_reviews_review_subject"),)

    def __str__(self) -> str:
        return str(self.start_date)
