"""A session has limits, and a sign-in is complete only with a second factor and the terms accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from openmappa.foundation.access.middleware import GetResponse
from openmappa.foundation.accounts.services.sessions import SECOND_FACTOR, STARTED, USED
from openmappa.foundation.signing_in.domain import needs_second_factor, terms
from openmappa.foundation.signing_in.queries import has_accepted
from openmappa.foundation.signing_in.services.steps import TERMS, leave

WRITTEN_EVERY = 60
"""Seconds after which the last use of a session is written anew."""
ALWAYS_OPEN = frozenset({"accounts:terms", "accounts:sign_out"})


class SessionHasLimits:
    """End a session that was idle too long, or that began too long ago."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, or lead to signing in again if the session has reached a limit."""
        if request.user.is_authenticated:
            now = int(timezone.now().timestamp())
            started, used = request.session.get(STARTED, 0), request.session.get(USED, 0)
            idle, whole = settings.SESSION_IDLE_LIMIT, settings.SESSION_LIMIT
            if now - used >= idle.total_seconds() or now - started >= whole.total_seconds():
                leave(request, why="session ended by its limit")
                # A form goes on as nobody's, so that what was typed is kept as a draft (drafts.middleware).
                return _sign_in_again(request) if request.method == "GET" else self.get_response(request)
            if now - used >= WRITTEN_EVERY:
                request.session[USED] = now
        return self.get_response(request)


class SignInIsComplete:
    """Let nobody on who lacks a second factor that their roles ask for, or has not accepted the terms."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *arguments: Any
    ) -> HttpResponse | None:
        """Return where to go first; None where nothing is missing."""
        match, viewer = request.resolver_match, getattr(request, "viewer", None)
        if viewer is None or (match and match.view_name in ALWAYS_OPEN):
            return None
        if self._lacks_second_factor(request):
            leave(request, why="signed out for want of a second factor")
            return _sign_in_again(request)
        if settings.TERMS_MUST_BE_ACCEPTED and not self._has_accepted(request):
            onward = request.get_full_path() if request.method == "GET" else ""
            return redirect(f"{reverse('accounts:terms')}?{urlencode({'next': onward})}")
        return None

    def _lacks_second_factor(self, request: HttpRequest) -> bool:
        if not settings.SECOND_FACTOR_REQUIRED or request.session.get(SECOND_FACTOR):
            return False
        roles = [each.role for each in request.viewer.held]  # type: ignore[attr-defined]
        return needs_second_factor(roles, exceptions=settings.SECOND_FACTOR_EXCEPTIONS)

    def _has_accepted(self, request: HttpRequest) -> bool:
        present = terms()
        if request.session.get(TERMS) == present.digest:
            return True
        if has_accepted(present, viewer=request.viewer):  # type: ignore[attr-defined]
            request.session[TERMS] = present.digest
            return True
        return False


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    onward = {"next": request.get_full_path()} if request.method == "GET" else {}
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode({**onward, 'ended': 'yes'})}")
