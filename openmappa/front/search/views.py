"""The search: posted, kept for a short while, read at its id."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.services import consulted
from openmappa.front.search import presenters
from openmappa.front.search.forms import Search
from openmappa.record.people.domain import Terms, bears_name
from openmappa.record.people.queries import people_found, search_stored
from openmappa.record.people.services import store_search


@require_http_methods(["GET", "POST"])
def person_search(request: ViewedRequest) -> HttpResponse:
    """Ask what to search for; keep it and lead to the results."""
    if not request.viewer.may(Permission.SEARCH_PEOPLE):
        raise PermissionDenied
    form = Search(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        terms = Terms(**form.cleaned_data)
        search_id = store_search(by=request.viewer, terms=terms, now=timezone.now())
        return redirect("people:search_results", search_id=search_id)
    return render(request, "search/person_search.jinja", presenters.form_page(form))


@never_cache
@require_safe
def search_results(request: ViewedRequest, search_id: UUID) -> HttpResponse:
    """Show who was found and why; write down whom, never what was searched for."""
    terms = search_stored(viewer=request.viewer, search_id=search_id, now=timezone.now())
    found = people_found(viewer=request.viewer, terms=terms)
    detail: dict[str, object] = {
        "by": [name for name in ("name", "date_of_birth", "identifier") if getattr(terms, name)]
    }
    if bears_name(terms.name, request.viewer.name):
        detail["own_name"] = True
    shown = [each.subject_id for each in found]
    consulted("people searched for", by=request.viewer, subjects=shown, detail=detail)
    return render(request, "search/results.jinja", presenters.results(request.viewer, terms, found))
