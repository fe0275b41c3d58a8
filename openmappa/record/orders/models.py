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
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.events import ORDER_EVENTS, ORDER_ROUTES, OUTCOMES
from openmappa.statute.vocabulary.orders import Order

RESTS_ON_ABROAD = (str(Order.NOTIFICATION_ORDER), str(Order.SECTION_96ZA_NOTICE))
SUMMARY_ORDERS = Sensitivity(Section.ORDERS, Level.SUMMARY)


@keeps_history
class CourtOrder(AboutSubject):
    """An order or notice made on a person. Source: Sexual Offences Act 2003 Part 2; see the vocabulary.

    The columns of what was found abroad are of a notification order or a notice under section 96ZA, which rest on it.
    """

    sensitivity: ClassVar = SUMMARY_ORDERS

    kind = coded(ORDER_KINDS)
    route = coded(ORDER_ROUTES)
    court = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    made_date = models.DateField()
    start_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)
    prohibits_foreign_travel = models.BooleanField(null=True, blank=True)
    travel_last_date = models.DateField(null=True, blank=True)
    replaces_interim = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    foreign_date = models.DateField(null=True, blank=True)
    foreign_disposal = coded(DISPOSALS, null=True, blank=True)
    foreign_term_months = models.SmallIntegerField(null=True, blank=True)
    foreign_term_days = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", ORDER_KINDS, name="orders_courtorder_kind"),
            one_of("route", ORDER_ROUTES, name="orders_courtorder_route"),
            models.CheckConstraint(
                condition=Q(start_date__gte=F("made_date")), name="orders_courtorder_served_after_made"
            ),
            in_order("start_date", "last_date", inclusive=True, name="orders_courtorder_dates"),
            models.CheckConstraint(
                condition=Q(kind__in=RESTS_ON_ABROAD)
                | Q(
                    foreign_date__isnull=True,
                    foreign_disposal__isnull=True,
                    foreign_term_months__isnull=True,
                    foreign_term_days__isnull=True,
                ),
                name="orders_courtorder_abroad",
            ),
            models.CheckConstraint(
                condition=Q(foreign_date__isnull=True) | Q(foreign_date__lte=F("made_date")),
                name="orders_courtorder_abroad_before",
            ),
            models.CheckConstraint(
                condition=(
                    Q(foreign_disposal__isnull=True) | Q(foreign_disposal__in=list(map(str, DISPOSALS)))
                )
                & (Q(foreign_term_months__isnull=True) | Q(foreign_term_months__range=(0, 1200)))
                & (Q(foreign_term_days__isnull=True) | Q(foreign_term_days__range=(0, 3650))),
                name="orders_courtorder_abroad_term",
            ),
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
