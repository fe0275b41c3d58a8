"""Calendars of a user's worklist, opened by a secret."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openmappa.casework.duties.models import Feed
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event

SECRET_BYTES = 32
MOST_FEEDS = 10


class UnableToMakeFeed(ValueError):
    """No further calendar can be made, which the message says in words."""

    field = ""


def make_feed(*, by: Viewer, chosen: Mapping[str, str]) -> str:
    """
    Make a calendar of the viewer's worklist with these filters, and return its secret, which is shown this once.

    :raises UnableToMakeFeed: if the viewer has as many as there may be, or sees nobody
    """
    if not by.works_on_cases:
        raise UnableToMakeFeed(_("Your role sees nobody's record"))
    if Feed.objects.filter(user_id=by.user_id, revoked_at__isnull=True).count() >= MOST_FEEDS:
        raise UnableToMakeFeed(
            _("You have %(number)s calendars. Stop one that you do not need.") % {"number": MOST_FEEDS}
        )
    secret = secrets.token_urlsafe(SECRET_BYTES)
    Feed.objects.create(user_id=by.user_id, secret_digest=digest_of(secret), chosen=dict(chosen))
    _write_down(by.user_id, "calendar of duties made")
    return secret


def stop_feed(*, by: Viewer, feed_id: UUID, now: datetime) -> bool:
    """Stop one of the viewer's own calendars, and return whether there was one to stop."""
    found = Feed.objects.filter(id=feed_id, user_id=by.user_id, revoked_at__isnull=True)
    stopped = bool(found.update(revoked_at=now))
    if stopped:
        _write_down(by.user_id, "calendar of duties stopped")
    return stopped


def opened_by(secret: str) -> tuple[User, Mapping[str, str]] | None:
    """Return whose calendar the secret opens and its filters; None if it opens none, or the account is closed."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT user_id, chosen FROM duties_feed_of(%s)", [digest_of(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    user = User.objects.filter(id=row[0], is_active=True).first()
    return (user, json.loads(row[1])) if user else None


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _write_down(user_id: UUID, what: str) -> None:
    record_event(
        transaction.get_connection(),
        Entry(Operation.DISCLOSURE, what, actor=user_id, recipient="own calendar"),
    )
