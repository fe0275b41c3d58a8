"""The pages of standing and level."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.casework.standing import presenters, queries, services
from openmappa.casework.standing.domain import LEVEL_NAMES, token_of
from openmappa.casework.standing.forms import ChangeLevel
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import add_refusal, date_items, error_of, errors_of
from openmappa.foundation.ui.stale import requires_version

PAGE = "standing:standing_detail"


@require_safe
@case_page(PAGE)
def standing_detail(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show every standing with its grounds and levels."""
    found = queries.standings_of(viewer=request.viewer, subject_id=case.subject_id)
    may_change = services.may_change_level(viewer=request.viewer, subject_id=case.subject_id)
    context = {"case": case, "standings": presenters.standings(found), "may_change": may_change}
    return render(request, "standing/standing_detail.jinja", context)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def level_change(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Change the level, or show why it cannot be so."""
    if not services.may_change_level(viewer=request.viewer, subject_id=case.subject_id):
        raise PermissionDenied
    if request.method != "POST":
        latest = queries.latest_level(viewer=request.viewer, subject_id=case.subject_id)
        seen = {"start_date": request.viewer.as_at, "expected": token_of(latest)}
        return _page(request, case, offer, ChangeLevel(initial=seen | in_use(offer, ChangeLevel)))
    form = ChangeLevel(request.POST)
    if form.is_valid():
        try:
            services.change_level(
                by=request.viewer, subject_id=case.subject_id, as_at=request.viewer.as_at, **form.cleaned_data
            )
        except services.UnableToChangeLevel as problem:
            add_refusal(form, problem)
        except services.LevelHasChanged:
            return _page(request, case, offer, form, stale=True)
        else:
            level = form.cleaned_data["level"]
            messages.success(request, _("The level is now Level %(level)s") % {"level": level})
            return redirect(PAGE, subject_id=case.subject_id)
    return _page(request, case, offer, form)


def _page(
    request: ViewedRequest, case: Case, offer: Offer, form: ChangeLevel, *, stale: bool = False
) -> HttpResponse:
    viewer, subject_id = request.viewer, case.subject_id
    latest = queries.latest_level(viewer=viewer, subject_id=subject_id)
    expected = str(form["expected"].value() or "")
    context: dict[str, object] = {
        "case": case,
        "form": form,
        "offer": offer,
        "error": bool(form.errors) or stale,
        "errors": errors_of(form),
        "level_error": error_of(form, "level"),
        "date_error": error_of(form, "start_date"),
        "reason_error": error_of(form, "reason"),
        "date_items": date_items(form, "start_date"),
        "levels": LEVEL_NAMES,
        "present": presenters.level_row(latest),
        "expected": expected,
    }
    if stale:
        former = queries.level_as_it_was(viewer=viewer, subject_id=subject_id, token=expected)
        context |= {
            "stale": presenters.late(
                former,
                latest,
                level=form.cleaned_data["level"],
                start_date=form.cleaned_data["start_date"],
                reason=form.cleaned_data["reason"],
            ),
            # Saving again is then a decision taken with the present state in view.
            "expected": token_of(latest),
        }
    return render(request, "standing/level_change.jinja", context)
