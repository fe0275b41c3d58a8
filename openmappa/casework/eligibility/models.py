"""Decisions and the answers to them, which only grow; and the status of potentially dangerous persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openmappa.casework.eligibility.domain.dangerous import RANKS, REVIEW_OUTCOMES, ReviewOutcome
from openmappa.casework.eligibility.domain.deciding import ANSWERS, ROUTES, Answer, Route
from openmappa.casework.standing.extract import STANDING_KINDS
from openmappa.casework.standing.models import Standing
from openmappa.foundation.access.domain import Level, Section, Sensitivity, Viewer
from openmappa.foundation.access.models import AboutSubject, Subject, opens
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import ONLY_GROWS
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_at_a_time, one_of
from openmappa.foundation.database.roles import Role

GROWS: Mapping[Role, str] = {Role.WEB: "SELECT, INSERT"}

# A row of these holds facts from every part of the record, so that it opens with the record in full.
WHOLE_RECORD = Sensitivity(Section.PRESENCE, Level.FULL)

_ANOTHER_PERSON = """
  SELECT d.decided_by_id, d.subject_id, d.route INTO of_decision FROM eligibility_decision d WHERE d.id = NEW.decision_id;
  IF of_decision.route IS DISTINCT FROM 'overridden' OR of_decision.subject_id <> NEW.subject_id THEN
    RAISE EXCEPTION 'only an override waits for an answer' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'eligibility_answer_of_override';
  END IF;
  same := of_decision.decided_by_id = NEW.answered_by_id OR EXISTS (
    SELECT FROM accounts_user a, accounts_user b WHERE a.id = of_decision.decided_by_id AND b.id = NEW.answered_by_id
    AND lower(regexp_replace(a.name, '\\s', '', 'g')) = lower(regexp_replace(b.name, '\\s', '', 'g')));
  IF same AND NEW.answer <> 'withdrawn' THEN
    RAISE EXCEPTION 'a second officer is another person' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'eligibility_answer_by_another';
  END IF;
  IF NEW.answer = 'withdrawn' AND of_decision.decided_by_id <> NEW.answered_by_id THEN
    RAISE EXCEPTION 'who decided withdraws' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'eligibility_answer_withdrawn';
  END IF;
  RETURN NEW;
"""


class WholeRecordQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that do not carry the subject's area along, so that the subject as it is now says who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the rows that the viewer may see: those of people whose records the viewer sees in full."""
        return self.filter(opens(viewer, self.model.sensitivity, carrier="subject__"))


class Decision(models.Model):
    """What an officer decided of somebody's eligibility, on which facts and which law. It never changes.

    `facts` are in the facts' format, `findings` those of `openmappa law explain`; `settings` how open questions of law
    were answered. `proposed_category`, `undecided` and `met` repeat what they say, for lists. An override changes the
    standing only when a second officer has agreed: `standing` is what a confirmed decision made or kept.
    `digest` names the answer of the law on which it was taken, `settled` that of the record as the decision left it:
    another one since is something to decide. `settled_answer` is that of the position that is kept of everybody, for
    lists. (An override's are kept with the answer to it.)
    """

    sensitivity: ClassVar = WHOLE_RECORD
    granted: ClassVar = GROWS

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    as_at = models.DateField()
    route = coded(ROUTES)
    facts = models.JSONField()
    findings = models.JSONField()
    rules_version = models.IntegerField()
    settings = models.JSONField()
    proposed_category = models.SmallIntegerField(null=True)
    undecided = ArrayField(models.SmallIntegerField(), default=list)
    met = ArrayField(models.CharField(max_length=30), default=list)
    digest = models.CharField(max_length=64)
    kind = coded(STANDING_KINDS)
    category = models.SmallIntegerField(null=True)
    limb = models.CharField(max_length=30, blank=True)
    start_date = models.DateField()
    reason = models.CharField(max_length=4000, blank=True)
    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, null=True, related_name="+")
    settled = models.CharField(max_length=64, blank=True)
    settled_answer = models.CharField(max_length=32, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_in_role = models.CharField(max_length=200)
    decided_at = models.DateTimeField(db_default=Now())

    objects = WholeRecordQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("subject", "number"), name="eligibility_decision_number"),
            one_of("route", ROUTES, name="eligibility_decision_route"),
            models.CheckConstraint(
                condition=Q(kind="eligible", category__range=(1, 4))
                | Q(kind="considered_not_eligible", category__isnull=True),
                name="eligibility_decision_category",
            ),
            models.CheckConstraint(
                condition=Q(route=Route.CONFIRMED.value) | (~Q(reason="") & Q(standing__isnull=True)),
                name="eligibility_decision_override_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(start_date__lte=models.F("as_at")), name="eligibility_decision_start"
            ),
        )
        triggers = ONLY_GROWS

    def __str__(self) -> str:
        return f"{self.subject_id}, decision {self.number}"


