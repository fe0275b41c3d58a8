"""The list of people."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.services import consulted
from openmappa.front.home.navigation import sees_people
from openmappa.front.people_list import presenters
from openmappa.front.people_list.forms import Filters


@never_cache
@require_safe
def person_list(request: ViewedRequest) -> HttpResponse:
    """Show a page of the people whom the viewer sees; write down whom it showed."""
    if not sees_people(request.viewer):
        raise PermissionDenied
    chosen = Filters(request.GET).chosen()
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1
    page = presenters.page_for(request.viewer, chosen, number=number)
    consulted(
        "list of people shown",
        by=request.viewer,
        subjects=[each.subject_id for each in page.people],
        detail={"filters": chosen, "page": page.number},
    )
    context = {
        "rows": presenters.rows(request.viewer, page.people),
        "page": page,
        "filters": presenters.filter_groups(chosen),
        "selected": presenters.selected(chosen),
        "pages": presenters.pages(page, chosen),
    }
    return render(request, "people_list/person_list.jinja", context)
