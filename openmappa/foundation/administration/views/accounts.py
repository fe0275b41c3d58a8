"""Accounts: the list, a new one, one of them and what is done to it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.administration import presenters, queries, services
from openmappa.foundation.administration.forms import NewAccount, Reason, Register, RegisterHome
from openmappa.foundation.administration.presenters import states
from openmappa.foundation.administration.views.managing import account_state, filled, form_page, manages
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import form_state, keeps_draft
from openmappa.foundation.drafts.services import forget_draft
from openmappa.foundation.ui.fields import add_refusal
from openmappa.foundation.ui.stale import StaleSave, late_save, requires_version, take_turns
from openmappa.foundation.ui.words import day

PAGE = "administration:account"
ACTIONS = {
    "close": services.close_account,
    "open": services.open_account,
    "reset": services.reset_second_factor,
}


@require_safe
@manages
def account_list(request: ViewedRequest) -> HttpResponse:
    """List the accounts, the roles that wait, and what runs out."""
    viewer = request.viewer
    context = {
        "users": presenters.user_rows(queries.users(viewer=viewer), as_at=viewer.as_at),
        "proposals": presenters.proposal_rows(queries.proposals(viewer=viewer)),
        "running_out": presenters.running_out_rows(queries.running_out(viewer=viewer), as_at=viewer.as_at),
    }
    return render(request, "administration/account_list.jinja", context)


@require_http_methods(["GET", "POST"])
@manages
@keeps_draft
def account_new(request: ViewedRequest, *, offer: Offer) -> HttpResponse:
    """Make an account and show its one-time link, once."""
    viewer = request.viewer
    take_turns(request, "accounts")
    choices = {"area": presenters.area_choices(queries.areas(viewer=viewer))}
    form = filled(request, offer, partial(NewAccount, choices=choices))
    if request.method == "POST" and form.is_valid():
        try:
            user, secret = services.create_account(
                by=viewer,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                area=int(form.cleaned_data["area"]),
                now=timezone.now(),
            )
        except services.UnableToAdminister as problem:
            add_refusal(form, problem)
        else:
            forget_draft(by=viewer, place=request.path)
            return _link(request, user, secret)
    return form_page(request, "account_new", form, form_state(offer))


@require_safe
@manages
def account(request: ViewedRequest, user_id: UUID) -> HttpResponse:
    """Show an account: roles, proposals, vetting and training."""
    return _account(request, queries.user_for(user_id, viewer=request.viewer))


def _account(request: ViewedRequest, user: Any, *, stale: StaleSave | None = None) -> HttpResponse:
    viewer = request.viewer
    accepted = queries.acceptance(user, viewer=viewer)
    memberships = list(user.memberships.all())
    context = {
        "user": user,
        "state": presenters.state(user),
        "accepted": accepted,
        "accepted_on": day(accepted.accepted_at.date()) if accepted else "",
        "last": day(user.last_login.date()) if user.last_login else _("Not yet"),
        "memberships": presenters.membership_rows(memberships),
        "may_end": bool(_ending(request, memberships)),
        "proposals": presenters.proposal_rows(queries.proposals(viewer=viewer, user=user)),
        "qualifications": presenters.qualification_rows(
            queries.qualifications(user, viewer=viewer), as_at=viewer.as_at
        ),
        "own": user.pk == viewer.user_id,
        "home": queries.home_of(user, viewer=viewer),
        "looks_after": user.area_id in queries.managed_areas(viewer=viewer),
        "stale": stale,
        "error": stale is not None,
        "expected": account_state(request, user).token,
    }
    return render(request, "administration/account.jinja", context)


@require_POST
@requires_version
@manages
def new_link(request: ViewedRequest, user_id: UUID) -> HttpResponse:
    """Make a new one-time link and show it, once."""
    user = _taking_turns(request, user_id)
    typed = [(_("One-time link"), _("Make a new one-time link"))]
    stale = late_save(request, account_state(request, user), typed=typed, is_over=not user.is_active)
    if stale:
        return _account(request, user, stale=stale)
    if not user.is_active:
        raise PermissionDenied
    return _link(request, user, services.new_link(by=request.viewer, user=user, now=timezone.now()))


@require_http_methods(["GET", "POST"])
@requires_version
@manages
@keeps_draft
def account_action(request: ViewedRequest, user_id: UUID, action: str, *, offer: Offer) -> HttpResponse:
    """Close or open an account, or reset its second factor, for a reason."""
    if action not in ACTIONS:
        raise Http404
    user = _taking_turns(request, user_id)
    form = filled(request, offer, Reason)
    state = account_state(request, user)
    is_over = user.is_active if action == "open" else not user.is_active
    stale = late_save(request, state, typed=states.action(form, action), is_over=is_over)
    if request.method == "POST" and not stale and form.is_valid():
        ACTIONS[action](by=request.viewer, user=user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Done, and written down"))
        return redirect(PAGE, user_id=user_id)
    return form_page(
        request, "account_action", form, form_state(offer, state, stale), user=user, action=action
    )


@require_http_methods(["GET", "POST"])
@requires_version
@manages
@keeps_draft
def register(request: ViewedRequest, user_id: UUID, *, offer: Offer) -> HttpResponse:
    """Register vetting or training."""
    user = _taking_turns(request, user_id)
    form = filled(request, offer, partial(Register, choices={"kind": presenters.level_choices()}))
    state = account_state(request, user)
    stale = late_save(request, state, typed=states.registering(form))
    if request.method == "POST" and not stale and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            services.register_qualification(
                by=request.viewer, user=user, **presenters.chosen_level(given.pop("kind")), **given
            )
        except services.UnableToAdminister as problem:
            add_refusal(form, problem)
        else:
            messages.success(request, _("It is registered"))
            return redirect(PAGE, user_id=user_id)
    return form_page(request, "register", form, form_state(offer, state, stale), user=user)


@require_http_methods(["GET", "POST"])
@requires_version
@manages
@keeps_draft
def home(request: ViewedRequest, user_id: UUID, *, offer: Offer) -> HttpResponse:
    """Register the postcode where the account's user lives, or remove it."""
    user = _taking_turns(request, user_id)
    if user.pk == request.viewer.user_id or user.area_id not in queries.managed_areas(viewer=request.viewer):
        raise PermissionDenied
    form = filled(request, offer, RegisterHome, postcode=queries.home_of(user, viewer=request.viewer))
    state = account_state(request, user)
    stale = late_save(request, state, typed=states.living(form))
    if request.method == "POST" and not stale and form.is_valid():
        services.register_home(by=request.viewer, user=user, postcode=form.cleaned_data["postcode"])
        messages.success(
            request,
            _("The postcode is registered") if form.cleaned_data["postcode"] else _("No postcode is kept"),
        )
        return redirect(PAGE, user_id=user_id)
    return form_page(request, "home", form, form_state(offer, state, stale), user=user)


def _taking_turns(request: ViewedRequest, user_id: UUID) -> Any:
    take_turns(request, f"account {user_id}")
    return queries.user_for(user_id, viewer=request.viewer)


def _ending(request: ViewedRequest, memberships: list) -> list:  # type: ignore[type-arg]
    mine = queries.managed_areas(viewer=request.viewer)
    return [
        each
        for each in presenters.held_today(memberships, as_at=request.viewer.as_at)
        if each.area_id in mine
    ]


def _link(request: ViewedRequest, user, secret: str) -> HttpResponse:  # type: ignore[no-untyped-def]
    address = request.build_absolute_uri(reverse("accounts:first_password", kwargs={"secret": secret}))
    return render(request, "administration/link.jinja", {"user": user, "address": address})
