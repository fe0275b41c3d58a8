"""The pages of findings: an area's, and the people of one."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.services import consulted
from openmappa.oversight.data_quality import presenters, queries
from openmappa.oversight.data_quality.domain.catalogue import UnknownFinding, finding_named


@require_safe
def check(request: ViewedRequest, area: int) -> HttpResponse:
    """Show an area's findings, each with how many people it has."""
    page = presenters.check_page(_latest(request, area))
    return render(request, "data_quality/check.jinja", {"page": page})


@require_safe
def finding(request: ViewedRequest, area: int, finding: str) -> HttpResponse:
    """List the people of one finding, as far as the viewer sees them, and write down who was shown."""
    latest = _latest(request, area)
    try:
        asked = finding_named(finding)
        found = queries.people_found(
            viewer=request.viewer,
            check=latest,
            finding=asked,
            number=_page_number(request.GET.get("page", "")),
        )
    except UnknownFinding:
        raise Http404 from None
    except queries.NotPermitted:
        raise PermissionDenied from None
    _write_down(request, area, finding, found)
    page = presenters.finding_page(latest, asked, found)
    response = render(request, "data_quality/finding.jinja", {"page": page})
    add_never_cache_headers(response)
    return response


def _latest(request: ViewedRequest, area: int) -> queries.Check:
    try:
        return queries.latest_check(viewer=request.viewer, area=area)
    except queries.NotPermitted:
        raise PermissionDenied from None
    except queries.UnknownArea:
        raise Http404 from None


def _page_number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def _write_down(request: ViewedRequest, area: int, finding: str, found: queries.PageOfPeople) -> None:
    consulted(
        "people of a finding seen",
        by=request.viewer,
        subjects=[each.row.subject_id for each in found.people],
        area=area,
        detail={"finding": finding, "page": found.number},
    )
