"""An area's conditions of roles, agencies and teams."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.accounts.domain import SUGGESTED_CONDITIONS, UNVERIFIED, Role
from openmappa.foundation.administration import presenters, queries, services
from openmappa.foundation.administration.forms import NewAgency, NewTeam, SetCondition
from openmappa.foundation.administration.presenters import states
from openmappa.foundation.administration.views.managing import filled, form_page, manages
from openmappa.foundation.agencies.domain import Part
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_state, keeps_draft
from openmappa.foundation.ui.fields import add_refusal
from openmappa.foundation.ui.stale import State, late_save, requires_version, take_turns

AGENCIES, CONDITIONS = "administration:agencies", "administration:conditions"


@require_http_methods(["GET", "POST"])
@manages
@keeps_draft
def conditions(request: ViewedRequest, *, offer: Offer) -> HttpResponse:
    """List what roles ask for, and ask for more."""
    viewer = request.viewer
    choices = {
        "area": presenters.area_choices(queries.areas(viewer=viewer)),
        "role": [each for each in presenters.role_choices() if each[0] != Role.SYSTEM_MANAGER.value],
        "kind": presenters.level_choices(),
    }
    take_turns(request, "conditions")
    form = filled(request, offer, partial(SetCondition, choices=choices), source=UNVERIFIED)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.set_condition(
                by=viewer,
                area=int(given["area"]),
                role=Role(given["role"]),
                source=given["source"],
                **presenters.chosen_level(given["kind"]),
            )
        except services.UnableToAdminister as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("The condition holds from today"))
            return redirect(CONDITIONS)
    suggested = {
        (presenters.role_words(each.role), presenters.level_words(each.kind, each.level))
        for each in SUGGESTED_CONDITIONS
    }
    return form_page(
        request,
        "conditions",
        form,
        form_state(offer),
        conditions=[
            {**row, "token": states.of_condition(each).token}
            for each in queries.conditions(viewer=viewer)
            for row in presenters.condition_rows([each])
        ],
        suggested=suggested,
        source=UNVERIFIED,
    )


@require_POST
@requires_version
@manages
def condition_end(request: ViewedRequest) -> HttpResponse:
    """Ask a condition no more."""
    take_turns(request, "conditions")
    found = _chosen(request, queries.conditions(viewer=request.viewer, also_ended=True), "condition")
    late = _late_end(request, states.of_condition(found), found, "condition", CONDITIONS)
    if late:
        return late
    services.end_condition(by=request.viewer, condition=found)
    messages.success(request, _("The condition is ended"))
    return redirect(CONDITIONS)


@require_safe
@manages
def agencies(request: ViewedRequest) -> HttpResponse:
    """List the agencies by their part in the arrangements, and their teams."""
    viewer = request.viewer
    teams, found = list(queries.teams(viewer=viewer)), list(queries.agencies(viewer=viewer))
    tokens: dict[Any, str] = {each: states.of_agency(each).token for each in found}
    tokens |= {each: states.of_team(each).token for each in teams}
    context = {
        "groups": presenters.agency_groups(found, teams, tokens),
        "from_extracts": presenters.teams_from_extracts(teams, tokens),
        "problem": "",
    }
    return render(request, "administration/agencies.jinja", context)


@require_http_methods(["GET", "POST"])
@manages
@keeps_draft
def agency_new(request: ViewedRequest, *, offer: Offer) -> HttpResponse:
    """Enter an agency that co-operates, or an associate."""
    choices = {
        "area": presenters.area_choices(queries.areas(viewer=request.viewer)),
        "part": presenters.part_choices(),
        "kind": presenters.kind_choices(),
    }
    take_turns(request, AGENCIES)
    form = filled(request, offer, partial(NewAgency, choices=choices))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _done(
            form,
            lambda: services.add_agency(
                by=request.viewer,
                area=int(given["area"]),
                name=given["name"],
                kind=given["kind"],
                part=Part(given["part"]),
            ),
        ):
            messages.success(request, _("The agency is entered"))
            return redirect(AGENCIES)
    return form_page(request, "agency_new", form, form_state(offer))


@require_http_methods(["GET", "POST"])
@manages
@keeps_draft
def team_new(request: ViewedRequest, *, offer: Offer) -> HttpResponse:
    """Enter a team of an agency."""
    take_turns(request, AGENCIES)
    found = {str(each.pk): each for each in queries.agencies(viewer=request.viewer)}
    choices = {
        "area": presenters.area_choices(queries.areas(viewer=request.viewer)),
        "agency": presenters.named(found.values()),
    }
    form = filled(request, offer, partial(NewTeam, choices=choices))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _done(
            form,
            lambda: services.add_team(
                by=request.viewer,
                area=int(given["area"]),
                name=given["name"],
                agency=found[given["agency"]],
            ),
        ):
            messages.success(request, _("The team is entered"))
            return redirect(AGENCIES)
    return form_page(request, "team_new", form, form_state(offer))


@require_POST
@requires_version
@manages
def agency_end(request: ViewedRequest) -> HttpResponse:
    """End an agency's part, or a team, or say why that cannot be."""
    viewer = request.viewer
    take_turns(request, AGENCIES)
    of_team = "team" in request.POST
    if of_team:
        found = _chosen(request, queries.teams(viewer=viewer, also_ended=True), "team")
    else:
        found = _chosen(request, queries.agencies(viewer=viewer, also_ended=True), "agency")
    state = states.of_team(found) if of_team else states.of_agency(found)
    late = _late_end(request, state, found, "team" if of_team else "agency", AGENCIES)
    if late:
        return late
    try:
        if of_team:
            services.end_team(by=viewer, team=found)
        else:
            services.end_agency(by=viewer, agency=found)
    except services.UnableToAdminister as problem:
        return render(request, "administration/unable.jinja", {"problem": str(problem)})
    messages.success(request, _("It is ended"))
    return redirect(AGENCIES)


def _late_end(request: ViewedRequest, state: State, found: Any, name: str, back: str) -> HttpResponse | None:
    """Return both versions where somebody else was faster, with the button again unless it has ended."""
    is_over = found.until_date is not None
    stale = late_save(request, state, typed=[(_("What you chose"), _("End"))], is_over=is_over)
    if stale is None:
        if is_over:
            raise Http404
        return None
    again = {"name": name, "value": found.pk, "expected": state.token, "back": reverse(back)}
    return render(request, "administration/late_end.jinja", {"stale": stale, "error": True, **again})


def _chosen(request: ViewedRequest, among: Any, name: str) -> Any:
    number = request.POST.get(name, "")
    found = among.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404
    return found


def _done(form: Any, change: Callable[[], object]) -> bool:
    try:
        change()
    except services.UnableToAdminister as problem:
        add_refusal(form, problem)
        return False
    return True
