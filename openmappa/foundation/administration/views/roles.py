"""Roles: proposed, decided, ended."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.administration import presenters, queries, services
from openmappa.foundation.administration.forms import Decide, EndRole, GiveRole
from openmappa.foundation.administration.presenters import states
from openmappa.foundation.administration.views.managing import account_state, filled, form_page, manages
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_state, keeps_draft
from openmappa.foundation.ui.fields import add_refusal
from openmappa.foundation.ui.stale import late_save, requires_version, take_turns

PAGE = "administration:account"


@require_http_methods(["GET", "POST"])
@requires_version
@manages
@keeps_draft
def give_role(request: ViewedRequest, user_id: UUID, *, offer: Offer) -> HttpResponse:
    """Propose a role for a user."""
    viewer = request.viewer
    take_turns(request, f"account {user_id}")
    user = queries.user_for(user_id, viewer=viewer)
    agencies = {str(each.pk): each for each in queries.agencies(viewer=viewer)}
    teams = {str(each.pk): each for each in queries.teams(viewer=viewer)}
    choices = {
        "role": presenters.role_choices(),
        "area": presenters.area_choices(queries.areas(viewer=viewer)),
        "agency": presenters.named(agencies.values()),
        "team": [("", _("No team")), *presenters.named(teams.values())],
    }
    form = filled(request, offer, partial(GiveRole, choices=choices), start_date=viewer.as_at)
    state = account_state(request, user)
    stale = late_save(request, state, typed=states.role(form))
    if request.method == "POST" and not stale and form.is_valid():
        given = form.cleaned_data
        try:
            services.propose(
                by=viewer,
                user=user,
                role=Role(given["role"]),
                area=int(given["area"]),
                agency=agencies[given["agency"]],
                team=teams.get(given["team"]),
                start_date=given["start_date"],
                until_date=presenters.day_after(given["last_date"]),
                reason=given["reason"],
            )
        except services.UnableToAdminister as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("The role is proposed. It holds once another system manager agrees"))
            return redirect(PAGE, user_id=user_id)
    return form_page(request, "give_role", form, form_state(offer, state, stale), user=user)


@require_http_methods(["GET", "POST"])
@requires_version
@manages
@keeps_draft
def proposal(request: ViewedRequest, proposal_id: UUID, *, offer: Offer) -> HttpResponse:
    """Show a proposed role, and take the decision of another system manager."""
    viewer = request.viewer
    take_turns(request, f"proposal {proposal_id}")
    found = queries.proposal_for(proposal_id, viewer=viewer)
    form = filled(request, offer, Decide)
    state = states.of_proposal(found)
    stale = late_save(request, state, typed=states.deciding(form), is_over=bool(found.decision))
    if request.method == "POST" and not stale and form.is_valid():
        agree = form.cleaned_data["decision"] == "agree"
        try:
            services.decide(
                by=viewer, proposal=found, agree=agree, reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except services.UnableToAdminister as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("The role is given") if agree else _("The role is declined"))
            return redirect(PAGE, user_id=found.user_id)
    return form_page(
        request,
        "proposal",
        form,
        form_state(offer, state, stale),
        facts_of=presenters.proposal_facts(found),
        user=found.user,
        decided=bool(found.decision),
        barred=presenters.may_not_agree(found, viewer=viewer),
    )


@require_http_methods(["GET", "POST"])
@requires_version
@manages
@keeps_draft
def end_role(request: ViewedRequest, user_id: UUID, *, offer: Offer) -> HttpResponse:
    """End one of a user's roles."""
    viewer = request.viewer
    take_turns(request, f"account {user_id}")
    user = queries.user_for(user_id, viewer=viewer)
    mine = queries.managed_areas(viewer=viewer)
    held = {
        str(each.pk): each
        for each in presenters.held_today(user.memberships.all(), as_at=viewer.as_at)
        if each.area_id in mine
    }
    choices = {"membership": presenters.membership_choices(list(held.values()))}
    form = filled(request, offer, partial(EndRole, choices=choices), until_date=viewer.as_at)
    state = account_state(request, user)
    every = presenters.membership_choices(list(user.memberships.all()))
    stale = late_save(request, state, typed=states.ending(form, every))
    if request.method == "POST" and not stale and form.is_valid():
        given = form.cleaned_data
        try:
            services.end_membership(
                by=viewer,
                membership=held[given["membership"]],
                until_date=given["until_date"],
                reason=given["reason"],
            )
        except services.UnableToAdminister as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("The role is ended"))
            return redirect(PAGE, user_id=user_id)
    return form_page(request, "end_role", form, form_state(offer, state, stale), user=user)
