"""Custody, leave from it, and time abroad. In each, `until_date` is the first day no longer so."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_at_a_time, one_of
from openmappa.record.orders.models import CourtOrder
from openmappa.statute.vocabulary.custody import ABROAD_KINDS, LEAVE_KINDS, SPELL_ENDS, SPELL_KINDS
from openmappa.statute.vocabulary.events import RETURN_REASONS

# The count needs custody beside standing: whoever may see the one sees the other, so that what is hidden
# never reads as "in the community".
SUMMARY_CUSTODY = Sensitivity(Section.CUSTODY, Level.SUMMARY)


@keeps_history
class CustodySpell(AboutSubject):
    """An unbroken time in prison, on remand or detained in hospital. The day of release is the first day out."""

    sensitivity: ClassVar = SUMMARY_CUSTODY

    kind = coded(SPELL_KINDS)
    establishment = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    ended_by = coded(SPELL_ENDS, null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", SPELL_KINDS, name="custody_spell_kind"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True, until_date__isnull=True)
                | Q(ended_by__in=[str(each) for each in SPELL_ENDS], until_date__isnull=False),
                name="custody_spell_ended",
            ),
            in_order("start_date", "until_date", inclusive=False, name="custody_spell_dates"),
            one_at_a_time("custody_spell_one", "start_date", "until_date", inclusive=False),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="custody_spell_source"),
        )
        indexes = (models.Index(fields=("subject",), name="custody_spell_subject"),)

    def __str__(self) -> str:
        return self.kind


@keeps_history
class CustodyLeave(AboutSubject):
    """Temporary release, or leave of absence from hospital. The person is still counted as inside."""

    sensitivity: ClassVar = SUMMARY_CUSTODY

    spell = models.ForeignKey(CustodySpell, on_delete=models.PROTECT, related_name="leaves", db_index=False)
    kind = coded(LEAVE_KINDS)
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", LEAVE_KINDS, name="custody_leave_kind"),
            in_order("start_date", "until_date", inclusive=False, name="custody_leave_dates"),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="custody_leave_source"),
        )
        indexes = (models.Index(fields=("subject",), name="custody_leave_subject"),)

    def __str__(self) -> str:
        return self.kind


@keeps_history
class AbsenceAbroad(AboutSubject):
    """Time in which the person lived outside the United Kingdom or had been removed from it."""

    sensitivity: ClassVar = SUMMARY_CUSTODY

    kind = coded(ABROAD_KINDS)
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", ABROAD_KINDS, name="custody_abroad_kind"),
            in_order("start_date", "until_date", inclusive=False, name="custody_abroad_dates"),
            one_at_a_time("custody_abroad_one", "start_date", "until_date", inclusive=False),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="custody_abroad_source"),
        )
        indexes = (models.Index(fields=("subject",), name="custody_abroad_subject"),)
        verbose_name_plural = "absences abroad"

    def __str__(self) -> str:
        return self.kind


@keeps_history
class CustodyReturn(AboutSubject):
    """A return to custody: its spell, its reason, and the order if one was breached."""

    sensitivity: ClassVar = SUMMARY_CUSTODY

    spell = models.ForeignKey(CustodySpell, on_delete=models.PROTECT, related_name="returns", db_index=False)
    reason = coded(RETURN_REASONS)
    order = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    return_date = models.DateField()

    class Meta:
        constraints = (
            one_of("reason", RETURN_REASONS, name="custody_return_reason"),
            models.CheckConstraint(
                condition=Q(reason="breach_of_order", order__isnull=False)
                | (~Q(reason="breach_of_order") & Q(order__isnull=True)),
                name="custody_return_order",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="custody_return_source"),
        )
        indexes = (
            models.Index(fields=("subject",), name="custody_return_subject"),
            models.Index(fields=("return_date",), name="custody_return_date"),
        )

    def __str__(self) -> str:
        return self.reason
