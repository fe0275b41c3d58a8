"""The law's answer for each person, as it was last worked out."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from openmappa.casework.legal_position.domain.position import STATES, State
from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.database.fields import coded, one_of


class Computed(AboutSubject):
    """
    What the law says of what is recorded about a person, as at a day; one row for each.

    It is no decision and no record of one, and follows from the record whenever it is worked out, so that it keeps no
    history. `undecided` are categories that a missing fact could bring and that would go before `category`. `limbs`
    are those that hold or are open, each with its outcome, first and last day; `needs` the facts that would decide.
    `last_date` is inclusive; `has_no_last_date` tells an endless ground from an end that is not known. The answer
    stays so until `holds_until` as long as nothing new becomes known; `is_due` says that something did.
    Law: Criminal Justice Act 2003 ss.325(2) and 327.
    """

    sensitivity: ClassVar = Sensitivity(Section.STANDING, Level.SUMMARY)

    state = coded(STATES)
    as_at = models.DateField()
    category = models.SmallIntegerField(null=True)
    undecided = ArrayField(models.SmallIntegerField(), default=list)
    limbs = models.JSONField(default=list)
    since = models.DateField(null=True)
    last_date = models.DateField(null=True)
    has_no_last_date = models.BooleanField(default=False)
    needs = models.JSONField(default=list)
    holds_until = models.DateField(null=True)
    failure = models.CharField(max_length=300, blank=True, default="")
    rules_version = models.SmallIntegerField()
    settings_digest = models.CharField(max_length=32)
    facts_digest = models.CharField(max_length=32)
    answer_digest = models.CharField(max_length=32)
    is_due = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "computed"
        constraints = (
            models.UniqueConstraint(fields=("subject",), name="legal_position_computed_one"),
            one_of("state", STATES, name="legal_position_computed_state"),
            models.CheckConstraint(
                condition=Q(category__isnull=True)
                | Q(category__range=(1, 4), state=str(State.WORKED_OUT), since__isnull=False),
                name="legal_position_computed_category",
            ),
            models.CheckConstraint(
                condition=Q(state=str(State.NOT_WORKED_OUT)) ^ Q(failure=""),
                name="legal_position_computed_failure",
            ),
            models.CheckConstraint(
                condition=Q(has_no_last_date=False) | Q(last_date__isnull=True),
                name="legal_position_computed_last_day",
            ),
        )

    def __str__(self) -> str:
        return f"Category {self.category}" if self.category else str(self.state)
