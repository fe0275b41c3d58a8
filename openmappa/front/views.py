"""Pages that say in plain words that something did not work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return render(request, "errors/400.jinja", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the viewer's role does not open the page."""
    return render(request, "errors/403.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page for the viewer. Hidden and missing records answer alike."""
    return render(request, "errors/404.jinja", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and that nothing was saved."""
    return render(request, "errors/500.jinja", status=500)
