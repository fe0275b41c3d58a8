"""One's own account: password, second factors, and the sessions in which one is signed in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.signing_in import presenters, queries
from openmappa.foundation.signing_in.forms import ChangePassword
from openmappa.foundation.signing_in.services import second_factor as factors
from openmappa.foundation.signing_in.services import steps
from openmappa.foundation.signing_in.views.factors import show_codes

PAGE = "accounts:account"


@never_cache
@require_safe
def overview(request: ViewedRequest) -> HttpResponse:
    """Show one's second factors and sessions."""
    sessions = queries.own_sessions(viewer=request.viewer, now=timezone.now())
    own = factors.factors_of(request.user)
    needed = steps.must_have_second_factor(request.user, as_at=request.viewer.as_at)
    context = {
        "name": request.viewer.name,
        "email": request.user.email,
        "home": queries.own_home(viewer=request.viewer),
        "factors": presenters.factor_rows(own),
        "may_remove": len(own) > 1 or not needed,
        "sessions": presenters.session_rows(sessions, this=request.session.session_key or ""),
        "idle_minutes": int(settings.SESSION_IDLE_LIMIT.total_seconds() // 60),
        "whole_hours": int(settings.SESSION_LIMIT.total_seconds() // 3600),
    }
    return render(request, "signing_in/account.jinja", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: ViewedRequest) -> HttpResponse:
    """Change one's own password, which ends one's other sessions."""
    form = ChangePassword(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not request.user.check_password(form.cleaned_data["present"]):
            form.add_error("present", _("The present password is wrong"))
        try:
            validate_password(form.cleaned_data["password"], request.user)
        except ValidationError as problem:
            form.add_error("password", problem)
        if form.is_valid():
            steps.change_password(request, request.user, password=form.cleaned_data["password"])
            messages.success(request, _("Your password is changed, and your other sessions are ended"))
            return redirect(PAGE)
    return render(request, "signing_in/password.jinja", presenters.form_page(form))


@require_POST
def end_sessions(request: ViewedRequest) -> HttpResponse:
    """End one of one's other sessions, or all of them."""
    wanted = request.POST.get("session", "")
    others = [
        each
        for each in queries.own_sessions(viewer=request.viewer, now=timezone.now())
        if each.session_key != request.session.session_key and wanted in ("all", each.number)
    ]
    ended = steps.end_own_sessions(others, by=request.viewer)
    messages.success(
        request,
        _("The session is ended") if ended == 1 else _("%(number)s sessions are ended") % {"number": ended},
    )
    return redirect(PAGE)


@require_POST
def remove_factor(request: ViewedRequest) -> HttpResponse:
    """Remove a second factor, unless it is the last and one's roles ask for one."""
    number = request.POST.get("factor", "")
    last = len(factors.factors_of(request.user)) == 1
    if last and steps.must_have_second_factor(request.user, as_at=request.viewer.as_at):
        raise PermissionDenied
    if number.isdecimal() and factors.remove_factor(request.user, int(number)):
        steps.factor_changed(request.user, "second factor removed", {})
        messages.success(request, _("The second factor is removed"))
    return redirect(PAGE)


@require_POST
def new_codes(request: ViewedRequest) -> HttpResponse:
    """Make new recovery codes; the earlier ones end."""
    if not factors.factors_of(request.user):
        return redirect(PAGE)
    codes = factors.new_recovery_codes(request.user)
    steps.factor_changed(request.user, "recovery codes made anew", {})
    return show_codes(request, codes)
