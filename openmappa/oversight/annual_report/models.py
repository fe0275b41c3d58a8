"""An area's own chapters, the agencies' approval, and published editions. All of it can only grow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from openmappa.foundation.agencies.models import Agency, Area
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.domain.chapters import OWN
from openmappa.oversight.annual_report.domain.editions import APPROVERS

_GROWING: Mapping[Role, str] = {Role.WEB: "SELECT, INSERT"}
# The command line writes files from these, as the role of figures, which has no sight of people.
_IN_FILES: Mapping[Role, str] = {**_GROWING, Role.STATISTICS: "SELECT"}


def _append_only() -> tuple[pgtrigger.Protect]:
    return (pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),)


class ReportChapter(models.Model):
    """One version of a chapter that the area wrote. A change is a new version; the last one counts.

    `number` tells chapters of one kind apart, as there may be several partners. `author` and the agency are
    printed. `written_by` is the user.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _IN_FILES

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    year = models.CharField(max_length=7)
    kind = models.CharField(max_length=20)
    number = models.SmallIntegerField(default=1)
    version = models.SmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    markdown = models.TextField(blank=True)
    author = models.CharField(max_length=200)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("area", "year", "kind", "number", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("area", "year", "kind", "number", "version"), name="annual_report_chapter_version"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in OWN]), name="annual_report_chapter_kind"
            ),
        )
        triggers = _append_only()

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}: {self.kind} {self.number}, version {self.version}"


class ChapterApproval(models.Model):
    """The agency's approval of one version of a chapter. Only approved versions are printed."""

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _IN_FILES

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    chapter = models.OneToOneField(ReportChapter, on_delete=models.PROTECT, related_name="approval")
    approved_by = models.UUIDField()
    approved_for = models.CharField(max_length=200)
    approved_at = models.DateTimeField(db_default=Now())

    class Meta:
        triggers = _append_only()

    def __str__(self) -> str:
        return f"{self.chapter_id}: {self.approved_for}"


class ReportApproval(models.Model):
    """Approval of a report by one agency of the responsible authority. It is of one document, by its digest.

    Any change to the document, a recount included, needs approval anew.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _GROWING

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    year = models.CharField(max_length=7)
    agency_kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    approved_by = models.UUIDField()
    approved_for = models.CharField(max_length=200)
    approved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("area", "year", "agency_kind", "digest"), name="annual_report_approval_once"
            ),
            models.CheckConstraint(
                condition=Q(agency_kind__in=APPROVERS), name="annual_report_approval_agency"
            ),
        )
        triggers = _append_only()

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}: {self.agency_kind}"


class ReportEdition(models.Model):
    """A published report as it was: its document and digest, its figures, and all that they rest on.

    `fields` are its figures by the annual return's names, without Category 4. `rules` are the rules' versions
    and choices by name. `settings` are those that it was made with, and whether they are the area's and usual.
    A document that is not for publication cannot be an edition.
    """

    figures_of: ClassVar = "area_id"
    granted: ClassVar = _IN_FILES

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    year = models.CharField(max_length=7)
    number = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    document = models.JSONField()
    fields = models.JSONField()
    rules = models.JSONField()
    settings = models.JSONField(default=dict)
    loads = ArrayField(models.IntegerField(), default=list)
    population_year = models.CharField(max_length=8)
    population = models.IntegerField()
    data_as_at = models.DateField(null=True)
    counted_at = models.DateTimeField()
    fictitious = models.BooleanField()
    published_by = models.UUIDField()
    published_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("area", "year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("area", "year", "number"), name="annual_report_edition_number"),
            models.CheckConstraint(
                condition=~Q(document__for_publication=False), name="annual_report_edition_for_publication"
            ),
        )
        triggers = _append_only()

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}, edition {self.number}"
