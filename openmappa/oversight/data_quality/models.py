"""Stored checks: how many people each finding had in an area."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.roles import Role

_STORED: Mapping[Role, str] = {Role.STATISTICS: "SELECT, INSERT", Role.WEB: "SELECT"}


class StoredCheck(models.Model):
    """One check of one area's records as they stood for a day."""

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _STORED

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    day = models.DateField()
    checked_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("area", "-id"), name="data_quality_check_latest"),)

    def __str__(self) -> str:
        return f"{self.area_id}: {self.day}"


class StoredFinding(models.Model):
    """How many people of a category a finding had. Category 0 is of people who are not eligible on the day.

    Rows of Category 4 are open to readers of all areas' figures only, as those of the counts are.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _STORED

    run = models.ForeignKey(StoredCheck, on_delete=models.PROTECT, related_name="findings")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    finding = models.CharField(max_length=60)
    finding_version = models.SmallIntegerField()
    category = models.SmallIntegerField()
    count = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("run", "finding", "category"), name="data_quality_finding_once"),
        )

    def __str__(self) -> str:
        return f"{self.finding}/{self.category}: {self.count}"
