"""Reviews of unusual looking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Level, Section, Sensitivity, Viewer
from openmappa.foundation.audit.models import ONLY_GROWS, Event
from openmappa.foundation.database.roles import Role
from openmappa.oversight.log_review.domain import OUTCOMES, UNUSUAL

WEB = Role.WEB.database_name


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, by who may read what they are of."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the reviews of looking whose entries the viewer may read."""
        return self.filter(event_id__in=Event.objects.visible_to(viewer).values("id"))


class Review(models.Model):
    """What somebody other than who looked made of unusual looking: a kind of it, and its first entry.

    Entries that came later on the same day, after `last_event_id`, are not reviewed by it. It has no foreign
    key to the log, as nothing has.
    """

    sensitivity: ClassVar = Sensitivity(Section.AUDIT, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT, INSERT (kind, event_id, last_event_id, looked_by, outcome, note, reviewed_by)"
    }
    own_policies: ClassVar[Mapping[str, str]] = {
        "read": f"FOR SELECT TO {WEB} USING (EXISTS (SELECT FROM audit_event e WHERE e.id = event_id))",
        "review": f"FOR INSERT TO {WEB} WITH CHECK (reviewed_by = (SELECT access_viewer())"
        " AND EXISTS (SELECT FROM audit_event e WHERE e.id = event_id AND e.actor = looked_by))",
    }

    kind = models.CharField(max_length=30)
    event_id = models.BigIntegerField(db_index=True)
    last_event_id = models.BigIntegerField()
    looked_by = models.UUIDField()
    outcome = models.CharField(max_length=20)
    note = models.CharField(max_length=1000)
    reviewed_by = models.UUIDField()
    reviewed_at = models.DateTimeField(db_default=Now())

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("looked_by")), name="log_review_review_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[each.value for each in OUTCOMES]), name="log_review_review_outcome"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.name for each in UNUSUAL]), name="log_review_review_kind"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="log_review_review_note"),
        )
        triggers = ONLY_GROWS

    def __str__(self) -> str:
        return f"{self.kind} at entry {self.event_id}: {self.outcome}"
