"""Say who is asking, set up the wall, and give and end sight."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from openmappa.foundation.access.domain import Held, Viewer
from openmappa.foundation.access.permissions.policies import statements
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import User
from openmappa.foundation.accounts.queries import memberships_on


def day_of(moment: datetime) -> date:
    """Return the day as of which somebody who asks at the moment is answered: that day, or a demonstration's own."""
    return settings.DEMONSTRATION_DAY or timezone.localdate(moment)


def viewer_of(user: User, *, as_at: date, now: datetime | None = None) -> Viewer:
    """Return the user as a viewer on the day, at a moment of it, with the memberships that hold then."""
    held = tuple(
        Held(Role(each.role), each.agency_id, each.area_id, each.team_id)
        for each in memberships_on(user, as_at=as_at)
    )
    return Viewer(user.id, user.name, as_at, held, now)


def set_viewer(connection: BaseDatabaseWrapper, viewer: Viewer | None) -> None:
    """Tell the database who is asking, on which day and when, until the transaction ends. None is nobody."""
    asking = ("", "", "")
    if viewer is not None:
        asking = (str(viewer.user_id), viewer.as_at.isoformat(), viewer.now.isoformat())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('openmappa.viewer', %s, true), set_config('openmappa.day', %s, true),"
            " set_config('openmappa.now', %s, true)",
            asking,
        )


def set_up_wall(connection: BaseDatabaseWrapper) -> None:
    """Create functions, policies and grants from the declarations, in the owner's transaction.

    A room adds what is its own by a function `wall` in its permissions that returns statements.
    """
    with connection.cursor() as cursor:
        for statement in [*statements(), *_rooms_statements()]:
            cursor.execute(statement)


def _rooms_statements() -> list[str]:
    found: list[str] = []
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        name = f"{config.name}.permissions"
        if config.name.startswith("openmappa.") and find_spec(name) is not None:
            wall = getattr(import_module(name), "wall", None)
            found += wall() if wall else []
    return found
