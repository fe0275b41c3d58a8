"""The pages of an area's own chapters: which there are, one version, and writing the next."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.fields import add_refusal
from openmappa.foundation.ui.stale import late_save, requires_version, take_turns
from openmappa.oversight.annual_report import queries
from openmappa.oversight.annual_report.domain.chapters import OWN, Kind, OwnChapter
from openmappa.oversight.annual_report.forms import WriteChapter
from openmappa.oversight.annual_report.presenters import chapters as presenters
from openmappa.oversight.annual_report.services import chapters as services
from openmappa.oversight.annual_report.views import answered
from openmappa.oversight.statistics.domain.years import ReportingYear


@require_safe
@answered
def chapter_list(request: ViewedRequest, area: int, year: str) -> HttpResponse:
    """Show each chapter that the area writes: its newest version, and whether that is approved."""
    place = _place(request, area, year)
    versions = queries.chapter_versions(viewer=request.viewer, area=area, year=place.year)
    page = presenters.list_page(request.viewer, place, versions)
    return render(request, "annual_report/chapter_list.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@requires_version
@answered
def chapter_detail(
    request: ViewedRequest, area: int, year: str, kind: str, number: int, version: int
) -> HttpResponse:
    """Show one version of a chapter as it is printed, or approve it for its agency."""
    take_turns(request, f"chapter {area} {year} {kind} {number}")
    place = _place(request, area, year, kind, number)
    versions = _versions(request, place)
    shown = next((each for each in versions if each.version == version), None)
    if shown is None:
        raise Http404
    if request.method == "POST" and not services.may_approve(request.viewer, area, shown.agency_id):
        raise PermissionDenied
    error, named = "", request.POST.get("approved_for", "")
    state = presenters.approval_state(place, shown, versions)
    typed = presenters.approval_typed(request.viewer, named)
    stale = late_save(request, state, typed=typed, is_over=shown.approved_at is not None)
    if request.method == "POST" and not stale:
        try:
            services.approve_chapter(by=request.viewer, area=area, chapter_id=shown.id, approved_for=named)
        except services.UnableToWriteChapter as problem:
            error = str(problem)
        else:
            messages.success(request, _("The approval is recorded."))
            return redirect(request.path)
    page = presenters.detail_page(request.viewer, place, shown, versions, error=error)
    context = {"page": page, "error": bool(error or stale), "stale": stale, "expected": state.token}
    return render(request, "annual_report/chapter_detail.jinja", {**context, "typed": named})


@require_http_methods(["GET", "HEAD", "POST"])
@requires_version
@answered
@keeps_draft
def chapter_write(
    request: ViewedRequest, area: int, year: str, kind: str, number: int, *, offer: Offer
) -> HttpResponse:
    """Write the next version of a chapter, show how it would be printed, or show why it cannot be so."""
    place = _place(request, area, year, kind, number)
    if not services.may_write(request.viewer, area):
        raise PermissionDenied
    versions = _versions(request, place)
    agencies = queries.agencies_of(viewer=request.viewer, area=area)
    if request.method != "POST":
        seen = presenters.as_typed(versions[0]) if versions else {"expected": 0}
        the_form = partial(WriteChapter, agencies=agencies)
        form = the_form(initial=seen | in_use(offer, the_form))
        return _form_page(request, place, versions, form, offer)
    form = WriteChapter(request.POST, agencies=agencies)
    valid = form.is_valid()
    if "preview" in request.POST:
        return _form_page(request, place, versions, form, offer, preview=True)
    if not valid:
        return _form_page(request, place, versions, form, offer)
    return _save(request, place, form, offer)


def _save(request: ViewedRequest, place: presenters.Place, form: WriteChapter, offer: Offer) -> HttpResponse:
    typed = form.cleaned_data
    chapter = OwnChapter(place.kind, typed["title"], typed["markdown"], typed["author"], "")
    try:
        version = services.write_chapter(
            by=request.viewer,
            area=place.area,
            year=place.year,
            chapter=chapter,
            agency_id=typed["agency"],
            number=place.number,
            expected_version=typed["expected"],
        )
    except services.ChapterHasChanged:
        return _form_page(request, place, _versions(request, place), form, offer, stale=True)
    except services.UnableToWriteChapter as problem:
        add_refusal(form, problem)
        return _form_page(request, place, _versions(request, place), form, offer)
    messages.success(
        request,
        _("Version %(version)d is saved. It is not printed before it is approved.") % {"version": version},
    )
    return redirect(presenters.version_address(place, version))


def _form_page(
    request: ViewedRequest,
    place: presenters.Place,
    versions: tuple[queries.ChapterVersion, ...],
    form: WriteChapter,
    offer: Offer,
    *,
    preview: bool = False,
    stale: bool = False,
) -> HttpResponse:
    page = presenters.write_page(place, versions, form, preview=preview, stale=stale)
    # A preview is asked for before all is filled in, so only saving speaks of what is missing.
    wrong = stale or (bool(form.errors) and not preview)
    context = {"page": page, "form": form, "error": wrong, "offer": offer}
    return render(request, "annual_report/chapter_write.jinja", context)


def _place(
    request: ViewedRequest, area: int, year: str, kind: str = Kind.FOREWORD.value, number: int = 1
) -> presenters.Place:
    """Return whose chapter it is, of which year. Refuse who may not read drafts, and what no chapter can be."""
    if not queries.may_read(request.viewer, area):
        raise PermissionDenied
    if kind not in OWN or not services.can_be_numbered(Kind(kind), number):
        raise Http404
    name = queries.area_name(viewer=request.viewer, area=area)
    return presenters.Place(area, name, ReportingYear(year), Kind(kind), number)


def _versions(request: ViewedRequest, place: presenters.Place) -> tuple[queries.ChapterVersion, ...]:
    return queries.chapter_versions(
        viewer=request.viewer, area=place.area, year=place.year, kind=place.kind, number=place.number
    )
