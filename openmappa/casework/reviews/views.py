"""The pages of reviews of indefinite notification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.casework.legal_position.queries import ASKED
from openmappa.casework.reviews import presenters, queries
from openmappa.casework.reviews.domain.application import ApplicationSeen, latest_of, token_of
from openmappa.casework.reviews.domain.stages import APPEAL, open_steps
from openmappa.casework.reviews.facts import stages
from openmappa.casework.reviews.forms import FACTOR, FORMS, StepForm
from openmappa.casework.reviews.services import assessing, changing, determining, receiving
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.services import consulted
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import add_refusal, errors_of
from openmappa.foundation.ui.stale import VERSION, requires_version
from openmappa.record.people.queries import names_of

PAGE = "reviews:review_detail"
SERVICES: dict[str, Callable[..., object]] = {
    "receive": receiving.receive_application,
    "validity": receiving.decide_validity,
    "acknowledge": receiving.acknowledge,
    "bodies": assessing.ask_bodies,
    "answer": assessing.record_answer,
    "assess": assessing.record_assessment,
    "determine": determining.determine,
    "notice": determining.record_notice,
    "appeal": determining.record_appeal,
    "outcome": determining.record_appeal_outcome,
    "withdraw": receiving.withdraw,
}


@never_cache
@require_safe
def review_list(request: ViewedRequest) -> HttpResponse:
    """List the reviews that wait for a step, by area, overdue ones first; write down whom it showed."""
    viewer = request.viewer
    works = viewer.areas_where(Permission.RECORD_REVIEW) or viewer.areas_where(Permission.DETERMINE_REVIEW)
    if not works:
        raise PermissionDenied
    found = queries.open_reviews(viewer=viewer)
    subjects = [each.application.subject_id for each in found]
    consulted("reviews of notification shown", by=viewer, subjects=subjects)
    names = names_of(viewer=viewer, subjects=subjects)
    areas = presenters.worklist(found, names, as_at=viewer.as_at)
    return render(request, "reviews/review_list.jinja", {"areas": areas})


@require_safe
@case_page(PAGE)
def review_detail(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show whether the person may apply, each application with its stages, and the steps that can be taken."""
    viewer, subject_id = request.viewer, case.subject_id
    context: dict[str, object] = {"case": case}
    if _opens(case):
        found = queries.applications_of(viewer=viewer, subject_id=subject_id)
        said = queries.may_apply_on(
            viewer=viewer, subject_id=subject_id, day=viewer.as_at, applications=found
        )
        steps = open_steps(latest_of(found))
        mine = [each for each in steps if _may(viewer, case, each)]
        context |= {
            "may_apply": presenters.may_apply(said),
            "applications": [
                presenters.application(each, stages(each), as_at=viewer.as_at) for each in found
            ],
            "awaited": presenters.awaited(steps, mine),
            "steps": presenters.step_links(mine, subject_id),
        }
    return render(request, "reviews/review_detail.jinja", context)


