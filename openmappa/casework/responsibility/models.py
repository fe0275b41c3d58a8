"""Who answers for a person, as episodes. `until_date` is the first day of the next: the day of a transfer."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from openmappa.foundation.access.domain import Level, Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.agencies.models import Area, Team
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_at_a_time, one_of
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES


@keeps_history
class Responsibility(AboutSubject):
    """The area, lead agency, team and officer that answer for a person for some time. One at a time."""

    sensitivity: ClassVar = Sensitivity(Section.RESPONSIBILITY, Level.SUMMARY)

    area = models.ForeignKey(Area, on_delete=models.PROTECT, db_index=False, related_name="+")
    lead_agency = coded(LEAD_AGENCIES)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001  blank in extracts
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("lead_agency", LEAD_AGENCIES, name="responsibility_lead_agency"),
            in_order("start_date", "until_date", inclusive=False, name="responsibility_dates"),
            one_at_a_time("responsibility_one", "start_date", "until_date", inclusive=False),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="responsibility_source"),
        )
        indexes = (
            models.Index(fields=("subject",), name="responsibility_subject"),
            models.Index(fields=("area", "subject"), name="responsibility_area"),
            BrinIndex(fields=("load_number",), name="responsibility_load", autosummarize=True),
        )
        verbose_name_plural = "responsibilities"

    def __str__(self) -> str:
        return f"{self.area_id}: {self.lead_agency}"
