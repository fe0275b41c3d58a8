"""The pages of who may see a record: the list, giving and ending sight, restricting the record."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.casework.need_to_know import presenters, queries, services
from openmappa.casework.need_to_know.forms import End, Give, Restrict
from openmappa.casework.need_to_know.presenters import states
from openmappa.foundation.access.domain import SPECIAL_SECTIONS
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.queries import may_give, restriction_of, sight_of, subject_for
from openmappa.foundation.access.services.sight import Holder, MayNotGive, UnableToGive
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_page, form_state, in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import add_refusal, date_items
from openmappa.foundation.ui.stale import State, late_save, requires_version, take_turns

PAGE = "need_to_know:sight_list"


@require_safe
@case_page(PAGE)
def sight_list(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show who was let see the record, why and until when."""
    viewer, key = request.viewer, case.subject_id
    holding, ended = presenters.sight_rows(sight_of(viewer=viewer, subject_id=key), viewer)
    context = {
        "case": case,
        "holding": holding,
        "ended": ended,
        "restricted": subject_for(viewer=viewer, subject_id=key).restricted,
        "restriction": presenters.restriction_facts(restriction_of(viewer=viewer, subject_id=key)),
        "may_give": None in may_give(viewer=viewer, subject_id=key),
        "may_end": bool(services.running_sight(by=viewer, subject_id=key)),
    }
    return render(request, "need_to_know/sight_list.jinja", context)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def sight_give(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Give sight to a user, a team or an agency, or exclude one."""
    viewer, key = request.viewer, case.subject_id
    giving = may_give(viewer=viewer, subject_id=key)
    if None not in giving:
        raise PermissionDenied
    state = _sight_state(request, case)
    the_form = partial(
        Give,
        teams=queries.teams_of(viewer=viewer, area=case.area),
        agencies=queries.agencies_of(viewer=viewer, area=case.area),
        sections=sorted(SPECIAL_SECTIONS & giving),
    )
    form = the_form(request.POST) if request.method == "POST" else the_form(initial=in_use(offer, the_form))
    stale = late_save(request, state, typed=states.given(form))
    if request.method == "POST" and not stale and form.is_valid():
        given = form.cleaned_data
        try:
            services.give_sight(
                by=viewer, subject_id=key, holder=_holder(request, form),
                **{name: given[name] for name in ("level", "sections", "until_date", "reason")},
            )  # fmt: skip
        except UnableToGive as problem:
            add_refusal(form, problem)
        except MayNotGive:
            raise PermissionDenied from None
        else:
            messages.success(request, _("Who may see the record is changed"))
            # Who excludes themselves sees nothing more of it.
            seen = may_give(viewer=viewer, subject_id=key)
            return redirect(PAGE, subject_id=key) if seen else redirect("front:home")
    context = {"case": case, "date_items": date_items(form, "until_date")}
    context |= form_page(form, form_state(offer, state, stale))
    return render(request, "need_to_know/sight_give.jinja", context)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def sight_end(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """End sight that was given by name."""
    viewer, key = request.viewer, case.subject_id
    if None not in may_give(viewer=viewer, subject_id=key):
        raise PermissionDenied
    state = _sight_state(request, case)
    running = {each.pk: each for each in services.running_sight(by=viewer, subject_id=key)}
    the_form = partial(End, running=presenters.endings(running.values()))
    form = the_form(request.POST) if request.method == "POST" else the_form(initial=in_use(offer, the_form))
    before = presenters.endings(sight_of(viewer=viewer, subject_id=key))
    stale = late_save(request, state, typed=states.ended(form, before, request.POST.get("sight", "")))
    if request.method == "POST" and not stale and form.is_valid():
        try:
            services.end_sight(
                by=viewer, given=running[form.cleaned_data["sight"]], reason=form.cleaned_data["reason"]
            )
        except UnableToGive as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("The access is ended"))
            return redirect(PAGE, subject_id=key)
    context = {"case": case} | form_page(form, form_state(offer, state, stale))
    return render(request, "need_to_know/sight_end.jinja", context)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def restriction_change(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Restrict the record to those who were given sight by name, or lift the restriction."""
    viewer, key = request.viewer, case.subject_id
    if None not in may_give(viewer=viewer, subject_id=key):
        raise PermissionDenied
    take_turns(request, f"restriction {key}")
    restricted = subject_for(viewer=viewer, subject_id=key).restricted
    found = restriction_of(viewer=viewer, subject_id=key)
    state = states.of_restriction(key, restricted=restricted, found=found)
    form = Restrict(request.POST) if request.method == "POST" else Restrict(initial=in_use(offer, Restrict))
    # Where the button would now do the opposite of what its sender read on it, nothing is left to save.
    opposite = request.POST.get("restricted", "") != _word(restricted)
    typed = states.restriction_typed(form, request.POST.get("restricted", ""))
    stale = late_save(request, state, typed=typed, is_over=opposite)
    if request.method == "POST" and not stale and form.is_valid():
        change = services.lift_restriction if restricted else services.restrict
        try:
            change(by=viewer, subject_id=key, reason=form.cleaned_data["reason"])
        except UnableToGive as problem:
            add_refusal(form, problem)
        except MayNotGive:
            raise PermissionDenied from None
        else:
            done = _("The restriction is lifted") if restricted else _("The record is restricted")
            messages.success(request, done)
            return redirect(PAGE, subject_id=key)
    context = {"case": case, "restricted": restricted, "now": _word(restricted)}
    context |= form_page(form, form_state(offer, state, stale))
    return render(request, "need_to_know/restriction_change.jinja", context)


def _word(restricted: bool) -> str:
    return "restricted" if restricted else "open"


def _sight_state(request: ViewedRequest, case: Case) -> State:
    take_turns(request, f"sight {case.subject_id}")
    found = sight_of(viewer=request.viewer, subject_id=case.subject_id)
    return states.of_sight(case.subject_id, found, request.viewer)


def _holder(request: ViewedRequest, form: Give) -> Holder:
    to = form.cleaned_data["to"]
    if to == "team":
        return Holder(team_id=form.cleaned_data["team"])
    if to == "agency":
        return Holder(agency_id=form.cleaned_data["agency"])
    user = queries.user_with(viewer=request.viewer, email=form.cleaned_data["email"])
    if user is None:
        raise UnableToGive(_("No open account has this email address"), field="email")
    return Holder(user_id=user.id)
