"""Stored runs of the counting rules, and populations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.choices import choices_of
from openmappa.oversight.statistics.domain.figures import Figures, NotCounted
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.settings import (
    GREATEST_THRESHOLD,
    LEAST_THRESHOLD,
    LONGEST_REASON,
    AreaSettings,
    SettingsVersion,
)
from openmappa.oversight.statistics.domain.tables import Cell, EligibleTable
from openmappa.oversight.statistics.domain.years import ReportingYear

_STORED: Mapping[Role, str] = {Role.STATISTICS: "SELECT, INSERT", Role.WEB: "SELECT"}


class StoredRunQuerySet(models.QuerySet["StoredRun"]):
    """Stored runs, of which the newest of each rule counts."""

    def newest(self) -> Self:
        """Return, of each area, year and rule, the newest run."""
        later = self.model._base_manager.using(self.db).filter(
            area=OuterRef("area"), rule=OuterRef("rule"), year=OuterRef("year"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later))


class StoredRun(models.Model):
    """A count of one area by one rule: which version and settings, of data as at when, from which loads.

    `facts_changed_at` is when the area's facts had last changed, as read just before the count: if that is no
    longer so, the count is older than the facts. `records_from` is the day from which on the loads say that
    the records are whole; NULL if they do not say.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _STORED

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    rule = models.CharField(max_length=60)
    rule_version = models.SmallIntegerField()
    year = models.CharField(max_length=7)
    snapshot_date = models.DateField()
    data_as_at = models.DateField(null=True)
    records_from = models.DateField(null=True)
    loads = ArrayField(models.IntegerField(), default=list)
    counted_at = models.DateTimeField(db_default=Now())
    facts_changed_at = models.DateTimeField(null=True)
    fictitious = models.BooleanField()
    choices = models.JSONField(default=dict)

    objects = StoredRunQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("area", "rule", "year", "-id"), name="statistics_run_latest"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.year}: {self.area_id}"


class StoredCell(models.Model):
    """One cell of a run: how many in the category at the level, or without a level recorded (NULL).

    Both are NULL in the one cell of a rule that is not split.

    Category 4 is a cell like any other, but its policy opens it to readers of all areas' figures only.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _STORED

    run = models.ForeignKey(StoredRun, on_delete=models.PROTECT, related_name="cells")
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    category = models.SmallIntegerField(null=True)
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


CellsByRun = dict[int, dict[Cell, int]]


def cells_of(runs: Collection[StoredRun], *, using: str, only: Q | None = None) -> CellsByRun:
    """Return the cells of the runs by the run's number, those of the condition only if there is one."""
    found: CellsByRun = {}
    rows = StoredCell.objects.using(using).filter(only or Q(), run__in=[each.pk for each in runs]).order_by()
    for run, category, level, count in rows.values_list("run_id", "category", "level", "count"):
        found.setdefault(run, {})[category, level] = count
    return found


def figures_from(
    runs: Collection[StoredRun], cells: CellsByRun, *, changed_at: datetime | None, may_open: bool
) -> Figures:
    """
    Return the runs of one area and year, one of each rule, with these of their cells, as they are read.

    `changed_at` is when the area's facts last changed.

    :raises NotCounted: if the people eligible on 31 March were not counted
    """
    first = next((each for each in runs if each.rule == ELIGIBLE_ON_31_MARCH.name), None)
    if first is None:
        raise NotCounted
    tables = {each.rule: EligibleTable(cells.get(each.pk, {})) for each in runs}
    return Figures(
        run_id=first.pk,
        area=first.area_id,
        area_name=first.area.name,
        year=ReportingYear(first.year),
        rule=first.rule,
        rule_version=first.rule_version,
        data_as_at=first.data_as_at,
        records_from=first.records_from,
        loads=tuple(first.loads),
        counted_at=first.counted_at,
        fictitious=first.fictitious,
        facts_have_changed=changed_at != first.facts_changed_at,
        may_open=may_open,
        table=tables[first.rule],
        choices=choices_of(first.choices),
        tables=tables,
        versions={each.rule: each.rule_version for each in runs},
    )


class AreaChange(models.Model):
    """When the facts of an area last changed, so that a stored count can say that it is older."""

    figures_of: ClassVar = "area_id"
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT", Role.STATISTICS: "SELECT"}

    area = models.OneToOneField(Area, on_delete=models.PROTECT, primary_key=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.area_id}: {self.changed_at}"


class Population(models.Model):
    """How many people aged ten and over lived in an area in the middle of a year, such as mid-2023."""

    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT",
        Role.STATISTICS: "SELECT, INSERT, UPDATE",
    }

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    year = models.CharField(max_length=8)
    aged_10_and_over = models.IntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ("year", "area")
        constraints = (
            models.UniqueConstraint(fields=("area", "year"), name="statistics_population_once"),
            models.CheckConstraint(condition=Q(aged_10_and_over__gt=0), name="statistics_population_some"),
        )

    def __str__(self) -> str:
        return f"{self.area_id}, {self.year}"


class StoredSettings(models.Model):
    """One version of an area's settings. A change is a new version; the one of the highest number holds.

    `set_by` is the user, and `set_by_name` the user's name on that day.
    """

    figures_of: ClassVar = "area_id"
    entered_with: ClassVar = Permission.PUBLISH_REPORT
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT", Role.STATISTICS: "SELECT"}

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    version = models.SmallIntegerField()
    choices = models.JSONField()
    population_year = models.CharField(max_length=8)
    suppress_below = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=LONGEST_REASON)
    set_by = models.UUIDField()
    set_by_name = models.CharField(max_length=200)
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("area", "-version")
        constraints = (
            models.UniqueConstraint(fields=("area", "version"), name="statistics_settings_version"),
            models.CheckConstraint(condition=Q(version__gt=0), name="statistics_settings_number"),
            models.CheckConstraint(condition=~Q(reason=""), name="statistics_settings_reason"),
            models.CheckConstraint(
                condition=Q(suppress_below__isnull=True)
                | Q(suppress_below__range=(LEAST_THRESHOLD, GREATEST_THRESHOLD)),
                name="statistics_settings_threshold",
            ),
        )
        triggers = (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.area_id}, version {self.version}"

    def as_version(self) -> SettingsVersion:
        """Return the row as a version of the area's settings."""
        settings = AreaSettings(choices_of(self.choices), self.population_year, self.suppress_below)
        return SettingsVersion(self.version, settings, self.reason, self.set_by_name, self.set_at)
