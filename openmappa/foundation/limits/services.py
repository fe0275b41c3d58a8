"""Take one request from what is left of a limit, in one statement, so that any number of workers agree."""

from __future__ import annotations

import hashlib
import hmac
import math
from uuid import UUID

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest

from openmappa.foundation.limits.domain import Answer, Limit

# A bucket is full again long before; what nobody asked from for a day is only a row.
KEPT_FOR = "1 day"
_TAKE = """
INSERT INTO limits_bucket AS b (key, "left", refused, at)
VALUES (%(key)s, %(most)s - 1, 0, clock_timestamp())
ON CONFLICT (key) DO UPDATE SET
  "left" = CASE WHEN {filled} >= 1 THEN {filled} - 1 ELSE {filled} END,
  refused = CASE WHEN {filled} >= 1 THEN 0 ELSE b.refused + 1 END,
  at = excluded.at
RETURNING "left", refused, xmax = 0
""".format(
    filled='least(%(most)s, b."left" + greatest(extract(epoch FROM excluded.at - b.at), 0) * %(rate)s)'
)


def take(connection: BaseDatabaseWrapper, *, kind: str, who: UUID | str, limit: Limit) -> Answer:
    """Count one request of the kind against the user or address, in the connection's transaction."""
    values: dict[str, str | float] = {
        "key": _key(kind, who),
        "most": float(limit.requests),
        "rate": limit.each_second,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        left, refused, is_new = cursor.fetchone()
        if is_new:
            cursor.execute(
                "DELETE FROM limits_bucket WHERE at < clock_timestamp() - %s::interval", [KEPT_FOR]
            )
    if not refused:
        return Answer(True)
    return Answer(False, max(1, math.ceil((1 - left) / limit.each_second)), refused == 1)


def address_of(request: HttpRequest) -> str:
    """Return the address that asks, as the outermost of our own proxies saw it.

    What stands before that in X-Forwarded-For was sent by whoever asks, and is not believed.
    """
    proxies = settings.TRUSTED_PROXIES
    passed = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    if proxies and len(passed) >= proxies:
        return passed[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(kind: str, who: UUID | str) -> str:
    # Keyed, since addresses are few enough to try them all.
    return hmac.new(settings.SECRET_KEY.encode(), f"limits|{kind}|{who}".encode(), hashlib.sha256).hexdigest()
