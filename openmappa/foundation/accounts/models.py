"""Users, their memberships and what these hang on, and the ways in which somebody is let in."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from hashlib import sha256
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from openmappa.foundation.accounts.domain import QualificationKind
from openmappa.foundation.accounts.domain import Role as MembershipRole
from openmappa.foundation.agencies.models import Agency, Area, Team
from openmappa.foundation.database.roles import Role
from openmappa.statute.vocabulary.persons import POSTCODE

_ROLES = [(each.value, each.value) for each in MembershipRole]
_KINDS = [(each.value, each.value) for each in QualificationKind]


class User(AbstractBaseUser):
    """A person who signs in. Nobody shares an account.

    `area` is the one whose system managers look after the account; without one, only the command line does.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = BaseUserManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class _InRole(models.Model):
    """What a role is given for: an agency, an area or all, a team or none, for some time."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True)
    role = models.CharField(max_length=40, choices=_ROLES)
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Proposal(_InRole):
    """A role that one system manager proposes for a user, until another agrees or declines.

    The database makes the membership when somebody agrees who neither proposed it nor receives it; the web
    role has no other way to make one.
    """

    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT, INSERT, UPDATE (decision, decided_by_id, decided_at, decision_reason)"
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="proposals")
    reason = models.CharField(max_length=1000)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    decision = models.CharField(max_length=10, blank=True, default="")
    decision_reason = models.CharField(max_length=1000, blank=True, default="")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("proposed_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(decision__in=["agreed", "declined"], decided_by__isnull=False, decided_at__isnull=False),
                name="accounts_proposal_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision="agreed")
                | (~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("user"))),
                name="accounts_proposal_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gt=F("start_date")),
                name="accounts_proposal_dates",
            ),
            models.CheckConstraint(condition=Q(area__isnull=False), name="accounts_proposal_area"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Membership(_InRole):
    """A role that a user holds in an agency, in an area or in all, in a team or in none, for some time.

    `proposal` is the one that was agreed to; without one the membership was given from the command line.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("user", "start_date")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("start_date")),
                name="accounts_membership_dates",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | Q(role=MembershipRole.NATIONAL_STATISTICIAN.value),
                name="accounts_membership_area",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Qualification(models.Model):
    """That a user was vetted or trained, to a level, from a day; `last_date` is the last day on which it counts."""

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE (last_date)"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="qualifications")
    kind = models.CharField(max_length=20, choices=_KINDS)
    level = models.SmallIntegerField()
    start_date = models.DateField()
    last_date = models.DateField()
    evidence = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("kind", "-last_date")
        constraints = (
            models.CheckConstraint(
                condition=Q(last_date__gte=F("start_date")), name="accounts_qualification_dates"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=3), name="accounts_qualification_level"
            ),
        )
        indexes = (models.Index(fields=("user", "kind"), name="accounts_qualification_user"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.level}"


class Home(models.Model):
    """The postcode where a user lives, so that readers of the log are told when records of that place are opened.

    Only the user and who looks after the account read it. It is replaced when they move, and kept no longer.
    """

    granted: ClassVar[Mapping[Role, str]] = {
        Role.WEB: "SELECT, INSERT, UPDATE (postcode, recorded_by_id, recorded_at), DELETE"
    }

    user = models.OneToOneField(User, on_delete=models.PROTECT, primary_key=True, related_name="+")
    postcode = models.CharField(max_length=8)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(postcode__regex=f"^{POSTCODE}$"), name="accounts_home_postcode"
            ),
            models.CheckConstraint(condition=~Q(recorded_by=F("user")), name="accounts_home_by_another"),
        )

    def __str__(self) -> str:
        return self.postcode


class Condition(models.Model):
    """What holders of a role in an area must be able to show; without it their membership does not hold."""

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE (until_date)"}

    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    role = models.CharField(max_length=40, choices=_ROLES)
    kind = models.CharField(max_length=20, choices=_KINDS)
    level = models.SmallIntegerField()
    source = models.CharField(max_length=200)
    start_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        ordering = ("area", "role", "kind")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("start_date")),
                name="accounts_condition_dates",
            ),
            models.UniqueConstraint(
                fields=("area", "role", "kind"),
                condition=Q(until_date__isnull=True),
                name="accounts_condition_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}: {self.kind} {self.level}"


class Acceptance(models.Model):
    """That a user accepted a version of the terms of use; `digest` is the SHA-256 of the text accepted."""

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.SmallIntegerField()
    digest = models.CharField(max_length=64)
    accepted_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("user", "version")
        constraints = (
            models.UniqueConstraint(fields=("user", "version", "digest"), name="accounts_acceptance_one"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.version}"


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in, so that its user can see it and end it."""

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE, DELETE"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=100, blank=True)

    objects: ClassVar = BaseSessionManager()

    class Meta:
        indexes = (models.Index(fields=("user",), name="accounts_session_user"),)

    @property
    def number(self) -> str:
        """Return what a page names the session by: the key itself would open it."""
        return sha256(self.session_key.encode()).hexdigest()[:32]


class Invitation(models.Model):
    """A link by which a user sets a password, once and for some days. Only the digest of its secret is kept."""

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE (used_at)"}

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at",)

    def __str__(self) -> str:
        return f"for {self.user}"
