"""Standings, their grounds, and levels. The `last_date` is inclusive, a level's `until_date` is not."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from openmappa.casework.standing.extract import STANDING_KINDS
from openmappa.foundation.access.domain import Level as Sight
from openmappa.foundation.access.domain import Section, Sensitivity
from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.fields import coded, in_order, one_at_a_time, one_of
from openmappa.statute.vocabulary.limbs import LIMBS

SUMMARY_STANDING = Sensitivity(Section.STANDING, Sight.SUMMARY)


@keeps_history
class Standing(AboutSubject):
    """What a person is to the arrangements for some time: eligible in a category, dangerous, or considered.

    One at a time. Source: CJA 2003 ss.325 and 327; MAPPA Guidance: one category is reported.
    """

    sensitivity: ClassVar = SUMMARY_STANDING

    kind = coded(STANDING_KINDS)
    category = models.SmallIntegerField(null=True, blank=True)
    start_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("kind", STANDING_KINDS, name="standing_standing_kind"),
            models.CheckConstraint(
                condition=Q(kind="eligible", category__isnull=False, category__range=(1, 4))
                | (~Q(kind="eligible") & Q(category__isnull=True)),
                name="standing_standing_category",
            ),
            in_order("start_date", "last_date", inclusive=True, name="standing_standing_dates"),
            one_at_a_time("standing_standing_one", "start_date", "last_date", inclusive=True),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="standing_standing_source"),
            models.UniqueConstraint(fields=("id", "subject", "category"), name="standing_standing_carried"),
        )
        indexes = (
            models.Index(fields=("subject",), name="standing_standing_subject"),
            models.Index(fields=("responsible_area", "subject"), name="standing_standing_area"),
            BrinIndex(fields=("load_number",), name="standing_standing_load", autosummarize=True),
        )

    def __str__(self) -> str:
        return self.kind


@keeps_history
class Ground(AboutSubject):
    """A limb of the Act on which an eligible person is eligible. All limbs that hold are kept."""

    sensitivity: ClassVar = SUMMARY_STANDING

    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="grounds")
    limb = coded(LIMBS)
    start_date = models.DateField()
    last_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            one_of("limb", LIMBS, name="standing_ground_limb"),
            in_order("start_date", "last_date", inclusive=True, name="standing_ground_dates"),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="standing_ground_source"),
        )

    def __str__(self) -> str:
        return self.limb


@keeps_history
class Level(AboutSubject):
    """The level at which an eligible person is managed, 1 to 3, for some time inside the standing.

    The category is the standing's: the foreign key is of standing, subject and category, so that the
    database itself refuses Category 3 at Level 1 (CJA 2003 s.325(2)(b); MAPPA Guidance ch.7).
    """

    sensitivity: ClassVar = SUMMARY_STANDING

    standing = models.ForeignKey(
        Standing, on_delete=models.PROTECT, related_name="levels", db_constraint=False
    )
    category = models.SmallIntegerField()
    level = models.SmallIntegerField()
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True, default="", db_default="")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(level__range=(1, 3)), name="standing_level_level"),
            models.CheckConstraint(
                condition=~Q(category=3, level=1), name="standing_level_category_3_not_level_1"
            ),
            in_order("start_date", "until_date", inclusive=False, name="standing_level_dates"),
            one_at_a_time("standing_level_one", "start_date", "until_date", inclusive=False),
            models.UniqueConstraint(fields=("source_system", "source_id"), name="standing_level_source"),
        )
        indexes = (
            models.Index(fields=("subject",), name="standing_level_subject"),
            BrinIndex(fields=("load_number",), name="standing_level_load", autosummarize=True),
        )

    def __str__(self) -> str:
        return f"Level {self.level}"
