"""The forms of the status of a potentially dangerous person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import DateParts, add_refusal, date_items, error_of, errors_of
from openmappa.foundation.ui.stale import StaleSave, Versioned, requires_version


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
            typed = _("Potentially dangerous person")
            stale = decisions.late(late.now, form.cleaned_data["expected"], typed=typed)
        else:
            messages.success(request, _("The status is recorded"))
            return redirect(PAGE, subject_id=case.subject_id)
    more = {
        "may_start": words.may_start(matter),
        "recorded": decisions.standing(matter.present),
        "considered": decisions.considered(matter),
    }
    return _page(request, case, offer, form, matter.token, stale, "eligibility/dangerous_start.jinja", more)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def review(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record a review of the status: it continues, or ends."""
    viewer = _permitted(request, case)
    status = dangerous.present_status(viewer=viewer, subject_id=case.subject_id)
    if status is None and request.method != "POST":
        return redirect(PAGE, subject_id=case.subject_id)
    initial = {"review_date": viewer.as_at, "next_review_date": dangerous.latest_review(viewer.as_at)}
    form = ReviewStatus(request.POST or None, initial=initial | in_use(offer, ReviewStatus))
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            dangerous.review_status(by=viewer, subject_id=case.subject_id, **form.cleaned_data)
        except UnableToDecide as problem:
            add_refusal(form, problem)
        except MatterHasChanged:
            stale = words.late(status, outcome=form.cleaned_data["outcome"])
        else:
            messages.success(request, _("The review is recorded"))
            return redirect(PAGE, subject_id=case.subject_id)
    more = {
        "status": words.status(status, as_at=viewer.as_at) if status else None,
        "outcomes": choices.of_review(form["outcome"].value()),
    }
    token = status.token if status else "none"
    return _page(request, case, offer, form, token, stale, "eligibility/dangerous_review.jinja", more)


def _permitted(request: ViewedRequest, case: Case) -> Any:
    if not may_here(request.viewer, case, Permission.RECORD_DANGEROUS):
        raise PermissionDenied
    return request.viewer


def _page(
    request: ViewedRequest,
    case: Case,
    offer: Offer,
    form: Versioned,
    token: str,
    stale: StaleSave | None,
    template: str,
    more: dict[str, Any],
) -> HttpResponse:
    names = [name for name in form.fields if name != "expected"]
    context = {
        "case": case,
        "form": form,
        "offer": offer,
        "error": bool(form.errors) or stale is not None,
        "errors": errors_of(form),
        "error_of": {name: error_of(form, name) for name in names},
        "dates": {name: date_items(form, name) for name in names if isinstance(form.fields[name], DateParts)},
        "expected": token if request.method != "POST" or stale else form["expected"].value() or "",
        "ranks": choices.of_ranks(form["rank"].value()),
        "least_rank": choices.least_rank(),
        "review_months": dangerous.status_settings().review_months,
        **({"stale": stale} if stale else {}),
        **more,
    }
    return render(request, template, context)
