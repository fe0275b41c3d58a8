"""An area's conditions of roles, agencies and teams."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.accounts.domain import SUGGESTED_CONDITIONS, UNVERIFIED, Role
from openmappa.foundation.administration import presenters, queries, services
from openmappa.foundation.administration.forms import NewAgency, NewTeam, SetCondition
from openmappa.foundation.administration.views.managing import form_page, manages
from openmappa.foundation.agencies.domain import Part
from openmappa.foundation.ui.fields import add_refusal

AGENCIES, CONDITIONS = "administration:agencies", "administration:conditions"


@manages
@require_http_methods(["GET", "POST"])
def conditions(request: ViewedRequest) -> HttpResponse:
    """List what roles ask for, and ask for more."""
    viewer = request.viewer
    choices = {
        "area": presenters.area_choices(queries.areas(viewer=viewer)),
        "role": [each for each in presenters.role_choices() if each[0] != Role.SYSTEM_MANAGER.value],
        "kind": presenters.level_choices(),
    }
    data = request.POST if request.method == "POST" else None
    form = SetCondition(data, choices=choices, initial={"source": UNVERIFIED})
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
        conditions=presenters.condition_rows(queries.conditions(viewer=viewer)),
        suggested=suggested,
        source=UNVERIFIED,
    )


@manages
@require_POST
def condition_end(request: ViewedRequest) -> HttpResponse:
    """Ask a condition no more."""
    found = _chosen(request, queries.conditions(viewer=request.viewer), "condition")
    services.end_condition(by=request.viewer, condition=found)
    messages.success(request, _("The condition is ended"))
    return redirect(CONDITIONS)


@manages
@require_safe
def agencies(request: ViewedRequest) -> HttpResponse:
    """List the agencies by their part in the arrangements, and their teams."""
    viewer = request.viewer
    teams = list(queries.teams(viewer=viewer))
    context = {
        "groups": presenters.agency_groups(queries.agencies(viewer=viewer), teams),
        "from_extracts": presenters.teams_from_extracts(teams),
        "problem": "",
    }
    return render(request, "administration/agencies.jinja", context)


@manages
@require_http_methods(["GET", "POST"])
def agency_new(request: ViewedRequest) -> HttpResponse:
    """Enter an agency that co-operates, or an associate."""
    choices = {
        "area": presenters.area_choices(queries.areas(viewer=request.viewer)),
        "part": presenters.part_choices(),
        "kind": presenters.kind_choices(),
    }
    form = NewAgency(request.POST if request.method == "POST" else None, choices=choices)
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
    return form_page(request, "agency_new", form)


@manages
@require_http_methods(["GET", "POST"])
def team_new(request: ViewedRequest) -> HttpResponse:
    """Enter a team of an agency."""
    found = {str(each.pk): each for each in queries.agencies(viewer=request.viewer)}
    choices = {
        "area": presenters.area_choices(queries.areas(viewer=request.viewer)),
        "agency": presenters.named(found.values()),
    }
    form = NewTeam(request.POST if request.method == "POST" else None, choices=choices)
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
    return form_page(request, "team_new", form)


@manages
@require_POST
def agency_end(request: ViewedRequest) -> HttpResponse:
    """End an agency's part, or a team, or say why that cannot be."""
    viewer = request.viewer
    try:
        if "team" in request.POST:
            services.end_team(by=viewer, team=_chosen(request, queries.teams(viewer=viewer), "team"))
        else:
            found = _chosen(request, queries.agencies(viewer=viewer), "agency")
            services.end_agency(by=viewer, agency=found)
    except services.UnableToAdminister as problem:
        return render(request, "administration/unable.jinja", {"problem": str(problem)})
    messages.success(request, _("It is ended"))
    return redirect(AGENCIES)


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
