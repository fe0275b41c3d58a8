"""The pages of asking for access, and of answering."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
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
from openmappa.casework.need_to_know.presenters import states
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
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_page, form_state, in_use, keeps_draft
from openmappa.foundation.ui.case import PARTS
from openmappa.foundation.ui.fields import add_refusal, date_items
from openmappa.foundation.ui.stale import late_save, requires_version, take_turns

REMEMBERED = timedelta(days=366)


@never_cache
@require_http_methods(["GET", "POST"])
@keeps_draft
def access_ask(request: ViewedRequest, subject_id: UUID, *, offer: Offer) -> HttpResponse:
    """Ask for access to a record of which only the existence is known."""
    viewer = request.viewer
    seen = subject_for(viewer=viewer, subject_id=subject_id, parts=PARTS)
    if any(seen.open.values()):
        return redirect("people:person_detail", subject_id=subject_id)
    form = Ask(request.POST) if request.method == "POST" else Ask(initial=in_use(offer, Ask))
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
        "date_items": date_items(form, "wanted_until"),
        **form_page(form, form_state(offer)),
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
@requires_version
@keeps_draft
def request_answer(request: ViewedRequest, request_id: UUID, *, offer: Offer) -> HttpResponse:
    """Answer a request: give access, or refuse it with the reason."""
    viewer = request.viewer
    take_turns(request, f"request {request_id}")
    asked = request_to_answer(viewer=viewer, request_id=request_id)
    roles = queries.roles_of(viewer=viewer, user_id=asked.user_id)
    state, is_over = states.of_request(asked, roles), asked.answered_at is not None
    the_form = partial(
        AnswerRequest,
        sections=sorted(SPECIAL_SECTIONS & may_give(viewer=viewer, subject_id=asked.subject_id)),
    )
    first = {"until_date": asked.wanted_until}
    form = (
        the_form(request.POST)
        if request.method == "POST"
        else the_form(initial=first | in_use(offer, the_form))
    )
    stale = late_save(request, state, typed=states.answered(form), is_over=is_over)
    if request.method == "POST" and not (stale or is_over) and form.is_valid():
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
        "facts_of_request": presenters.request_facts(asked, viewer, roles),
        "answered": state.parts[1:] if is_over else (),
        "subject_id": asked.subject_id,
        "date_items": date_items(form, "until_date"),
        **form_page(form, form_state(offer, state, stale)),
    }
    return render(request, "need_to_know/request_answer.jinja", context)
