"""Who may sign in with a local password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest


def same_address(address: str) -> str:
    """Return an e-mail address in the one form in which it is kept and compared."""
    return address.strip().lower()


class LocalSignIn(ModelBackend):
    """Sign-in by e-mail address and password. A demonstration account is refused outside the demonstration.

    For an unknown address a password is hashed all the same, so that the time taken tells nothing.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **more: Any,
    ) -> Any:
        """Return the user whose address and password these are; None if there is none or it is closed."""
        return super().authenticate(request, same_address(username or ""), password or "", **more)

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether this account may sign in here and stay signed in."""
        if getattr(user, "is_demonstration", False) and not settings.DEMONSTRATION:
            return False
        return super().user_can_authenticate(user)
