"""What every page of a system manager's has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.administration import presenters, queries
from openmappa.foundation.administration.presenters import states
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use
from openmappa.foundation.ui.stale import State

Form = Callable[..., forms.Form]


def manages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the page to who manages accounts in some area."""

    @wraps(view)
    def opened(request: ViewedRequest, *arguments: object, **named: object) -> HttpResponse:
        if not request.viewer.may(Permission.MANAGE_ACCOUNTS):
            raise PermissionDenied
        response = view(request, *arguments, **named)
        add_never_cache_headers(response)
        return response

    return opened


def account_state(request: ViewedRequest, user: Any) -> State:
    """Return what is recorded of an account, for the forms that decide about it."""
    viewer = request.viewer
    return states.of_account(
        user,
        proposals=queries.proposals(viewer=viewer, user=user),
        qualifications=queries.qualifications(user, viewer=viewer),
        home=queries.home_of(user, viewer=viewer),
        link=queries.latest_link(user, viewer=viewer),
        as_at=viewer.as_at,
    )


def form_page(
    request: ViewedRequest, template: str, form: forms.Form, around: Mapping[str, Any], **context: object
) -> HttpResponse:
    """Return the page of a form; `around` is what `drafts.forms.form_state` says of it."""
    page = {**presenters.form_parts(form), **around}
    page["error"] = bool(page["error"] or around["stale"])
    return render(request, f"administration/{template}.jinja", {**page, **context})


def filled(request: ViewedRequest, offer: Offer, the_form: Form, **first: object) -> forms.Form:
    """Return the form with what was sent; else with what it begins with, and the draft in use over that."""
    if request.method == "POST":
        return the_form(request.POST)
    return the_form(initial={**first, **in_use(offer, the_form)})
