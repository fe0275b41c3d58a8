"""The duties of each person, as the facts say, and those that are no longer due so."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openmappa.casework.duties.domain import REPLACED, State
from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.accounts.models import User
from openmappa.foundation.database.fields import coded, one_of
from openmappa.foundation.database.roles import Role
from openmappa.statute.duties.duty import DUTY_KINDS


class Duty(AboutSubject):
    """A duty to notify: the statute's answer, but for what depends on the day of reading (domain.status_on).

    A row with `replaced_at` is how the duty stood until then; `replaced_why` says what replaced it.
    """

    sensitivity: ClassVar = Sensitivity(Section.NOTIFICATION, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT, INSERT, UPDATE",
        Role.LOADER: "SELECT, INSERT, UPDATE",
    }

    kind = coded(DUTY_KINDS)
    trigger_date = models.DateField()
    source = models.TextField()
    occurrence = models.SmallIntegerField(default=0, db_default=0)
    trigger = models.TextField()
    rule = models.CharField(max_length=40)
    due_date = models.DateField(null=True)
    arithmetic = models.TextField()
    state = models.CharField(max_length=10)
    done_date = models.DateField(null=True)
    needs = models.TextField(blank=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_why = coded(REPLACED, null=True)

    class Meta:
        constraints = (
            one_of("kind", DUTY_KINDS, name="duties_duty_kind"),
            one_of("state", State, name="duties_duty_state"),
            one_of("replaced_why", REPLACED, name="duties_duty_why"),
            models.CheckConstraint(
                condition=Q(replaced_at__isnull=True, replaced_why__isnull=True)
                | Q(replaced_at__isnull=False, replaced_why__isnull=False),
                name="duties_duty_replaced",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DONE.value, State.LATE.value], done_date__isnull=False)
                | Q(
                    state__in=[State.OPEN.value, State.ENDED.value, State.STOPPED.value],
                    done_date__isnull=True,
                ),
                name="duties_duty_done",
            ),
        )
        indexes = (
            models.Index(fields=("subject",), name="duties_duty_subject"),
            models.Index(
                fields=("responsible_area", "due_date", "subject"),
                condition=Q(state=State.OPEN.value, replaced_at__isnull=True),
                name="duties_duty_open",
            ),
        )
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.kind


class Feed(models.Model):
    """A calendar of a user's worklist, opened by a secret of which only the digest is kept.

    `chosen` holds the filters of the worklist: codes and numbers only. A feed that is revoked opens nothing.
    """

    owned_by: ClassVar = "user_id"
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE (revoked_at)"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    chosen = models.JSONField(default=dict)
    made_at = models.DateTimeField(db_default=Now())
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)
