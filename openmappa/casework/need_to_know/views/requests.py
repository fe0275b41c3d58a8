"""The pages of asking for access, and of answering."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.casework.need_to_know import presenters, queries, services
from openmappa.casework.need_to_know.forms import AnswerRequest, Ask
from openmappa.foundation.access.domain import SPECIAL_SECTIONS, Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.queries import (
    may_give,
    own_requests,
    request_to_answer,
    requests_to_answer,
    subject_for,
    team_to_ask,
)
from openmappa.foundation.access.services.sight import MayNotGive, UnableToGive
from openmappa.foundation.ui.case import PARTS
from openmappa.foundation.ui.fields import add_refusal, date_items, errors_of

REMEMBERED = timedelta(days=366)


@never_cache
@require_http_methods(["GET", "POST"])
def access_ask(request: ViewedRequest, subject_id: UUID) -> HttpResponse:
    """Ask for access to a record of which only the existence is known."""
    viewer = request.viewer
    seen = subject_for(viewer=viewer, subject_id=subject_id, parts=PARTS)
    if any(seen.open.values()):
        return redirect("people:person_detail", subject_id=subject_id)
    form = Ask(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_for_access(by=viewer, subject_id=subject_id, **form.cleaned_data)
        except UnableToGive as problem:
            add_refusal(form, problem)
        else:
            messages.success(
                request, _("You have asked for access. You will see the answer on your home page.")
            )
            return redirect("front:home")
    services.write_down_presence(by=viewer, subject_id=subject_id)
    before = own_requests(viewer=viewer, since=viewer.now - REMEMBERED)
    context = {
        "subject_id": subject_id,
        "area_name": seen.area_name,
        "team": team_to_ask(viewer=viewer, subject_id=subject_id),
        "before": presenters.asked_before(before, subject_id),
        "form": form,
        "errors": errors_of(form),
        "error": bool(form.errors),
        "date_items": date_items(form, "wanted_until"),
    }
    return render(request, "need_to_know/access_ask.jinja", context)


@never_cache
@require_safe
def request_list(request: ViewedRequest) -> HttpResponse:
    """List the requests that wait for the viewer's answer."""
    if not request.viewer.areas_where(Permission.GIVE_SIGHT):
        raise PermissionDenied
    found = requests_to_answer(viewer=request.viewer)
    services.write_down_requests_shown(by=request.viewer, subjects=[each.subject_id for each in found])
    rows = presenters.request_rows(found, request.viewer)
    return render(request, "need_to_know/request_list.jinja", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
def request_answer(request: ViewedRequest, request_id: UUID) -> HttpResponse:
    """Answer a request: give access, or refuse it with the reason."""
    viewer = request.viewer
    asked = request_to_answer(viewer=viewer, request_id=request_id)
    offered = sorted(SPECIAL_SECTIONS & may_give(viewer=viewer, subject_id=asked.subject_id))
    form = AnswerRequest(
        request.POST if request.method == "POST" else None,
        sections=offered,
        initial={"until_date": asked.wanted_until},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_request(by=viewer, asked=asked, **form.cleaned_data)
        except UnableToGive as problem:
            add_refusal(form, problem)
        except MayNotGive:
            raise PermissionDenied from None
        else:
            messages.success(request, _("Your answer is saved. Who asked is told on their home page."))
            return redirect("need_to_know:request_list")
    services.write_down_requests_shown(by=viewer, subjects=[asked.subject_id])
    context = {
        "facts_of_request": presenters.request_facts(
            asked, viewer, queries.roles_of(viewer=viewer, user_id=asked.user_id)
        ),
        "subject_id": asked.subject_id,
        "form": form,
        "errors": errors_of(form),
        "error": bool(form.errors),
        "date_items": date_items(form, "until_date"),
    }
    return render(request, "need_to_know/request_answer.jinja", context)
