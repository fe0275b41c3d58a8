"""The log and its seals: tables that only grow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Level, Permission, Section, Sensitivity, Viewer
from openmappa.foundation.audit.domain import READ, WRITTEN, Operation
from openmappa.foundation.audit.domain.chain import FORM
from openmappa.foundation.database.fields import TransactionIdField
from openmappa.foundation.database.roles import Role

# A trigger for rows, and one for emptying the table, which no row's trigger sees.
ONLY_GROWS = (
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    pgtrigger.Trigger(
        name="never_emptied",
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION 'the table % only grows', TG_TABLE_NAME;",
    ),
)
APPEND = f"INSERT ({', '.join(WRITTEN)})"
WEB, SEALER = Role.WEB.database_name, Role.SEALER.database_name


class EventQuerySet(models.QuerySet["Event"]):
    """Entries, by who may read them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the entries of the areas whose log the viewer reads. The table's policy says the same."""
        return self.filter(areas__overlap=viewer.areas_where(Permission.READ_LOG))


class Event(models.Model):
    """One entry of the log kept under the Data Protection Act 2018 s.62. It has no foreign keys by intent.

    The log must stand whatever happens to what it tells of. `areas` are those whose log this is: of the people
    whom it is about, and of the memberships of who did it, when it was done. The database fills them.
    """

    sensitivity: ClassVar = Sensitivity(Section.AUDIT, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: f"SELECT ({', '.join(READ)}), {APPEND}",
        Role.LOADER: APPEND,
        Role.STATISTICS: APPEND,
        Role.SEALER: f"SELECT, {APPEND}",
    }
    own_policies: ClassVar[Mapping[str, str]] = {
        "append": f"FOR INSERT TO {Role.LOADER.database_name}, {Role.STATISTICS.database_name}, {SEALER}"
        " WITH CHECK (true)",
        # While somebody is asking, nobody else's name can be put under what they do.
        "own_name": f"FOR INSERT TO {WEB} WITH CHECK (actor IS NULL OR actor = access_viewer()"
        " OR access_viewer() IS NULL)",
        "read": f"FOR SELECT TO {WEB} USING"
        f" (areas && ((SELECT access_viewer_where('{Permission.READ_LOG.value}'))::smallint[]))",
        "seal": f"FOR SELECT TO {SEALER} USING (true)",
    }

    at = models.DateTimeField(db_default=Now())
    operation = models.CharField(max_length=20)
    what = models.CharField(max_length=60)
    actor = models.UUIDField(null=True)
    acting = models.CharField(max_length=60, blank=True)
    subjects = ArrayField(models.UUIDField(), default=list)
    area = models.SmallIntegerField(null=True)
    areas = ArrayField(models.SmallIntegerField(), default=list, editable=False)
    justification = models.CharField(max_length=1000, blank=True)
    recipient = models.CharField(max_length=200, blank=True, default="")
    detail = models.JSONField(default=dict)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    transaction_id = TransactionIdField()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(operation__in=[each.value for each in Operation]), name="audit_event_operation"
            ),
            models.CheckConstraint(
                condition=Q(actor__isnull=False) | ~Q(acting=""), name="audit_event_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(operation=Operation.DISCLOSURE.value) | ~Q(recipient=""),
                name="audit_event_disclosed_to_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(operation=Operation.ERASURE.value) | Q(before__isnull=True, after__isnull=True),
                name="audit_event_erasure_keeps_nothing",
            ),
        )
        indexes = (
            GinIndex(fields=("subjects",), name="audit_event_subjects"),
            BrinIndex(fields=("at",), name="audit_event_at", pages_per_range=32),
            models.Index(fields=("transaction_id",), name="audit_event_transaction"),
        )
        triggers = ONLY_GROWS

    def __str__(self) -> str:
        return f"{self.operation}: {self.what}"


class Seal(models.Model):
    """A link of the chain: the entry at this place, and the digests that hold it there."""

    granted: ClassVar[Mapping[Role, str]] = {
        Role.SEALER: "SELECT, INSERT (position, event_id, form, content, digest)"
    }

    position = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    form = models.SmallIntegerField(default=FORM)
    content = models.BinaryField()
    digest = models.BinaryField()
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(position__gte=1), name="audit_seal_from_one"),)
        triggers = ONLY_GROWS

    def __str__(self) -> str:
        return f"{self.position}: entry {self.event_id}"


class SignedHead(models.Model):
    """A signature over the newest seal, made daily. The key is not in the database."""

    granted: ClassVar[Mapping[Role, str]] = {
        Role.SEALER: "SELECT, INSERT (position, digest, signed_at, key, signature)"
    }

    position = models.BigIntegerField()
    digest = models.BinaryField()
    signed_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.BinaryField()

    class Meta:
        ordering = ("id",)
        triggers = ONLY_GROWS

    def __str__(self) -> str:
        return f"{self.position}, signed {self.signed_at}"
