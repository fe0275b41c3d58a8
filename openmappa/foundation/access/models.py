"""Subjects, who has sight of them, and the base of every table about a person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from openmappa.foundation.access.domain import (
    EMERGENCY_LASTS,
    SPECIAL_SECTIONS,
    Answer,
    Level,
    Outcome,
    Permission,
    Section,
    Sensitivity,
    Source,
    Viewer,
)
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Agency, Area, Supplied, Team
from openmappa.foundation.changes.history import keeps_history
from openmappa.foundation.database.roles import Role


class SightQuerySet(models.QuerySet["Sight"]):
    """Sight, by who holds it."""

    def held_by(self, viewer: Viewer) -> Self:
        """Return the sight that the viewer holds on the viewer's day, exclusions included."""
        return self.filter(
            Q(user_id=viewer.user_id) | Q(team_id__in=viewer.teams) | Q(agency_id__in=viewer.agencies),
            Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at),
            Q(until_at__isnull=True) | Q(until_at__gt=viewer.now),
            start_date__lte=viewer.as_at,
        )

    def opening(self, viewer: Viewer, sensitivity: Sensitivity) -> Self:
        """Return the viewer's sight that opens a table of this sensitivity; none without a role on cases."""
        if not viewer.works_on_cases:
            return self.none()
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
    seen = opens_unless_excluded(viewer, sensitivity, subject=subject, carrier=carrier)
    return seen & ~Q(**{f"{subject}__in": _excluded(viewer)})


def opens_unless_excluded(
    viewer: Viewer, sensitivity: Sensitivity, *, subject: str = "subject_id", carrier: str = ""
) -> Q:
    """Return what `opens` asks of a subject of whom it is known that nobody excluded the viewer."""
    seen = _by_area(viewer, sensitivity, carrier)
    if viewer.works_on_cases:
        seen |= Q(**{f"{subject}__in": _opened(viewer, sensitivity)})
    return seen


# A page asks for a score of tables, and to put the same two statements together for each took a third of its time.
@lru_cache(maxsize=512)
def _opened(viewer: Viewer, sensitivity: Sensitivity) -> RawSQL:
    return _statement(Sight.objects.opening(viewer, sensitivity))


@lru_cache(maxsize=128)
def _excluded(viewer: Viewer) -> RawSQL:
    return _statement(Sight.objects.held_by(viewer).filter(level=Level.NONE))


def _statement(found: SightQuerySet) -> RawSQL:
    # Put together by Django itself, with parameters.
    return RawSQL(*found.values("subject_id").query.sql_with_params())  # noqa: S611


def _by_area(viewer: Viewer, sensitivity: Sensitivity, carrier: str = "") -> Q:
    if sensitivity.section in SPECIAL_SECTIONS:
        return Q(pk__in=[])
    areas = viewer.areas(sensitivity.least)
    return Q(**{f"{carrier}responsible_area_id__in": areas, f"{carrier}restricted": False})


def giving(viewer: Viewer, section: str | None = None) -> Q:
    """Return the condition under which the viewer may give others sight of a subject, in this section.

    By permission in the subject's area, and by full sight that no emergency opened: nobody gives what they
    do not hold. `access_gives` in the database says the same.
    """
    held = Sensitivity(Section(section) if section else Section.PRESENCE, Level.FULL)
    sight = Sight.objects.opening(viewer, held).filter(emergency__isnull=True)
    if section is None:
        sight = sight.filter(section__isnull=True)
    by_area = Q(responsible_area_id__in=viewer.areas(Level.FULL), restricted=False)
    if held.section in SPECIAL_SECTIONS:
        by_area = Q(pk__in=[])
    excluded = Sight.objects.held_by(viewer).filter(level=Level.NONE).values("subject_id")
    return (
        Q(responsible_area_id__in=viewer.areas_where(Permission.GIVE_SIGHT))
        & (by_area | Q(id__in=sight.values("subject_id")))
        & ~Q(id__in=excluded)
    )


class SubjectQuerySet(models.QuerySet["Subject"]):
    """Subjects, by who may see that they exist."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the subjects whose existence the viewer may know of."""
        return self.filter(opens(viewer, Subject.sensitivity, subject="id"))

    def given_by(self, viewer: Viewer, section: str | None = None) -> Self:
        """Return the subjects of whom the viewer may give others sight."""
        return self.filter(giving(viewer, section))


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


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    """Emergency accesses, by who is told of them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own, those to review, and those of records that the viewer sees in full."""
        # Not by a join: who reviews sees the emergency and not the subject.
        seen = Subject.objects.filter(opens(viewer, Sensitivity(Section.PRESENCE, Level.FULL), subject="id"))
        return self.filter(
            Q(user_id=viewer.user_id)
            | Q(area_id__in=viewer.areas_where(Permission.REVIEW_EMERGENCY))
            | Q(subject_id__in=seen.values("id"))
        )


