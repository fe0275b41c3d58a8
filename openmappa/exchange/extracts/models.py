"""Loads of extracts, and what a load did not bring again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.roles import Role


class Load(models.Model):
    """One load of one area's extract. `counts` holds the rows of each table by what became of them.

    `records_from` is the day from which on the extract says that everybody is in it.
    """

    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT",
        Role.LOADER: "SELECT, INSERT",
        Role.STATISTICS: "SELECT",
    }

    number = models.AutoField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64)
    data_as_at = models.DateField()
    records_from = models.DateField(null=True)
    fictitious = models.BooleanField()
    partial = models.BooleanField()
    people_left_out = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    loaded_by = models.CharField(max_length=60)
    loaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return str(self.number)


class NotSent(AboutSubject):
    """A record that an earlier extract held and this one does not. It is listed, not ended."""

    sensitivity: ClassVar = Sensitivity(Section.IDENTITY, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT", Role.LOADER: "SELECT, INSERT"}

    load = models.ForeignKey(Load, on_delete=models.PROTECT, related_name="not_sent")
    table_name = models.CharField(max_length=40)
    record = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "not sent"
        constraints = (
            models.UniqueConstraint(fields=("load", "table_name", "record"), name="extracts_notsent_once"),
        )
        indexes = (models.Index(fields=("subject",), name="extracts_notsent_subject"),)

    def __str__(self) -> str:
        return f"{self.table_name} {self.record}"
