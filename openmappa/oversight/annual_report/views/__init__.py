"""The pages of the annual report: preview and approval, publishing, editions, and the revisions note."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.ui.stale import StaleSave, Words, late_save, requires_version, take_turns
from openmappa.oversight.annual_report import presenters
from openmappa.oversight.annual_report.services import NoPopulation, editions, kept_editions
from openmappa.oversight.annual_report.services.chapters import MayNotWrite
from openmappa.oversight.statistics.domain.figures import NotCounted
from openmappa.oversight.statistics.domain.years import ReportingYear, YearRefused
from openmappa.oversight.statistics.queries import population_years

Rest = ParamSpec("Rest")
View = Callable[Concatenate[ViewedRequest, Rest], HttpResponse]
PAGE = "annual_report:report_detail"


def answered(view: View[Rest]) -> View[Rest]:
    """Refuse what is not for the viewer, and answer that what is not there is not there."""

    @wraps(view)
    def answered(request: ViewedRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except (editions.MayNot, MayNotWrite):
            raise PermissionDenied from None
        except (NotCounted, NoPopulation, YearRefused, editions.NoSuchEdition):
            raise Http404 from None

    return answered  # type: ignore[return-value]


@require_safe
@answered
def report_detail(request: ViewedRequest, area: int, year: str) -> HttpResponse:
    """Show the report as it would be published now, who has approved it, and its editions."""
    chosen = request.GET.get("population") or None
    of = ReportingYear(year)
    return _page(request, editions.preview(viewer=request.viewer, area=area, year=of, population=chosen))


@require_POST
@requires_version
@answered
def report_approve(request: ViewedRequest, area: int, year: str) -> HttpResponse:
    """Approve the report that was read, for one agency."""
    _need(request, Permission.APPROVE_REPORT, area)
    take_turns(request, f"report {area} {year}")
    agency, name = request.POST.get("agency", ""), request.POST.get("on_behalf_of", "")[:200]
    typed = presenters.approval_typed(request.viewer, agency, name)
    ready, stale = _late(request, area, year, typed)
    if stale:
        return _page(request, ready, stale=stale)
    try:
        editions.approve_report(
            by=request.viewer,
            area=area,
            year=ReportingYear(year),
            agency_kind=agency,
            expected=ready.digest,
            on_behalf_of=name,
        )
    except editions.UnableToApprove as problem:
        return _page(request, ready, problem=str(problem))
    messages.success(request, _("The approval is recorded."))
    return redirect(PAGE, area=area, year=year)


@require_POST
@requires_version
@answered
def report_publish(request: ViewedRequest, area: int, year: str) -> HttpResponse:
    """Publish the report as the next edition."""
    _need(request, Permission.PUBLISH_REPORT, area)
    take_turns(request, f"report {area} {year}")
    ready, stale = _late(request, area, year, [(_("Editions"), _("Publish this edition"))])
    if stale:
        return _page(request, ready, stale=stale)
    try:
        made = editions.publish_edition(by=request.viewer, area=area, year=ReportingYear(year))
    except editions.UnableToPublish as problem:
        return _page(request, ready, problem=str(problem))
    messages.success(request, _("Edition %(number)d is published.") % {"number": made.number})
    return redirect(PAGE, area=area, year=year)


def _need(request: ViewedRequest, permission: Permission, area: int) -> None:
    if not request.viewer.may(permission, area=area):
        raise PermissionDenied


def _late(
    request: ViewedRequest, area: int, year: str, typed: Words
) -> tuple[editions.Preview, StaleSave | None]:
    """Return the report as it would be published now, and both versions if it was another that was read."""
    of = ReportingYear(year)
    ready = editions.preview(viewer=request.viewer, area=area, year=of)
    published = editions.editions_of(viewer=request.viewer, area=area, year=of)
    return ready, late_save(request, presenters.state_of(ready, published), typed=typed)


def _page(
    request: ViewedRequest, ready: editions.Preview, *, stale: StaleSave | None = None, problem: str = ""
) -> HttpResponse:
    viewer, area, of = request.viewer, ready.source.counted.area, ready.source.counted.year
    published = editions.editions_of(viewer=viewer, area=area, year=of)
    known = population_years(viewer=viewer, area=area)
    page = presenters.report_page(viewer, area, ready, published)
    page |= presenters.what_it_rests_on(viewer, area, ready, known)
    context = {
        "page": page,
        "stale": stale,
        "problem": problem,
        "error": bool(stale or problem),
        "typed": {name: request.POST.get(name, "") for name in ("agency", "on_behalf_of")},
    }
    return render(request, "annual_report/report_detail.jinja", context)


@require_safe
@answered
def report_revisions(request: ViewedRequest, area: int, year: str, number: int) -> HttpResponse:
    """Show which figures of an edition are counted otherwise now, and why."""
    of = ReportingYear(year)
    found = editions.revisions_since(viewer=request.viewer, area=area, year=of, number=number)
    page = presenters.revisions_page(area, of, number, found)
    return render(request, "annual_report/report_revisions.jinja", {"page": page})


@require_safe
@answered
def report_edition(request: ViewedRequest, area: int, year: str, number: int) -> HttpResponse:
    """Show a published edition as it was."""
    of = ReportingYear(year)
    kept = kept_editions.edition(viewer=request.viewer, area=area, year=of, number=number)
    page = presenters.edition_page(area, kept)
    return render(request, "annual_report/report_edition.jinja", {"page": page})
