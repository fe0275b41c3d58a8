"""Who may sign in with a local password, and the accounts of the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency, Team


class LocalSignIn(ModelBackend):
    """Sign-in by e-mail address and password. A demonstration account is refused outside the demonstration."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether this account may sign in here and stay signed in."""
        if getattr(user, "is_demonstration", False) and not settings.DEMONSTRATION:
            return False
        return super().user_can_authenticate(user)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An account to be made for the demonstration, with one membership."""

    email: str
    name: str
    role: Role
    agency_code: str
    area: int | None
    team: str = ""


class NotADemonstration(RuntimeError):
    """Demonstration accounts are made in the demonstration only."""


def make_demonstration_accounts(
    accounts: Sequence[DemonstrationAccount], *, password: str, start_date: date, using: str
) -> None:
    """Make the accounts, or give those that are there this password.

    :raises NotADemonstration: if the settings are not those of the demonstration
    """
    if not settings.DEMONSTRATION:
        raise NotADemonstration("demonstration accounts are made only by the demonstration's settings")
    for account in accounts:
        user, _ = User.objects.using(using).get_or_create(
            email=account.email, defaults={"name": account.name, "is_demonstration": True}
        )
        user.set_password(password)
        user.save(using=using)
        team = None
        if account.team and account.area:
            team = Team.objects.using(using).get(area_id=account.area, name=account.team)
        Membership.objects.using(using).update_or_create(
            user=user,
            role=account.role.value,
            defaults={
                "agency": Agency.objects.using(using).get(code=account.agency_code),
                "area_id": account.area,
                "team": team,
                "start_date": start_date,
            },
        )
