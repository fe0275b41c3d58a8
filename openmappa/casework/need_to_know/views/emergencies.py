"""The pages of opening a record in an emergency, of who is told, and of the review."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.casework.need_to_know import presenters, services
from openmappa.casework.need_to_know.forms import Emergency, Review
from openmappa.casework.need_to_know.presenters import states
from openmappa.foundation.access.domain import SPECIAL_SECTIONS, Permission, Viewer
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.queries import NotVisible, emergency_access, emergency_accesses, may_give
from openmappa.foundation.access.services.sight import UnableToGive
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_page, form_state, in_use, keeps_draft
from openmappa.foundation.ui.fields import add_refusal
from openmappa.foundation.ui.stale import late_save, requires_version, take_turns

DETAIL = "need_to_know:emergency_detail"


@never_cache
@require_http_methods(["GET", "POST"])
@keeps_draft
def emergency_open(request: ViewedRequest, reference: UUID | None = None, *, offer: Offer) -> HttpResponse:
    """Open a record by its reference. The form asks nothing of the record, so it gives nothing away."""
    viewer = request.viewer
    if not viewer.areas_where(Permission.OPEN_IN_EMERGENCY):
        raise PermissionDenied
    the_form = partial(Emergency, sections=sorted(SPECIAL_SECTIONS))
    first = {"reference": reference or ""}
    form = (
        the_form(request.POST)
        if request.method == "POST"
        else the_form(initial=first | in_use(offer, the_form))
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_in_emergency(
                by=viewer,
                subject_id=form.cleaned_data["reference"],
                reason=form.cleaned_data["reason"],
                sections=form.cleaned_data["sections"],
            )
        except NotVisible:
            form.add_error(
                "reference", _("You cannot open a record with this reference. Check each character.")
            )
        except UnableToGive as problem:
            add_refusal(form, problem)
        else:
            return redirect("people:person_detail", subject_id=opened.subject_id)
    return render(request, "need_to_know/emergency_open.jinja", form_page(form, form_state(offer)))


@never_cache
@require_safe
def emergency_list(request: ViewedRequest) -> HttpResponse:
    """List the emergency accesses that the viewer is told of."""
    viewer = request.viewer
    if not (viewer.works_on_cases or viewer.areas_where(Permission.REVIEW_EMERGENCY)):
        raise PermissionDenied
    found = emergency_accesses(viewer=viewer, since=viewer.now - presenters.TOLD_FOR)
    services.write_down_emergencies_shown(by=viewer, subjects=[each.subject_id for each in found])
    return render(
        request, "need_to_know/emergency_list.jinja", {"rows": presenters.emergency_rows(found, viewer)}
    )


@never_cache
@require_http_methods(["GET", "POST"])
@requires_version
@keeps_draft
def emergency_detail(request: ViewedRequest, access_id: UUID, *, offer: Offer) -> HttpResponse:
    """Show one, with the button that ends it while it is open, and the review once it is closed."""
    viewer, ends = request.viewer, "end" in request.POST
    take_turns(request, f"emergency {access_id}")
    found = emergency_access(viewer=viewer, access_id=access_id)
    state = states.of_emergency(found, viewer)
    may_end, may_review = _may_end(found, viewer), _may_review(found, viewer)
    form = (
        Review(request.POST)
        if request.method == "POST" and not ends
        else Review(initial=in_use(offer, Review))
    )
    is_over = not (may_end if ends else may_review)
    stale = late_save(request, state, typed=states.reviewed(form, ends=ends), is_over=is_over)
    if request.method == "POST" and not stale:
        if is_over:
            raise PermissionDenied
        if ends:
            services.end_emergency(by=viewer, access_id=access_id)
            messages.success(request, _("The record is closed again"))
            return redirect(DETAIL, access_id=access_id)
        if form.is_valid():
            services.review_emergency(by=viewer, access_id=access_id, **form.cleaned_data)
            messages.success(request, _("The review is saved"))
            return redirect("need_to_know:emergency_list")
    services.write_down_emergencies_shown(by=viewer, subjects=[found.subject_id])
    context = {
        "facts_of_access": presenters.emergency_facts(found, viewer),
        "may_end": may_end,
        "may_review": may_review,
        "waits": found.outcome is None,
        **form_page(form, form_state(offer, state, stale)),
    }
    return render(request, "need_to_know/emergency_detail.jinja", context)


def _may_end(found: Any, viewer: Viewer) -> bool:
    own = found.user_id == viewer.user_id
    is_open = found.until_at > viewer.now
    return is_open and (own or None in may_give(viewer=viewer, subject_id=found.subject_id))


def _may_review(found: Any, viewer: Viewer) -> bool:
    waits = found.user_id != viewer.user_id and found.until_at <= viewer.now and found.outcome is None
    return waits and viewer.may(Permission.REVIEW_EMERGENCY, area=found.area_id)