class EmergencyAccess(models.Model):
    """A record opened in an emergency by somebody who otherwise does not see it, and its review.

    `until_at` is the moment from which it is closed: four hours after `opened_at`, or earlier if it was
    ended. `sections` are the special sections that were named. Somebody else reviews it afterwards.
    """

    sensitivity: ClassVar = Sensitivity(Section.PRESENCE, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT, INSERT, UPDATE (reviewed_by_id, reviewed_at, outcome, review)"
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    sections = ArrayField(models.CharField(max_length=20), default=list)
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, null=True)  # noqa: DJ001  NULL: not reviewed
    review = models.CharField(max_length=1000, blank=True)

    objects = EmergencyAccessQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until_at__gte=F("opened_at"), until_at__lte=F("opened_at") + EMERGENCY_LASTS),
                name="access_emergency_lasts",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="access_emergency_reason"),
            models.CheckConstraint(
                condition=Q(
                    reviewed_by__isnull=True, reviewed_at__isnull=True, outcome__isnull=True, review=""
                )
                | Q(
                    ~Q(review=""),
                    reviewed_by__isnull=False,
                    reviewed_at__gte=F("until_at"),
                    outcome__in=[each.value for each in Outcome],
                ),
                name="access_emergency_review",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("user")),
                name="access_emergency_reviewed_by_another",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Sight(models.Model):
    """Sight of one subject, given to an agency, a team or a user, for some time. Level none excludes.

    `section` limits the sight to one section; without it the sight is of all but the special sections.
    `source` names what gave it, and `reference` a row of the room that did, so that it can follow the row.
    `until_date` is the first day without it; `until_at` the moment from which it is no more, where it was
    ended or runs out in the course of a day. Rows are never deleted, and what was given is never changed.
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
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True, db_default="")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    given_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    end_reason = models.CharField(max_length=1000, blank=True, db_default="")
    emergency = models.ForeignKey(EmergencyAccess, on_delete=models.PROTECT, null=True)

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
            models.CheckConstraint(
                condition=~Q(source=Source.GIVEN.value)
                | Q(~Q(reason=""), Q(level=0) | Q(until_date__isnull=False), given_by__isnull=False),
                name="access_sight_given_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(emergency__isnull=True)
                | Q(until_at__isnull=False, user__isnull=False, source=Source.EMERGENCY.value),
                name="access_sight_emergency_ends",
            ),
        )
        indexes = (models.Index(fields=("team", "level"), name="access_sight_team"),)

    def __str__(self) -> str:
        return f"{Level(self.level).name.lower()} of {self.subject_id}"


class AboutSubjectQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows about subjects, by who may see them."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the rows that the viewer may see, by the table's declared sensitivity."""
        return self.filter(opens(viewer, self.model.sensitivity))

    def number_visible_to(self, viewer: Viewer) -> int:
        """Return how many of the rows the viewer may see.

        Those of the viewer's areas and the others are asked for apart: of a condition that joins both by "or" the
        database can use neither's index, and reads every area's rows for the number of one.
        """
        seen, here = self.visible_to(viewer), _by_area(viewer, self.model.sensitivity)
        opening = Sight.objects.opening(viewer, self.model.sensitivity).values("subject_id")
        elsewhere = seen.filter(subject_id__in=opening).exclude(here)
        return seen.filter(here).values("pk").union(elsewhere.values("pk"), all=True).count()

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


@keeps_history
class Restriction(AboutSubject):
    """Why somebody's record is open by name only, who decided so, and why it no longer is."""

    sensitivity: ClassVar = Sensitivity(Section.PRESENCE, Level.FULL)

    reason = models.CharField(max_length=1000)
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="access_restriction_reason"),
            models.UniqueConstraint(
                fields=("subject",),
                condition=Q(ended_at__isnull=True, recorded_in_error=False),
                name="access_restriction_one",
            ),
        )

    def __str__(self) -> str:
        return f"restriction of {self.subject_id}"


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Requests for access, by who asked and who may answer."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own requests, and those that the viewer may answer."""
        answered = Subject.objects.given_by(viewer).values("id")
        return self.filter(Q(user_id=viewer.user_id) | Q(subject_id__in=answered))


class AccessRequest(models.Model):
    """That somebody who knows only that a record exists asks for sight of it, and the answer."""

    sensitivity: ClassVar = Sensitivity(Section.PRESENCE, Level.FULL)
    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT, INSERT, UPDATE (answer, answered_by_id, answered_at, answer_reason)"
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=1000)
    wanted_until = models.DateField()
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=20, null=True)  # noqa: DJ001  NULL: waiting
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_reason = models.CharField(max_length=1000, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="access_request_reason"),
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_by__isnull=True, answered_at__isnull=True)
                | Q(
                    ~Q(answered_by=F("user")),
                    answer__in=[each.value for each in Answer],
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                ),
                name="access_request_answer",
            ),
            models.UniqueConstraint(
                fields=("user", "subject"),
                condition=Q(answer__isnull=True),
                name="access_request_one_waiting",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Definition(models.Model):
    """What a policy, function, trigger, view or grant said when the wall was set up: a digest, sealed by the program."""

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT"}

    kind = models.CharField(max_length=20)
    name = models.TextField()
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "name"), name="access_definition_one"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
