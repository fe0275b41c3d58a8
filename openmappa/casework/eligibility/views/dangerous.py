"""The forms of the status of a potentially dangerous person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openmappa.casework.eligibility import queries
from openmappa.casework.eligibility.forms import ReviewStatus, StartStatus
from openmappa.casework.eligibility.presenters import choices, decisions
from openmappa.casework.eligibility.presenters import dangerous as words
from openmappa.casework.eligibility.services import dangerous
from openmappa.casework.eligibility.services.problems import MatterHasChanged, UnableToDecide
from openmappa.casework.eligibility.views.reading import PAGE, may_here
from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_page, form_state, in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import DateParts, add_refusal, date_items, entered_in, error_of
from openmappa.foundation.ui.stale import VERSION, late_save, requires_version, take_turns


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def start(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record that somebody who is not eligible is a potentially dangerous person."""
    viewer = _permitted(request, case)
    matter = queries.matter_of(viewer=viewer, subject_id=case.subject_id)
    initial = {"start_date": viewer.as_at, "review_date": dangerous.latest_review(viewer.as_at)}
    form = StartStatus(request.POST or None, initial=initial | in_use(offer, StartStatus))
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            dangerous.start_status(by=viewer, subject_id=case.subject_id, **form.cleaned_data)
        except UnableToDecide as problem:
            add_refusal(form, problem)
        except MatterHasChanged as late:
            stale = decisions.late(
                late.now,
                form.cleaned_data["expected"],
                typed=_("Potentially dangerous person"),
                also=entered_in(form, [name for name in form.fields if name != VERSION]),
                is_over=not words.may_start(late.now),
            )
        else:
            messages.success(request, _("The status is recorded"))
            return redirect(PAGE, subject_id=case.subject_id)
    more = {
        "may_start": words.may_start(matter),
        "recorded": decisions.standing(matter.present),
        "considered": decisions.considered(matter),
    }
    # Saving again after a save that came too late is a decision taken with the present state in view.
    expected = matter.token if stale else form[VERSION].value() or matter.token
    around = {"offer": offer, "stale": stale, "expected": expected}
    return _page(request, case, form, around, "eligibility/dangerous_start.jinja", more)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def review(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record a review of the status: it continues, or ends."""
    viewer = _permitted(request, case)
    take_turns(request, f"status {case.subject_id}")
    status = dangerous.present_status(viewer=viewer, subject_id=case.subject_id)
    ended = status is None or status.last_date is not None
    if ended and request.method != "POST":
        return redirect(PAGE, subject_id=case.subject_id)
    state = words.of_review(case.subject_id, status, as_at=viewer.as_at)
    initial = {"review_date": viewer.as_at, "next_review_date": dangerous.latest_review(viewer.as_at)}
    form = ReviewStatus(request.POST or None, initial=initial | in_use(offer, ReviewStatus))
    stale = late_save(request, state, typed=entered_in(form, form.fields), is_over=ended)
    if request.method == "POST" and status and not ended and not stale and form.is_valid():
        try:
            dangerous.review_status(
                by=viewer, subject_id=case.subject_id, expected=status.token, **form.cleaned_data
            )
        except UnableToDecide as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("The review is recorded"))
            return redirect(PAGE, subject_id=case.subject_id)
    more = {
        "status": words.status(status, as_at=viewer.as_at) if status else None,
        "outcomes": choices.of_review(form["outcome"].value()),
    }
    around = form_state(offer, state, stale)
    return _page(request, case, form, around, "eligibility/dangerous_review.jinja", more)


def _permitted(request: ViewedRequest, case: Case) -> Any:
    if not may_here(request.viewer, case, Permission.RECORD_DANGEROUS):
        raise PermissionDenied
    return request.viewer


def _page(
    request: ViewedRequest,
    case: Case,
    form: Form,
    around: dict[str, Any],
    template: str,
    more: dict[str, Any],
) -> HttpResponse:
    names = [name for name in form.fields if name != VERSION]
    context = {
        "case": case,
        "error_of": {name: error_of(form, name) for name in names},
        "dates": {name: date_items(form, name) for name in names if isinstance(form.fields[name], DateParts)},
        "ranks": choices.of_ranks(form["rank"].value()),
        "least_rank": choices.least_rank(),
        "review_months": dangerous.status_settings().review_months,
        **form_page(form, around),
        **more,
    }
    return render(request, template, context)
