"""Sessions in a table of our own, which says whose they are, so that they can be listed and ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone

from openmappa.foundation.accounts.models import Session

STARTED, USED, BROWSER, SECOND_FACTOR = "started", "used", "browser", "second_factor"
"""What a session remembers: seconds since 1970 at which it began and was last used, its browser, the factor."""


class SessionStore(DatabaseStore):
    """Keeps a session as the framework does, and beside it whose it is and when it was used."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row of the session, with what its user may see of it."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = data.get(SESSION_KEY)
        row.started_at, row.last_used_at = _moment(data.get(STARTED)), _moment(data.get(USED))
        row.browser = data.get(BROWSER, "")
        return row

    def save(self, must_create: bool = False) -> None:
        """Keep the session. One in which somebody is signed in begins when it is first kept."""
        if SESSION_KEY in self and STARTED not in self:
            self[STARTED] = self[USED] = int(timezone.now().timestamp())
        super().save(must_create=must_create)


def sessions_of(user_id: UUID, *, now: datetime) -> QuerySet[Session]:
    """Return the sessions in which the user is signed in, the latest used first."""
    return Session.objects.filter(user_id=user_id, expire_date__gt=now).order_by("-last_used_at")


def end_sessions(user_ids: Sequence[UUID], *, but: str | None = None) -> int:
    """End the users' sessions, but for the one with this key; return how many."""
    ended, _ = Session.objects.filter(user_id__in=user_ids).exclude(pk=but or "").delete()
    return ended


def forget_expired(*, now: datetime) -> None:
    """Remove sessions that have expired."""
    Session.objects.filter(expire_date__lte=now).delete()


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
