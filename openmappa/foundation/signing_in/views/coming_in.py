"""Password, second factor, terms of use, signing out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.services import day_of
from openmappa.foundation.signing_in import presenters
from openmappa.foundation.signing_in.domain import terms
from openmappa.foundation.signing_in.forms import Accept, Code, Key, NewPassword, SignIn
from openmappa.foundation.signing_in.services import second_factor as factors
from openmappa.foundation.signing_in.services import steps

ONWARD = "onward"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take the password; an unknown address, a wrong password and a closed account answer alike."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SignIn(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            user = steps.check_password(
                request, address=form.cleaned_data["email"], password=form.cleaned_data["password"], now=now
            )
        except steps.LockedOut:
            return locked_out(request)
        except steps.WrongDetails:
            form.add_error("email", _("The email address or password is wrong"))
        else:
            request.session[ONWARD] = request.POST.get("next", "")
            if steps.has_second_factor(user):
                return redirect("accounts:second_factor")
            if steps.must_have_second_factor(user, as_at=day_of(now)):
                return redirect("accounts:choose_factor")
            steps.complete(request, user, factor="", now=now)
            return redirect(onward(request))
    context = {
        **presenters.sign_in_page(form),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "ended": "ended" in request.GET,
        "idle_minutes": int(settings.SESSION_IDLE_LIMIT.total_seconds() // 60),
        "without_second_factor": settings.DEMONSTRATION and not settings.SECOND_FACTOR_REQUIRED,
    }
    return render(request, "signing_in/sign_in.jinja", context)


def locked_out(request: HttpRequest) -> HttpResponse:
    """Say that too many sign-ins failed: with status 200, since the count of failures must be kept."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "signing_in/locked_out.jinja", {"minutes": minutes})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Take a code of the app, a recovery code, or the answer of a security key."""
    now = timezone.now()
    user = steps.halfway(request, now=now)
    if user is None:
        return redirect(settings.LOGIN_URL)
    by_key = "credential" in request.POST
    form = (Key if by_key else Code)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if by_key:
            right = factors.is_answered_by_key(request, user, form.cleaned_data["credential"])
        else:
            right = factors.is_right_code(user, form.cleaned_data["code"])
        if right:
            steps.complete(request, user, factor="key" if by_key else "code", now=now)
            return redirect(onward(request))
        try:
            steps.refuse_second_factor(request, user)
        except steps.LockedOut:
            return locked_out(request)
        wrong = _("That key is not one of yours") if by_key else _("The code is wrong or was used before")
        form.add_error("credential" if by_key else "code", wrong)
    kinds = factors.kinds_of(user)
    asked = factors.question_for_key(request, user) if "webauthn" in kinds else None
    context = {
        **presenters.form_page(form),
        "kinds": kinds,
        "question": presenters.question(asked) if asked else "",
    }
    return render(request, "signing_in/second_factor.jinja", context)


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Set a password by a one-time link."""
    now = timezone.now()
    invitation = steps.invitation_of(secret, now=now)
    if invitation is None:
        return render(request, "signing_in/link_ended.jinja")
    form = NewPassword(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            steps.set_first_password(invitation, password=form.cleaned_data["password"], now=now)
        except ValidationError as problem:
            form.add_error("password", problem)
        else:
            return render(request, "signing_in/password_set.jinja")
    context = {**presenters.form_page(form), "email": invitation.user.email}
    return render(request, "signing_in/first_password.jinja", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and forget the session."""
    steps.leave(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
@require_http_methods(["GET", "POST"])
def terms_of_use(request: ViewedRequest) -> HttpResponse:
    """Show the terms of use and confidentiality statement, and take that they are accepted."""
    present = terms()
    form = Accept(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["digest"] == present.digest:
            steps.accept(present, by=request.viewer)
            request.session[steps.TERMS] = present.digest
            return redirect(onward(request))
        form.add_error(None, _("The terms have changed since you opened this page. Read them again"))
    if request.GET.get("next"):
        request.session[ONWARD] = request.GET["next"]
    context = {
        **presenters.form_page(form),
        "terms": present,
        "accepted": request.session.get(steps.TERMS) == present.digest,
    }
    return render(request, "signing_in/terms.jinja", context)


def onward(request: HttpRequest) -> str:
    """Return where the user was going when signing in came between; home if nowhere of ours."""
    wanted = request.session.pop(ONWARD, "") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)
