"""Lock-out after failed sign-ins, of an account that exists and of one that does not alike."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest

from openmappa.foundation.accounts.services import same_address

SHARED_BY = 10
"""Many people of an agency sign in from one address, so a failure counts a tenth against the address."""


class LockOut(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures for each account and, more leniently, for each address from which they come."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return the failures of the account, or a tenth of those of the address if that is more."""
        # In the order of AXES_LOCKOUT_PARAMETERS: by account, by address.
        account, address = (
            each.aggregate(failures=Sum("failures_since_start"))["failures"] or 0
            for each in self.get_user_attempts(request, credentials)
        )
        return max(account, address // SHARED_BY)

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forget the account's failures, not the address's: one's own account is no way to go on guessing."""
        count, _ = AccessAttempt.objects.filter(username=account_digest(request, credentials)).delete()
        return int(count)


def account_digest(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Return what stands for an account in the table of failures, so that no e-mail address is kept there."""
    given = credentials or request.POST
    address = given.get("username") or given.get("email") or ""
    return hmac.new(settings.SECRET_KEY.encode(), same_address(address).encode(), "sha256").hexdigest()


def is_locked_out(request: HttpRequest, address: str) -> bool:
    """Return whether the account, or where the request comes from, is locked out."""
    return not AxesProxyHandler.is_allowed(request, {"username": address})


def count_failure(request: HttpRequest, address: str) -> None:
    """Count a failed second factor against the account, as a failed password is."""
    user_login_failed.send(sender=__name__, credentials={"username": address}, request=request)
