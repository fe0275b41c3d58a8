"""Setting up a second factor: halfway through the first sign-in, or later from one's account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.foundation.accounts.services.sessions import SECOND_FACTOR
from openmappa.foundation.signing_in import presenters
from openmappa.foundation.signing_in.forms import Code, Key
from openmappa.foundation.signing_in.services import second_factor as factors
from openmappa.foundation.signing_in.services import steps
from openmappa.foundation.signing_in.views.coming_in import onward

CODES = "recovery_codes"


def _of_whom(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who is signed in, or halfway there without a second factor yet."""

    @login_not_required
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, request.user)
        user = steps.halfway(request, now=timezone.now())
        # With a second factor set up, half a sign-in is no way to set up another.
        if user is None or steps.has_second_factor(user):
            return redirect(settings.LOGIN_URL)
        return view(request, user)

    return opened


@_of_whom
@require_safe
def choose(request: HttpRequest, user: object) -> HttpResponse:
    """Say what a second factor is and offer the kinds."""
    return render(request, "signing_in/choose_factor.jinja", {"halfway": not request.user.is_authenticated})


@_of_whom
@require_http_methods(["GET", "POST"])
def app(request: HttpRequest, user) -> HttpResponse:  # type: ignore[no-untyped-def]
    """Set up an authenticator app."""
    form = Code(request.POST if request.method == "POST" else None)
    secret = factors.new_secret(request)
    if request.method == "POST" and form.is_valid():
        try:
            codes = factors.add_app(request, user, form.cleaned_data["code"])
        except ValidationError as wrong:
            form.add_error("code", wrong)
        else:
            return _is_set_up(request, user, codes, kind="authenticator app", factor="code")
    context = {
        **presenters.form_page(form),
        "picture": factors.picture_of(user, secret),
        "secret": " ".join(secret[each : each + 4] for each in range(0, len(secret), 4)),
    }
    return render(request, "signing_in/add_app.jinja", context)


@_of_whom
@require_http_methods(["GET", "POST"])
def key(request: HttpRequest, user) -> HttpResponse:  # type: ignore[no-untyped-def]
    """Set up a security key."""
    form = Key(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"] or _("Security key")
        try:
            codes = factors.add_key(request, user, form.cleaned_data["credential"], name=name)
        except ValidationError as wrong:
            form.add_error("credential", wrong)
        else:
            return _is_set_up(request, user, codes, kind="security key", factor="key")
    asked = factors.question_for_new_key(request, user)
    context = {
        **presenters.form_page(form),
        "question": presenters.question(asked),
        "name": form["name"].value() or "",
    }
    return render(request, "signing_in/add_key.jinja", context)


@never_cache
@require_safe
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes, once."""
    kept = request.session.pop(CODES, "")
    codes = factors.SecondFactors().decrypt(kept).split() if kept else []
    return render(request, "signing_in/recovery_codes.jinja", {"codes": codes, "onward": onward(request)})


def show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Lead to the page that shows the codes once; until then they wait in the session, encrypted."""
    request.session[CODES] = factors.SecondFactors().encrypt(" ".join(codes))
    return redirect("accounts:recovery_codes")


def _is_set_up(request: HttpRequest, user, codes: list[str], *, kind: str, factor: str) -> HttpResponse:  # type: ignore[no-untyped-def]
    if request.user.is_authenticated:
        request.session[SECOND_FACTOR] = factor
    else:
        steps.complete(request, user, factor=factor, now=timezone.now())
    steps.factor_changed(user, "second factor set up", {"kind": kind})
    if codes:
        return show_codes(request, codes)
    return redirect("accounts:account")
