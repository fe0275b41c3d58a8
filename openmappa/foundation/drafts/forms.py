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
        holder = Holder(request.viewer.user_id, request.path, getattr(case, "subject_id", None))
        draft = draft_of(viewer=request.viewer, holder=holder, now=timezone.now())
        chosen = request.method == "GET" and request.GET.get("draft") == USE
        kept_at = moment(draft.saved_at, today=request.viewer.as_at) if draft else ""
        offer = Offer(token_for(holder), draft, kept_at, in_use=chosen and draft is not None)
        response = view(request, *arguments, offer=offer, **named)
        if request.method == "POST" and 300 <= response.status_code < 400:
            forget_draft(by=request.viewer, place=request.path)
        return response

    return offering


def in_use(offer: Offer, form: type[forms.Form]) -> dict[str, Any]:
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