@require_safe
@case_page(PAGE)
def notice(request: ViewedRequest, case: Case, application: int) -> HttpResponse:
    """Show the letter to the person about a determination, or about an application that is invalid."""
    if not _opens(case):
        raise PermissionDenied
    viewer, subject_id = request.viewer, case.subject_id
    found = queries.applications_of(viewer=viewer, subject_id=subject_id)
    seen = next((each for each in found if each.id == application and each.has_letter), None)
    if seen is None:
        raise Http404
    name = names_of(viewer=viewer, subjects=[subject_id]).get(subject_id) or ""
    appeal = next((each for each in stages(seen) if each.key == APPEAL), None)
    said = queries.may_apply_on(viewer=viewer, subject_id=subject_id, day=viewer.as_at, applications=found)
    letter = presenters.notice(seen, name=name, further=said.earliest_date, appeal=appeal, as_at=viewer.as_at)
    return render(request, "reviews/notice.jinja", {"case": case, "letter": letter})


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def step_take(request: ViewedRequest, case: Case, step: str, *, offer: Offer) -> HttpResponse:
    """Take a step of the review, or show why it cannot be taken so."""
    if step not in FORMS:
        raise Http404
    viewer, subject_id = request.viewer, case.subject_id
    if not _may(viewer, case, step):
        raise PermissionDenied
    latest = queries.latest_application(viewer=viewer, subject_id=subject_id)
    bodies = _bodies(viewer, case, step, latest)
    if request.method != "POST":
        if step not in open_steps(latest):
            return redirect(PAGE, subject_id=subject_id)
        initial = _initial(latest, step, viewer.as_at) | in_use(offer, FORMS[step])
        return _page(request, case, offer, step, latest, FORMS[step](bodies=bodies, initial=initial))
    form = FORMS[step](request.POST, bodies=bodies)
    if form.is_valid():
        try:
            SERVICES[step](by=viewer, subject_id=subject_id, **form.values())
        except changing.UnableToRecord as problem:
            add_refusal(form, problem)
        except changing.ReviewHasChanged as problem:
            latest = problem.now
        else:
            messages.success(request, _(presenters.STEPS_DONE[step]))
            return redirect(PAGE, subject_id=subject_id)
    # What can be chosen hangs on the review: what was wrong with the form may be that the review has changed.
    stale = form[VERSION].value() != token_of(latest)
    return _page(request, case, offer, step, latest, form, stale=stale)


def _page(
    request: ViewedRequest,
    case: Case,
    offer: Offer,
    step: str,
    latest: ApplicationSeen | None,
    form: StepForm,
    *,
    stale: bool = False,
) -> HttpResponse:
    viewer, subject_id = request.viewer, case.subject_id
    expected = str(form["expected"].value() or "")
    context: dict[str, object] = {
        "case": case,
        "step": step,
        "title": _(presenters.STEP_NAMES[step]),
        "offer": offer,
        "stale": None,
        "error": bool(form.errors) or stale,
        "errors": errors_of(form),
        "controls": presenters.controls(form),
        "expected": expected,
        "button": "Determine" if step == "determine" else "Save",
    }
    if step == "determine" and latest:
        context["assessment"] = presenters.application(latest, (), as_at=viewer.as_at)
        context["own"] = latest.assessed_by_id == viewer.user_id
    if step == "receive":
        said = queries.may_apply_on(viewer=viewer, subject_id=subject_id, day=viewer.as_at)
        context["may_apply"] = presenters.may_apply(said)
    if stale:
        former = queries.application_as_it_was(viewer=viewer, subject_id=subject_id, token=expected)
        # Saving again is then a decision taken with the present state in view.
        context |= {
            "stale": presenters.late(former, latest, form=form, is_over=step not in open_steps(latest)),
            "expected": token_of(latest),
        }
    return render(request, "reviews/step_take.jinja", context)


def _opens(case: Case) -> bool:
    # What the law asks about must be open in full: an answer from a part of the record may be wrong.
    return all(case.seen[part] for part in ("breaches", *ASKED))


def _may(viewer: Viewer, case: Case, step: str) -> bool:
    return _opens(case) and viewer.may(changing.permission_of(step), area=case.area)


def _bodies(viewer: Viewer, case: Case, step: str, latest: ApplicationSeen | None) -> list[tuple[str, str]]:
    if step == "bodies":
        return queries.agencies_to_ask(viewer=viewer, area=case.area)
    return [(str(each.id), each.name) for each in latest.unanswered] if latest and step == "answer" else []


def _initial(latest: ApplicationSeen | None, step: str, today: date) -> dict[str, Any]:
    initial: dict[str, Any] = {"expected": token_of(latest)}
    initial |= {name: today for name in FORMS[step]().fields if name.endswith("_date")}
    if step == "assess" and latest:
        initial |= {f"{FACTOR}{code}": text for code, text in (latest.findings or {}).items()}
        initial["assessed_date"] = latest.assessed_date or today
    return initial
