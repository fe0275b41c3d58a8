"""The pages of the log: who has looked at a record, and the review of unusual looking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.domain import LAWFULNESS
from openmappa.foundation.audit.services import consulted
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_page, form_state, in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.stale import late_save, requires_version, take_turns
from openmappa.oversight.log_review import presenters, queries, services
from openmappa.oversight.log_review.domain import Outcome, UnknownKind, unusual_named
from openmappa.oversight.log_review.forms import Reference, ReviewForm

Rest = ParamSpec("Rest")
View = Callable[Concatenate[ViewedRequest, Rest], HttpResponse]


def _for_readers(view: View[Rest]) -> View[Rest]:
    """Refuse who reads no log, and keep the page out of the browser's memory."""

    @wraps(view)
    def answered(request: ViewedRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        try:
            response = view(request, *arguments, **named)
        except queries.NotPermitted:
            raise PermissionDenied from None
        except UnknownKind:
            raise Http404 from None
        add_never_cache_headers(response)
        return response

    return answered  # type: ignore[return-value]


def _below(request: ViewedRequest) -> int:
    given = request.GET.get("before", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else queries.NEWEST


@require_safe
@case_page("log_review:who_looked")
def who_looked(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show on a case file who has looked at it, for those who may see that in its area."""
    if not request.viewer.may(Permission.SEE_WHO_LOOKED, area=case.area):
        raise PermissionDenied
    looks, older = queries.who_looked(
        viewer=request.viewer, subject_id=case.subject_id, below=_below(request)
    )
    context = {"case": case, "looks": presenters.looks(looks), "older": older}
    return render(request, "log_review/who_looked.jinja", context)


@require_safe
@_for_readers
def record(request: ViewedRequest, subject_id: UUID) -> HttpResponse:
    """Show a reader of the log who has looked at a record that is known by its reference only."""
    area = queries.area_of_log(viewer=request.viewer, subject_id=subject_id)
    looks, older = queries.who_looked(viewer=request.viewer, subject_id=subject_id, below=_below(request))
    consulted("log of a record read", by=request.viewer, subjects=[subject_id], area=area, why=LAWFULNESS)
    context = {"reference": subject_id, "looks": presenters.looks(looks), "older": older}
    return render(request, "log_review/record.jinja", context)


@require_safe
@_for_readers
def review_list(request: ViewedRequest) -> HttpResponse:
    """List unusual looking in the reader's areas."""
    return _review_list(request, Reference())


@require_POST
@_for_readers
def find(request: ViewedRequest) -> HttpResponse:
    """Lead to the log of a record whose reference is given."""
    form = Reference(request.POST)
    if form.is_valid():
        return redirect("log_review:record", subject_id=form.cleaned_data["reference"])
    return _review_list(request, form)


def _review_list(request: ViewedRequest, form: Reference) -> HttpResponse:
    found = queries.unusual_looking(viewer=request.viewer)
    consulted("unusual looking listed", by=request.viewer, why=LAWFULNESS, detail={"found": len(found)})
    page = presenters.review_page(found, queries.thresholds())
    errors = list(form.errors.get("reference", [])) if form.is_bound else []
    context = {"page": page, "typed": form["reference"].value() or "", "errors": errors}
    return render(request, "log_review/review_list.jinja", context)


@require_http_methods(["GET", "POST"])
@requires_version
@_for_readers
@keeps_draft
def found(request: ViewedRequest, kind: str, entry: int, *, offer: Offer) -> HttpResponse:
    """Show unusual looking, and take its review."""
    take_turns(request, f"unusual {kind} {entry}")
    seen = queries.found_at(viewer=request.viewer, kind=unusual_named(kind), first=entry)
    form = (
        ReviewForm(request.POST)
        if request.method == "POST"
        else ReviewForm(initial=in_use(offer, ReviewForm))
    )
    state, own = presenters.state_of(seen), seen.actor == request.viewer.user_id
    stale = late_save(request, state, typed=presenters.typed(form), is_over=own)
    if request.method == "POST" and not stale and form.is_valid():
        outcome = Outcome(form.cleaned_data["outcome"])
        try:
            services.review(by=request.viewer, found=seen, outcome=outcome, note=form.cleaned_data["note"])
        except services.UnableToReview as problem:
            form.add_error("note", str(problem))
        else:
            messages.success(request, _("The review is recorded."))
            return redirect("log_review:review_list")
    entries = queries.entries_of(viewer=request.viewer, found=seen)
    shown = [subject for each in entries for subject in each.subjects]
    detail = {"kind": kind, "entry": entry}
    consulted("unusual looking read", by=request.viewer, subjects=shown, why=LAWFULNESS, detail=detail)
    context = {
        "page": presenters.found_page(seen, entries, own=own),
        "outcomes": presenters.outcome_items(form["outcome"].value() or ""),
        "note": form["note"].value() or "",
        "by_field": {name: {"text": words[0]} for name, words in form.errors.items()},
        **form_page(form, form_state(offer, state, stale)),
    }
    return render(request, "log_review/found.jinja", context)
