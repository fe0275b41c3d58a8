"""Who holds which membership."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from openmappa.foundation.accounts.models import Membership, User


def memberships_on(user: User, *, as_at: date) -> QuerySet[Membership]:
    """Return the memberships that the user holds on the day."""
    return Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=as_at), user=user, start_date__lte=as_at
    )
