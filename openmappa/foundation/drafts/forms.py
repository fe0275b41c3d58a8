"""What a form's view needs so that nothing typed into it is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils import timezone

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import Holder, Offer
from openmappa.foundation.drafts.queries import draft_of
from openmappa.foundation.drafts.services import forget_draft, token_for
from openmappa.foundation.ui.fields import errors_of
from openmappa.foundation.ui.stale import VERSION, StaleSave, State
from openmappa.foundation.ui.words import moment

USE = "use"
View = Callable[..., HttpResponse]


def keeps_draft(view: View) -> View:
    """Give a form's view its `offer`, and forget the draft once the form is saved (it then redirects).

    Stands below `case_page`, if the form is about a person: the draft is then the person's too.
    """

    @wraps(view)
    def offering(request: ViewedRequest, *arguments: Any, **named: Any) -> HttpResponse:
        case = arguments[0] if arguments else None
        subject = getattr(case, "subject_id", None) or named.get("subject_id")
        holder = Holder(request.viewer.user_id, request.path, subject)
        draft = draft_of(viewer=request.viewer, holder=holder, now=timezone.now())
        chosen = request.method == "GET" and request.GET.get("draft") == USE
        kept_at = moment(draft.saved_at, today=request.viewer.as_at) if draft else ""
        offer = Offer(token_for(holder), draft, kept_at, in_use=chosen and draft is not None)
        response = view(request, *arguments, offer=offer, **named)
        if request.method == "POST" and 300 <= response.status_code < 400:
            forget_draft(by=request.viewer, place=request.path)
        return response

    offering.keeps_draft = True  # type: ignore[attr-defined]
    return offering


def in_use(offer: Offer, form: Callable[[QueryDict], forms.Form]) -> dict[str, Any]:
    """Return the initial values for a form from the draft in use; empty if none is.

    A form with a draft in it is one to go on with, not one that was sent: nothing in it is wrong yet.
    """
    if not offer.in_use or offer.draft is None:
        return {}
    data = QueryDict(mutable=True)
    for name, values in offer.draft.typed.items():
        data.setlist(name, values)
    bound = form(data)
    return {name: bound[name].value() for name in bound.fields}


def form_page(form: forms.Form, around: dict[str, Any]) -> dict[str, Any]:
    """Return a form for its page: what is wrong with it, and what `form_state` says around it."""
    listed = errors_of(form)
    return {"form": form, "errors": listed, "error": bool(listed or around["stale"]), **around}


def form_state(offer: Offer, state: State | None = None, stale: StaleSave | None = None) -> dict[str, Any]:
    """Return what the template of a form needs: the draft, both versions of a late save, and the token to send.

    A form that only adds something has no state. A draft in use goes on from the state on which it was typed: if that
    has changed since, both versions are shown at once. To save is then a decision taken with the present one in view.
    """
    kept = offer.draft.typed.get(VERSION, []) if offer.in_use and offer.draft else []
    if state is None:
        return {"offer": offer, "stale": stale, "expected": ""}
    stale = stale or (state.since(kept[0], typed=()) if kept else None)
    return {"offer": offer, "stale": stale, "expected": kept[0] if kept and not stale else state.token}
