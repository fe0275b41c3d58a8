"""Users and their memberships."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.agencies.models import Agency, Area, Team


class User(AbstractBaseUser):
    """A person who signs in. Nobody shares an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = BaseUserManager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that a user holds in an agency, in an area or in all, in a team or in none, for some time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True)
    role = models.CharField(max_length=40, choices=[(each.value, each.value) for each in Role])
    start_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("user", "start_date")
        constraints = (
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gt=models.F("start_date")),
                name="accounts_membership_dates",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | Q(role=Role.NATIONAL_STATISTICIAN.value),
                name="accounts_membership_area",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
