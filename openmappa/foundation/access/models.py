"""Subjects, who has sight of them, and the base of every table about a person."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from openmappa.foundation.access.domain import SPECIAL_SECTIONS, Level, Section, Sensitivity, Viewer
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Agency, Area, Supplied, Team


class SightQuerySet(models.QuerySet["Sight"]):
    """Sight, by who holds it."""

    def held_by(self, viewer: Viewer) -> Self:
        """Return the sight that the viewer holds on the viewer's day, exclusions included."""
        return self.filter(
            Q(user_id=viewer.user_id) | Q(team_id__in=viewer.teams) | Q(agency_id__in=viewer.agencies),
            Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at),
            start_date__lte=viewer.as_at,
        )

    def opening(self, viewer: Viewer, sensitivity: Sensitivity) -> Self:
        """Return the viewer's sight that opens a table of this sensitivity."""
        sections = Q(section=sensitivity.section)
        if sensitivity.section not in SPECIAL_SECTIONS:
            sections |= Q(section__isnull=True)
        return self.held_by(viewer).filter(sections, level__gte=sensitivity.least, level__gt=Level.NONE)


def opens(viewer: Viewer, sensitivity: Sensitivity, *, subject: str = "subject_id", carrier: str = "") -> Q:
    """Return the condition under which the viewer sees a row of a table of this sensitivity.

    `carrier` leads to where area and restriction stand, if not in the row: history does not carry them along,
    so its rows are judged by the subject as it is now, `subject__`. The database's policies say the same
    (foundation/access/permissions); a test compares the two.
    """
    opening = Sight.objects.opening(viewer, sensitivity).values("subject_id")
    excluded = Sight.objects.held_by(viewer).filter(level=Level.NONE).values("subject_id")
    areas = viewer.areas(sensitivity.least)
    by_area = Q(**{f"{carrier}responsible_area_id__in": areas, f"{carrier}restricted": False})
    if sensitivity.section in SPECIAL_SECTIONS:
        by_area = Q(pk__in=[])
    return (by_area | Q(**{f"{subject}__in": opening})) & ~Q(**{f"{subject}__in": excluded})


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Subjects, by who may see that they exist."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the subjects whose existence the viewer may know of."""
        return self.filter(opens(viewer, Subject.sensitivity, subject="id"))


class Subject(Supplied):
    """Somebody about whom records are kept: a reference, the area that answers, and whether restricted.

    Every table about a person carries the area and the restriction; the database carries a change of them
    along (see the foreign keys of AboutSubject).
    """

    sensitivity: ClassVar = Sensitivity(Section.PRESENCE, Level.PRESENCE)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    responsible_area = models.ForeignKey(Area, on_delete=models.PROTECT)
    restricted = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source_system", "source_id"), name="access_subject_source"),
            models.UniqueConstraint(
                fields=("id", "responsible_area", "restricted"), name="access_subject_carried"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Sight(models.Model):
    """Sight of one subject, given to an agency, a team or a user, for some time. Level none excludes.

    `section` limits the sight to one section; without it the sight is of all but the special sections.
    `source` names the room that gave it, and `reference` that room's row, so that it can follow the row.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True)
    level = models.SmallIntegerField()
    section = models.CharField(max_length=20, null=True)  # noqa: DJ001  NULL: all but the special sections
    source = models.CharField(max_length=40)
    reference = models.BigIntegerField(null=True)
    start_date = models.DateField()
    until_date = models.DateField(null=True)

    objects = SightQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agency__isnull=False, team__isnull=True, user__isnull=True)
                | Q(agency__isnull=True, team__isnull=False, user__isnull=True)
                | Q(agency__isnull=True, team__isnull=True, user__isnull=False),
                name="access_sight_one_holder",
            ),
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=3), name="access_sight_level"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gt=F("start_date")),
                name="access_sight_dates",
            ),
            models.UniqueConstraint(fields=("source", "reference"), name="access_sight_follows_one"),
        )
        indexes = (models.Index(fields=("team", "level"), name="access_sight_team"),)

    def __str__(self) -> str:
        return f"{Level(self.level).name.lower()} of {self.subject_id}"


class AboutSubjectQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows about subjects, by who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the rows that the viewer may see, by the table's declared sensitivity."""
        return self.filter(opens(viewer, self.model.sensitivity))

    def counting(self) -> Self:
        """Return the rows that were not recorded in error."""
        return self.filter(recorded_in_error=False)


class AboutSubject(Supplied):
    """A row about a subject. It carries the subject's area and restriction, and who last sent or changed it.

    The foreign key to the subject is of three columns and cascades, so a change of area or restriction
    reaches every row in the transaction that makes it; Django cannot declare it, so the migration does.
    """

    sensitivity: ClassVar[Sensitivity]

    subject = models.ForeignKey(
        Subject, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    responsible_area = models.ForeignKey(
        Area, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    restricted = models.BooleanField()
    recorded_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)
    recorded_in_error = models.BooleanField(default=False, db_default=False)
    is_correction = models.BooleanField(default=False, db_default=False)
    changed_here = models.BooleanField(default=False, db_default=False, editable=False)
    version = models.IntegerField(default=1, db_default=1)

    objects = AboutSubjectQuerySet.as_manager()

    class Meta:
        abstract = True
