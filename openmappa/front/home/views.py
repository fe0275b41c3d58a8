"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.front.home import presenters


@require_safe
def home(request: ViewedRequest) -> HttpResponse:
    """Show what the viewer may do."""
    return render(request, "home/home.jinja", presenters.home(request.viewer))
