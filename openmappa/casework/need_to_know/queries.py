"""To whom sight can be given."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from openmappa.foundation.access.domain import RIGHTS, Viewer
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import User
from openmappa.foundation.accounts.queries import memberships_on
from openmappa.foundation.agencies.models import Agency, Team


def teams_of(*, viewer: Viewer, area: int) -> list[tuple[str, str]]:
    """Return the teams of an area, as key and name."""
    found = Team.objects.filter(area_id=area).order_by("name")
    return [(str(key), name) for key, name in found.values_list("id", "name")]


def agencies_of(*, viewer: Viewer, area: int) -> list[tuple[str, str]]:
    """Return the agencies of an area and those of all areas, as key and name."""
    found = Agency.objects.filter(Q(area_id=area) | Q(area__isnull=True)).order_by("name")
    return [(str(key), name) for key, name in found.values_list("id", "name")]


def user_with(*, viewer: Viewer, email: str) -> User | None:
    """Return the user who signs in with this address, if the account is open."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def roles_of(*, viewer: Viewer, user_id: UUID) -> list[str]:
    """Return the titles of the roles that a user holds on the viewer's day."""
    user = User.objects.get(id=user_id)
    held = memberships_on(user, as_at=viewer.as_at)
    return list(dict.fromkeys(RIGHTS[Role(each.role)].title for each in held))
