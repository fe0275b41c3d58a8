"""Who holds which membership, and on what it hangs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL

from openmappa.foundation.accounts.domain import ConditionState, QualificationKind, Role
from openmappa.foundation.accounts.models import Condition, Membership, Qualification, User


def memberships_on(user: User, *, as_at: date) -> QuerySet[Membership]:
    """Return the memberships that the user holds on the day: begun, not ended, and with every condition met.

    The database's policies ask the same statement (`accounts/permissions.py`).
    """
    return Membership.objects.filter(pk__in=RawSQL("SELECT accounts_held_by(%s, %s)", [user.pk, as_at]))


def conditions_of(user_id: UUID, *, as_at: date) -> Sequence[ConditionState]:
    """Return each condition of the user's memberships of the day, and the last day on which it is met, if any."""
    memberships = Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=as_at), user_id=user_id, start_date__lte=as_at
    )
    latest = (
        Qualification.objects.filter(
            user_id=user_id, kind=OuterRef("kind"), level__gte=OuterRef("level"), start_date__lte=as_at
        )
        .order_by()
        .values("kind")
        .annotate(last=Max("last_date"))
        .values("last")
    )
    found = (
        Condition.objects.filter(Q(until_date__isnull=True) | Q(until_date__gt=as_at), start_date__lte=as_at)
        .filter(
            Q(
                *[Q(area_id=each.area_id, role=each.role) for each in memberships],
                _connector=Q.OR,
            )
            if memberships
            else Q(pk__in=[])
        )
        .annotate(last=Subquery(latest), area_name=F("area__name"))
        .order_by("role", "kind")
    )
    return [
        ConditionState(Role(each.role), each.area_name, QualificationKind(each.kind), each.level, each.last)
        for each in found
    ]
