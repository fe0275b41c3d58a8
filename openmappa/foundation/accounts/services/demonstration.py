"""The accounts of the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from openmappa.foundation.accounts.domain import SUGGESTED_CONDITIONS, QualificationKind, Role
from openmappa.foundation.accounts.models import Condition, Membership, Qualification, User
from openmappa.foundation.agencies.models import Agency, Team


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
            email=account.email,
            defaults={"name": account.name, "is_demonstration": True, "area_id": account.area},
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


def set_demonstration_conditions(*, area: int, start_date: date, as_at: date, using: str) -> None:
    """Take up the suggested conditions in the area, and register what its demonstration accounts need to meet them.

    Data protection training runs out a fortnight after `as_at`, so that the notice before it can be seen.
    """
    for each in SUGGESTED_CONDITIONS:
        Condition.objects.using(using).get_or_create(
            area_id=area,
            role=each.role.value,
            kind=each.kind.value,
            until_date=None,
            defaults={"level": each.level, "source": each.source, "start_date": start_date},
        )
    ends = {
        QualificationKind.VETTING: as_at + timedelta(days=3 * 365),
        QualificationKind.DATA_PROTECTION: as_at + timedelta(days=14),
    }
    for user in User.objects.using(using).filter(is_demonstration=True, area_id=area):
        for kind, last_date in ends.items():
            Qualification.objects.using(using).update_or_create(
                user=user,
                kind=kind.value,
                start_date=start_date,
                defaults={"level": 1, "last_date": last_date, "evidence": "Fictitious"},
            )
