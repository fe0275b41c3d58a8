"""Keep a draft while it is typed, and throw one away."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import TOKEN, Holder, worth_keeping
from openmappa.foundation.drafts.forms import USE
from openmappa.foundation.drafts.services import NoHolder, forget_draft, holder_of, keep_draft


@require_POST
def save(request: ViewedRequest) -> HttpResponse:
    """Keep what is typed so far; answer with the words to show."""
    holder = _holder(request)
    typed = worth_keeping((name, request.POST.getlist(name)) for name in request.POST)
    if not typed:
        return JsonResponse({"said": _("This is too long to be kept as a draft. Save the form.")})
    now = timezone.now()
    keep_draft(transaction.get_connection(), holder=holder, typed=typed, now=now)
    return JsonResponse(
        {"said": _("Draft kept at %(time)s") % {"time": time_format(timezone.localtime(now), "H:i")}}
    )


@require_POST
def discard(request: ViewedRequest) -> HttpResponse:
    """Throw the draft away and lead back to its form."""
    holder = _holder(request)
    forget_draft(by=request.viewer, place=holder.place)
    return redirect(holder.place)


def form_not_sent(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose own token is old: its user signed in anew since. What was typed becomes a draft.

    The draft's token shows that the form was ours and whose, which the form's old token no longer does.
    """
    viewer = getattr(request, "viewer", None)
    try:
        holder = holder_of(request.POST.get(TOKEN, ""), viewer=viewer)
    except NoHolder:
        return render(request, "errors/expired.jinja", status=403)
    typed = worth_keeping((name, request.POST.getlist(name)) for name in request.POST)
    if viewer is None or not typed:
        return render(request, "errors/expired.jinja", status=403)
    keep_draft(transaction.get_connection(), holder=holder, typed=typed, now=timezone.now())
    return redirect(f"{holder.place}?draft={USE}")


def _holder(request: ViewedRequest) -> Holder:
    try:
        return holder_of(request.POST.get(TOKEN, ""), viewer=request.viewer)
    except NoHolder:
        raise BadRequest("the form's token is missing, too old, or somebody else's") from None
