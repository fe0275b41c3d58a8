"""Convictions, findings and cautions, and what followed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, one_of
from openmappa.record.convictions.extract import RUNS
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.disposals import Disposal as Kind
from openmappa.statute.vocabulary.events import FURTHER_OFFENCE_OUTCOMES
from openmappa.statute.vocabulary.results import CONVICTION_RESULTS

FULL_OFFENDING = Sensitivity(Section.OFFENDING, Level.FULL)


def _within(*, name: str, condition: Q | None = None, **bounds: tuple[int, int]) -> models.CheckConstraint:
    """Return the check that numbers lie within bounds where they are known."""
    found = condition or Q()
    for column, (least, most) in bounds.items():
        found &= Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__range": (least, most)})
    return models.CheckConstraint(condition=found, name=name)


@keeps_history
class Conviction(AboutSubject):
    """An offence of which the person was convicted, found to have done the act, or cautioned.

    From `victim_age` on stand facts that decide questions of law, and that may not be known (NULL).
    """

    sensitivity: ClassVar = FULL_OFFENDING

    offence_code = models.CharField(max_length=10)
    result = coded(CONVICTION_RESULTS)
    offence_date = models.DateField(null=True, blank=True)
    conviction_date = models.DateField()
    court = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    victim_age = models.SmallIntegerField(null=True, blank=True)
    schedule_3_conditions_met = models.BooleanField(null=True, blank=True)
    section_327_4a_lists_it = models.BooleanField(null=True, blank=True)
    indicates_serious_harm = models.BooleanField(null=True, blank=True)
    terrorist_connection = models.BooleanField(null=True, blank=True)
    terrorism_notification_applies = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("result", CONVICTION_RESULTS, name="convictions_conviction_result"),
            _within(victim_age=(0, 120), name="convictions_conviction_victim_age"),
            models.CheckConstraint(
                condition=Q(offence_date__isnull=True) | Q(conviction_date__gte=F("offence_date")),
                name="convictions_conviction_after_offence",
            ),
            models.UniqueConstraint(
                fields=("source_system", "source_id"), name="convictions_conviction_source"
            ),
        )
        indexes = (models.Index(fields=("subject",), name="convictions_conviction_subject"),)

    def __str__(self) -> str:
        return self.offence_code


@keeps_history
class Disposal(AboutSubject):
    """A sentence, order or caution on a conviction. Terms are in whole months and days beyond them.

    `extension_months` are beyond the term. `detention` is what somebody is liable to serve of a detention and training
    order, `overlap` how long a partly concurrent term runs with the other. `last_date` is the last day of the
    sentence, licence or order, inclusive.
    """

    sensitivity: ClassVar = FULL_OFFENDING

    conviction = models.ForeignKey(Conviction, on_delete=models.PROTECT, related_name="disposals")
    kind = coded(DISPOSALS)
    imposed_date = models.DateField()
    term_months = models.SmallIntegerField(null=True, blank=True)
    term_days = models.SmallIntegerField(null=True, blank=True)
    extension_months = models.SmallIntegerField(null=True, blank=True)
    detention_months = models.SmallIntegerField(null=True, blank=True)
    detention_days = models.SmallIntegerField(null=True, blank=True)
    runs = coded(RUNS, null=True, blank=True)
    runs_against = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, db_index=False)
    overlap_months = models.SmallIntegerField(null=True, blank=True)
    overlap_days = models.SmallIntegerField(null=True, blank=True)
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", DISPOSALS, name="convictions_disposal_kind"),
            models.CheckConstraint(
                condition=Q(runs__isnull=True) | Q(runs__in=list(RUNS)), name="convictions_disposal_runs"
            ),
            models.CheckConstraint(
                condition=(Q(term_months__isnull=True) | Q(term_months__range=(0, 1200)))
                & (Q(term_days__isnull=True) | Q(term_days__range=(0, 3650)))
                & (Q(extension_months__isnull=True) | Q(extension_months__range=(0, 120))),
                name="convictions_disposal_term",
            ),
            _within(
                detention_months=(0, 1200),
                detention_days=(0, 3650),
                condition=Q(kind=str(Kind.DETENTION_AND_TRAINING_ORDER))
                | Q(detention_months__isnull=True, detention_days__isnull=True),
                name="convictions_disposal_detention",
            ),
            _within(
                overlap_months=(0, 1200),
                overlap_days=(0, 3650),
                condition=Q(runs="partly_concurrent")
                | Q(overlap_months__isnull=True, overlap_days__isnull=True),
                name="convictions_disposal_overlap",
            ),
            models.CheckConstraint(
                condition=Q(last_date__isnull=True) | Q(last_date__gte=F("imposed_date")),
                name="convictions_disposal_dates",
            ),
            models.UniqueConstraint(
                fields=("source_system", "source_id"), name="convictions_disposal_source"
            ),
        )
        indexes = (models.Index(fields=("subject",), name="convictions_disposal_subject"),)

    def __str__(self) -> str:
        return self.kind


@keeps_history
class SeriousFurtherOffence(AboutSubject):
    """A charge of a MAPPA-eligible person with a serious further offence. Source: MAPPA Guidance ch.20."""

    sensitivity: ClassVar = FULL_OFFENDING

    offence_code = models.CharField(max_length=10)
    charge_date = models.DateField()
    outcome = coded(FURTHER_OFFENCE_OUTCOMES)
    outcome_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("outcome", FURTHER_OFFENCE_OUTCOMES, name="convictions_further_outcome"),
            models.CheckConstraint(
                condition=Q(outcome="still_charged", outcome_date__isnull=True)
                | (~Q(outcome="still_charged") & Q(outcome_date__gte=F("charge_date"))),
                name="convictions_further_dates",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="convictions_further_source"),
        )
        indexes = (models.Index(fields=("subject",), name="convictions_further_subject"),)

    def __str__(self) -> str:
        return self.offence_code
