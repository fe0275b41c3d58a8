"""Orders and what happened to them. The `last_date` of an order is inclusive."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_of
from openmappa.record.orders.extract import ORDER_KINDS
from openmappa.statute.vocabulary.events import ORDER_EVENTS, ORDER_ROUTES, OUTCOMES

SUMMARY_ORDERS = Sensitivity(Section.ORDERS, Level.SUMMARY)


@keeps_history
class CourtOrder(AboutSubject):
    """An order or notice made on a person. Source: Sexual Offences Act 2003 Part 2; see the vocabulary."""

    sensitivity: ClassVar = SUMMARY_ORDERS

    kind = coded(ORDER_KINDS)
    route = coded(ORDER_ROUTES)
    court = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    made_date = models.DateField()
    start_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)
    prohibits_foreign_travel = models.BooleanField(null=True, blank=True)
    travel_last_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", ORDER_KINDS, name="orders_courtorder_kind"),
            one_of("route", ORDER_ROUTES, name="orders_courtorder_route"),
            models.CheckConstraint(
                condition=Q(start_date__gte=F("made_date")), name="orders_courtorder_served_after_made"
            ),
            in_order("start_date", "last_date", inclusive=True, name="orders_courtorder_dates"),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="orders_courtorder_source"),
        )
        indexes = (
            models.Index(fields=("subject",), name="orders_courtorder_subject"),
            models.Index(fields=("made_date",), name="orders_courtorder_made"),
        )

    def __str__(self) -> str:
        return self.kind


@keeps_history
class OrderEvent(AboutSubject):
    """A variation, renewal, discharge or breach of an order."""

    sensitivity: ClassVar = SUMMARY_ORDERS

    order = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, related_name="events")
    kind = coded(ORDER_EVENTS)
    event_date = models.DateField()
    outcome = coded(OUTCOMES, null=True, blank=True)
    outcome_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", ORDER_EVENTS, name="orders_event_kind"),
            models.CheckConstraint(
                condition=Q(kind="breached", outcome__in=[str(each) for each in OUTCOMES])
                | (~Q(kind="breached") & Q(outcome__isnull=True)),
                name="orders_event_outcome",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="orders_event_source"),
        )
        indexes = (models.Index(fields=("subject",), name="orders_event_subject"),)

    def __str__(self) -> str:
        return self.kind
