"""The pages of opening a record in an emergency, of who is told, and of the review."""

from __future__ import annotations

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
from openmappa.foundation.access.domain import SPECIAL_SECTIONS, Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.queries import NotVisible, emergency_access, emergency_accesses, may_give
from openmappa.foundation.access.services.sight import UnableToGive
from openmappa.foundation.ui.fields import add_refusal, errors_of

DETAIL = "need_to_know:emergency_detail"


@never_cache
@require_http_methods(["GET", "POST"])
def emergency_open(request: ViewedRequest, reference: UUID | None = None) -> HttpResponse:
    """Open a record by its reference. The form asks nothing of the record, so it gives nothing away."""
    viewer = request.viewer
    if not viewer.areas_where(Permission.OPEN_IN_EMERGENCY):
        raise PermissionDenied
    offered = sorted(SPECIAL_SECTIONS)
    data = request.POST if request.method == "POST" else None
    form = Emergency(data, sections=offered, initial={"reference": reference or ""})
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
    context = {"form": form, "errors": errors_of(form), "error": bool(form.errors)}
    return render(request, "need_to_know/emergency_open.jinja", context)


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
def emergency_detail(request: ViewedRequest, access_id: UUID) -> HttpResponse:
    """Show one, with the button that ends it while it is open, and the review once it is closed."""
    viewer = request.viewer
    found = emergency_access(viewer=viewer, access_id=access_id)
    is_open = found.until_at > viewer.now
    own = found.user_id == viewer.user_id
    may_review = not own and not is_open and found.outcome is None
    may_review = may_review and viewer.may(Permission.REVIEW_EMERGENCY, area=found.area_id)
    form = Review(request.POST if may_review and request.method == "POST" else None)
    if request.method == "POST":
        if "end" in request.POST:
            services.end_emergency(by=viewer, access_id=access_id)
            messages.success(request, _("The record is closed again"))
            return redirect(DETAIL, access_id=access_id)
        if not may_review:
            raise PermissionDenied
        if form.is_valid():
            services.review_emergency(by=viewer, access_id=access_id, **form.cleaned_data)
            messages.success(request, _("The review is saved"))
            return redirect("need_to_know:emergency_list")
    services.write_down_emergencies_shown(by=viewer, subjects=[found.subject_id])
    may_end = is_open and (own or None in may_give(viewer=viewer, subject_id=found.subject_id))
    context = {
        "facts_of_access": presenters.emergency_facts(found, viewer),
        "may_end": may_end,
        "may_review": may_review,
        "outcomes": presenters.OUTCOMES,
        "form": form,
        "errors": errors_of(form),
        "error": bool(form.errors),
        "waits": found.outcome is None,
    }
    return render(request, "need_to_know/emergency_detail.jinja", context)
