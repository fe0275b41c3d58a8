"""What every page of a system manager's has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.administration import presenters


def manages(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the page to who manages accounts in some area."""

    @wraps(view)
    def opened(request: ViewedRequest, *arguments: object, **named: object) -> HttpResponse:
        if not request.viewer.may(Permission.MANAGE_ACCOUNTS):
            raise PermissionDenied
        response = view(request, *arguments, **named)
        add_never_cache_headers(response)
        return response

    return opened


def form_page(request: ViewedRequest, template: str, form: forms.Form, **context: object) -> HttpResponse:
    """Return the page of a form."""
    return render(request, f"administration/{template}.jinja", {**presenters.form_parts(form), **context})
