"""Applications for review of indefinite notification requirements, the bodies asked, and what was found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from openmappa.casework.reviews.domain.application import (
    APPEAL_OUTCOMES,
    DECISIONS,
    FACTORS,
    RANKS,
    VALIDITIES,
    WAYS,
    Validity,
)
from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, one_of
from openmappa.statute.facts.binding import ReviewDecision
from openmappa.statute.provisions.thresholds import constant

FULL_NOTIFICATION = Sensitivity(Section.NOTIFICATION, Level.FULL)
REMAINS = ReviewDecision.REMAINS_SUBJECT.value


def _follows(later: str, earlier: str) -> models.CheckConstraint:
    """Return the check that a step was taken only after another, on its day or later."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)}),
        name=f"reviews_{later}_after_{earlier}"[:60],
    )


@keeps_history
class ReviewApplication(AboutSubject):
    """An application to be no longer subject to indefinite notification requirements, and what became of it.

    Kept even if it is invalid. Law: Sexual Offences Act 2003 ss.91A to 91F.
    """

    sensitivity: ClassVar = FULL_NOTIFICATION

    received_date = models.DateField()
    way = coded(WAYS)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    validity = coded(VALIDITIES)
    validity_words = models.CharField(max_length=2000)
    earliest_date = models.DateField(null=True, blank=True)
    acknowledged_date = models.DateField(null=True, blank=True)
    bodies_asked_date = models.DateField(null=True, blank=True)
    assessed_date = models.DateField(null=True, blank=True)
    assessed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    determined_date = models.DateField(null=True, blank=True)
    determined_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rank = coded(RANKS, blank=True, default="")
    decision = coded(DECISIONS, blank=True, default="")
    reasons = models.CharField(max_length=4000, blank=True, default="")
    further_years = models.SmallIntegerField(null=True, blank=True)
    notice_date = models.DateField(null=True, blank=True)
    notice_way = coded(WAYS, blank=True, default="")
    appeal_date = models.DateField(null=True, blank=True)
    appeal_court = models.CharField(max_length=100, blank=True, default="")
    appeal_outcome = coded(APPEAL_OUTCOMES, blank=True, default="")
    appeal_outcome_date = models.DateField(null=True, blank=True)
    withdrawn_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("way", WAYS, name="reviews_application_way"),
            one_of("validity", VALIDITIES, name="reviews_application_validity"),
            _follows("acknowledged_date", "received_date"),
            _follows("bodies_asked_date", "received_date"),
            _follows("assessed_date", "bodies_asked_date"),
            _follows("determined_date", "assessed_date"),
            _follows("notice_date", "determined_date"),
            _follows("appeal_date", "notice_date"),
            _follows("appeal_outcome_date", "appeal_date"),
            _follows("withdrawn_date", "received_date"),
            models.CheckConstraint(
                condition=Q(validity=Validity.VALID.value) | Q(bodies_asked_date__isnull=True),
                name="reviews_application_only_valid_goes_on",
            ),
            models.CheckConstraint(
                condition=Q(assessed_date__isnull=True, assessed_by__isnull=True)
                | Q(assessed_date__isnull=False, assessed_by__isnull=False),
                name="reviews_application_assessed",
            ),
            models.CheckConstraint(
                condition=Q(
                    determined_date__isnull=True,
                    determined_by__isnull=True,
                    rank="",
                    decision="",
                    reasons="",
                    further_years__isnull=True,
                )
                | Q(
                    ~Q(reasons=""),
                    determined_date__isnull=False,
                    determined_by__isnull=False,
                    rank__in=list(RANKS),
                    decision__in=[each.value for each in DECISIONS],
                    withdrawn_date__isnull=True,
                ),
                name="reviews_application_determined",
            ),
            models.CheckConstraint(
                condition=Q(determined_by__isnull=True) | ~Q(determined_by=F("assessed_by")),
                name="reviews_application_determined_by_another",
            ),
            models.CheckConstraint(
                condition=Q(further_years__isnull=True)
                | Q(
                    decision=REMAINS,
                    further_years__gte=constant("review.further"),
                    further_years__lte=constant("review.further_most"),
                ),
                name="reviews_application_further_years",
            ),
            models.CheckConstraint(
                condition=Q(appeal_date__isnull=True) | Q(decision=REMAINS), name="reviews_application_appeal"
            ),
            models.CheckConstraint(
                condition=Q(appeal_outcome_date__isnull=True, appeal_outcome="")
                | Q(
                    appeal_outcome_date__isnull=False,
                    appeal_outcome__in=[each.value for each in APPEAL_OUTCOMES],
                ),
                name="reviews_application_appeal_outcome",
            ),
            models.UniqueConstraint(
                fields=("subject",),
                condition=Q(
                    determined_date__isnull=True, withdrawn_date__isnull=True, recorded_in_error=False
                )
                & ~Q(validity=Validity.INVALID.value),
                name="reviews_application_one_waits",
            ),
        )
        indexes = (models.Index(fields=("subject", "received_date"), name="reviews_application_subject"),)

    def __str__(self) -> str:
        return str(self.received_date)


@keeps_history
class BodyAsked(AboutSubject):
    """A responsible body that was notified of the application, and what it answered."""

    sensitivity: ClassVar = FULL_NOTIFICATION

    application = models.ForeignKey(ReviewApplication, on_delete=models.PROTECT, related_name="bodies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    answered_date = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_date__isnull=True, answer="")
                | Q(~Q(answer=""), answered_date__isnull=False),
                name="reviews_body_answer",
            ),
            models.UniqueConstraint(fields=("application", "agency"), name="reviews_body_once"),
        )
        verbose_name_plural = "bodies asked"

    def __str__(self) -> str:
        return str(self.agency_id)


@keeps_history
class FactorConsidered(AboutSubject):
    """What was found of one of the factors. Law: Sexual Offences Act 2003 s.91D."""

    sensitivity: ClassVar = FULL_NOTIFICATION

    application = models.ForeignKey(ReviewApplication, on_delete=models.PROTECT, related_name="factors")
    factor = coded(FACTORS)
    finding = models.CharField(max_length=2000)

    class Meta:
        constraints = (
            one_of("factor", FACTORS, name="reviews_factor_factor"),
            models.CheckConstraint(condition=~Q(finding=""), name="reviews_factor_finding"),
            models.UniqueConstraint(fields=("application", "factor"), name="reviews_factor_once"),
        )
        verbose_name_plural = "factors considered"

    def __str__(self) -> str:
        return self.factor
