"""Areas, agencies, teams, and the systems that supply records."""

from __future__ import annotations

from django.db import models

from openmappa.foundation.agencies.domain import Part
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES


class Area(models.Model):
    """One of the 42 MAPPA areas, or the National Security Division, which reports as a 43rd unit."""

    number = models.SmallIntegerField(primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    other_name = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=10)
    probation_region = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A body that takes part in the arrangements of an area, or of all of them if it has no area."""

    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    part = models.CharField(max_length=30, choices=[(each.value, each.value) for each in Part])
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class SourceSystem(models.Model):
    """A system of an area from which records come."""

    id = models.SmallAutoField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ("area", "name")
        constraints = (models.UniqueConstraint(fields=("area", "name"), name="agencies_sourcesystem_one"),)

    def __str__(self) -> str:
        return self.name


class Supplied(models.Model):
    """A row that may have come from an area's system: where from, and what was last sent.

    `source_digest` is the digest of the row as last sent. A row sent again with the same digest changes
    nothing, whatever was changed here since.
    """

    source_system = models.ForeignKey(
        SourceSystem, on_delete=models.PROTECT, null=True, editable=False, db_index=False, related_name="+"
    )
    source_id = models.CharField(max_length=64, null=True, editable=False)  # noqa: DJ001  NULL: entered here
    source_digest = models.UUIDField(null=True, editable=False)
    load_number = models.IntegerField(null=True, editable=False)

    class Meta:
        abstract = True


class Team(Supplied):
    """A team in an area: of a lead agency, which manages people, or of any agency that takes part.

    `lead_agency` is empty for a team of an agency that cannot lead on a case.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    lead_agency = models.CharField(
        max_length=40, blank=True, choices=[(str(key), words) for key, words in LEAD_AGENCIES.items()]
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=100)
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("area", "name")
        constraints = (
            models.UniqueConstraint(fields=("area", "name"), name="agencies_team_one_name"),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="agencies_team_source"),
            models.CheckConstraint(
                condition=~models.Q(lead_agency="") | models.Q(agency__isnull=False),
                name="agencies_team_of_somebody",
            ),
        )

    def __str__(self) -> str:
        return self.name
