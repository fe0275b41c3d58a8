"""The notification requirements, and failures to comply. The `last_date` is inclusive."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_of
from openmappa.record.orders.models import CourtOrder
from openmappa.statute.vocabulary.events import OUTCOMES, REQUIREMENT_BASES


@keeps_history
class NotificationRequirement(AboutSubject):
    """A time in which a person is subject to the requirements. Law: Sexual Offences Act 2003 ss.80 to 82."""

    sensitivity: ClassVar = Sensitivity(Section.NOTIFICATION, Level.SUMMARY)

    basis = coded(REQUIREMENT_BASES)
    order = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)
    is_indefinite = models.BooleanField(null=True, blank=True)
    revoked_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("basis", REQUIREMENT_BASES, name="notification_requirement_basis"),
            in_order("start_date", "last_date", inclusive=True, name="notification_requirement_dates"),
            models.CheckConstraint(
                condition=Q(revoked_date__isnull=True) | Q(revoked_date=F("last_date"), is_indefinite=True),
                name="notification_requirement_revoked",
            ),
            models.UniqueConstraint(
                fields=("source_system", "source_id"), name="notification_requirement_source"
            ),
        )
        indexes = (models.Index(fields=("subject",), name="notification_req_subject"),)

    def __str__(self) -> str:
        return self.basis


@keeps_history
class NotificationBreach(AboutSubject):
    """A failure to comply with the requirements. Law: Sexual Offences Act 2003 s.91."""

    sensitivity: ClassVar = Sensitivity(Section.NOTIFICATION, Level.FULL)

    breach_date = models.DateField()
    outcome = coded(OUTCOMES)
    outcome_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("outcome", OUTCOMES, name="notification_breach_outcome"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["cautioned", "convicted"]) | Q(outcome_date__isnull=False),
                name="notification_breach_dated",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="notification_breach_source"),
        )
        indexes = (
            models.Index(fields=("subject",), name="notification_breach_subject"),
            models.Index(fields=("outcome_date",), name="notification_breach_decided"),
        )
        verbose_name_plural = "notification breaches"

    def __str__(self) -> str:
        return self.outcome
