"""The audit table: it only grows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.audit.domain import Operation
from openmappa.foundation.database.roles import Role


class Event(models.Model):
    """One entry of the log kept under the Data Protection Act 2018 s.62. It has no foreign keys by intent.

    The log must stand whatever happens to what it tells of.
    """

    sensitivity: ClassVar = Sensitivity(Section.AUDIT, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "INSERT",
        Role.LOADER: "INSERT",
        Role.STATISTICS: "INSERT",
    }

    at = models.DateTimeField(db_default=Now())
    operation = models.CharField(max_length=20)
    what = models.CharField(max_length=60)
    actor = models.UUIDField(null=True)
    acting = models.CharField(max_length=60, blank=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    area = models.SmallIntegerField(null=True)
    justification = models.CharField(max_length=1000, blank=True)
    detail = models.JSONField(default=dict)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(operation__in=[each.value for each in Operation]), name="audit_event_operation"
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | ~Q(acting=""), name="audit_event_somebody"
            ),
        )
        # No role holds the privilege to empty the table, so only these two need a trigger.
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.operation}: {self.what}"
