"""Stored runs of the counting rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.tables import EligibleTable
from openmappa.oversight.statistics.domain.years import ReportingYear

_STORED: Mapping[Role, str] = {Role.STATISTICS: "SELECT, INSERT", Role.WEB: "SELECT"}


class StoredRun(models.Model):
    """A count of one area by one rule: which version, on which day, of data as at when, from which loads.

    `facts_changed_at` is when the area's facts had last changed, as read just before the count: if that is no
    longer so, the count is older than the facts.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _STORED

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    rule = models.CharField(max_length=60)
    rule_version = models.SmallIntegerField()
    year = models.CharField(max_length=7)
    snapshot_date = models.DateField()
    data_as_at = models.DateField(null=True)
    loads = ArrayField(models.IntegerField(), default=list)
    counted_at = models.DateTimeField(db_default=Now())
    facts_changed_at = models.DateTimeField(null=True)
    fictitious = models.BooleanField()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("area", "rule", "year", "-id"), name="statistics_run_latest"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.year}: {self.area_id}"

    def figures(
        self, cells: Mapping[tuple[int, int | None], int], *, changed_at: datetime | None, may_open: bool
    ) -> Figures:
        """Return the run with these of its cells. `changed_at` is when the area's facts last changed."""
        return Figures(
            run_id=self.pk,
            area=self.area_id,
            area_name=self.area.name,
            year=ReportingYear(self.year),
            rule=self.rule,
            rule_version=self.rule_version,
            data_as_at=self.data_as_at,
            loads=tuple(self.loads),
            counted_at=self.counted_at,
            fictitious=self.fictitious,
            facts_have_changed=changed_at != self.facts_changed_at,
            may_open=may_open,
            table=EligibleTable(cells),
        )


class StoredCell(models.Model):
    """One cell of a run: how many people in the category at the level, or without a level recorded (NULL).

    Category 4 is a cell like any other, but its policy opens it to readers of all areas' figures only.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _STORED

    run = models.ForeignKey(StoredRun, on_delete=models.PROTECT, related_name="cells")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    category = models.SmallIntegerField()
    level = models.SmallIntegerField(null=True)
    count = models.IntegerField()

    class Meta:
        ordering = ("category", "level")
        constraints = (
            models.UniqueConstraint(
                fields=("run", "category", "level"), name="statistics_cell_once", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.category}/{self.level}: {self.count}"


class AreaChange(models.Model):
    """When the facts of an area last changed, so that a stored count can say that it is older."""

    figures_of: ClassVar = "area_id"
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT", Role.STATISTICS: "SELECT"}

    area = models.OneToOneField(Area, on_delete=models.PROTECT, primary_key=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.area_id}: {self.changed_at}"