class DecisionAnswer(models.Model):
    """What a second officer answered to an override, or that it was withdrawn. It never changes.

    The database refuses the answer of whoever decided, by account and by name, save that who decided may withdraw.
    """

    sensitivity: ClassVar = WHOLE_RECORD
    granted: ClassVar = GROWS

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="answer")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    answer = coded(ANSWERS)
    reason = models.CharField(max_length=4000, blank=True)
    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, null=True, related_name="+")
    settled = models.CharField(max_length=64, blank=True)
    settled_answer = models.CharField(max_length=32, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_in_role = models.CharField(max_length=200)
    answered_at = models.DateTimeField(db_default=Now())

    objects = WholeRecordQuerySet.as_manager()

    class Meta:
        constraints = (
            one_of("answer", ANSWERS, name="eligibility_answer_answer"),
            models.CheckConstraint(
                condition=Q(answer=Answer.AGREED.value) | (~Q(reason="") & Q(standing__isnull=True)),
                name="eligibility_answer_reason",
            ),
        )
        triggers = (
            *ONLY_GROWS,
            pgtrigger.Trigger(
                name="another_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("of_decision", "record"), ("same", "boolean")],
                func=_ANOTHER_PERSON,
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.answer}"


@keeps_history
class DangerousStatus(AboutSubject):
    """The status of a potentially dangerous person: who authorised it and why, and when it is reviewed next.

    Only for somebody who is not eligible: the standing is of that kind, and there is one standing at a time.
    Source: College of Policing, Authorised Professional Practice.
    """

    sensitivity: ClassVar = Sensitivity(Section.STANDING, Level.FULL)

    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="+")
    start_date = models.DateField()
    last_date = models.DateField(null=True)
    reason = models.CharField(max_length=4000)
    authorised_by = models.CharField(max_length=100)
    rank = coded(RANKS)
    review_date = models.DateField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            one_of("rank", RANKS, name="eligibility_status_rank"),
            in_order("start_date", "last_date", inclusive=True, name="eligibility_status_dates"),
            in_order("start_date", "review_date", inclusive=False, name="eligibility_status_review"),
            one_at_a_time("eligibility_status_one", "start_date", "last_date", inclusive=True),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(authorised_by=""), name="eligibility_status_reason"
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="eligibility_status_source"),
        )
        indexes = (models.Index(fields=("subject",), name="eligibility_status_subject"),)

    def __str__(self) -> str:
        return f"{self.subject_id} from {self.start_date}"


@keeps_history
class DangerousReview(AboutSubject):
    """A review of the status: by whom, what it found and why, and when the next one is due if it continues."""

    sensitivity: ClassVar = Sensitivity(Section.STANDING, Level.FULL)

    status = models.ForeignKey(DangerousStatus, on_delete=models.PROTECT, related_name="reviews")
    review_date = models.DateField()
    outcome = coded(REVIEW_OUTCOMES)
    reason = models.CharField(max_length=4000)
    authorised_by = models.CharField(max_length=100)
    rank = coded(RANKS)
    next_review_date = models.DateField(null=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            one_of("outcome", REVIEW_OUTCOMES, name="eligibility_review_outcome"),
            one_of("rank", RANKS, name="eligibility_review_rank"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(authorised_by=""), name="eligibility_review_reason"
            ),
            models.CheckConstraint(
                condition=Q(outcome=ReviewOutcome.ENDS.value, next_review_date__isnull=True)
                | Q(outcome=ReviewOutcome.CONTINUES.value, next_review_date__gt=models.F("review_date")),
                name="eligibility_review_next",
            ),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="eligibility_review_source"),
        )
        indexes = (models.Index(fields=("subject",), name="eligibility_review_subject"),)

    def __str__(self) -> str:
        return f"{self.status_id}: {self.outcome}"
