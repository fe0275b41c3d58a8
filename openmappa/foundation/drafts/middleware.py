"""A form that comes in after its session has ended is kept for its user, who finds it after signing in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import urlencode

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.drafts.domain import TOKEN, Holder, worth_keeping
from openmappa.foundation.drafts.forms import USE
from openmappa.foundation.drafts.services import NoHolder, holder_of, keep_draft


class SignInRequired(LoginRequiredMiddleware):
    """Lead to the sign-in page who is not signed in; keep what such a person sends in a form of ours.

    The form's token says who opened it. Only that user can read the draft, whoever signs in next; the answer
    to the browser is the same as without a draft, but for the page to which signing in leads.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Return the redirect to the sign-in page."""
        response = super().handle_no_permission(request, view_func)
        if request.method != "POST" or TOKEN not in request.POST:
            return response
        try:
            holder = holder_of(request.POST[TOKEN])
        except NoHolder:
            return response
        typed = worth_keeping((name, request.POST.getlist(name)) for name in request.POST)
        if typed:
            _keep(holder, typed)
        onward = urlencode({"next": f"{holder.place}?draft={USE}"})
        return redirect(f"{resolve_url(self.get_login_url(view_func))}?{onward}")


def _keep(holder: Holder, typed: Any) -> None:
    connection, now = transaction.get_connection(), timezone.now()
    # The policy lets a user's drafts be written by that user only, as whom the token makes us act here.
    set_viewer(connection, Viewer(holder.user_id, "", timezone.localdate(), ()))
    try:
        keep_draft(connection, holder=holder, typed=typed, now=now)
    finally:
        set_viewer(connection, None)
