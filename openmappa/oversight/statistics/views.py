"""The pages of figures: which there are, a table, and the people behind a figure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.services import consulted
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.fields import add_refusal
from openmappa.foundation.ui.stale import requires_version
from openmappa.oversight.statistics import presenters, queries
from openmappa.oversight.statistics.domain.figures import Figures, NotCounted
from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.rules.catalogue import NoSuchRule, rule_named
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.settings import AreaSettings, SettingsOfArea
from openmappa.oversight.statistics.domain.tables import Place, PlaceRefused, place_named
from openmappa.oversight.statistics.domain.years import ReportingYear, YearRefused
from openmappa.oversight.statistics.forms import ChangeSettings, entered
from openmappa.oversight.statistics.presenters import settings as settings_in_words
from openmappa.oversight.statistics.presenters import years as years_in_words
from openmappa.oversight.statistics.services.settings import (
    MayNotChangeSettings,
    SettingsHaveChanged,
    UnableToChangeSettings,
    change_settings,
)

Rest = ParamSpec("Rest")
View = Callable[Concatenate[ViewedRequest, Rest], HttpResponse]


def _answered(view: View[Rest]) -> View[Rest]:
    """Refuse what is not for the viewer, and answer that what is not there is not there."""

    @wraps(view)
    def answered(request: ViewedRequest, *arguments: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except (queries.NotPermitted, MayNotChangeSettings):
            raise PermissionDenied from None
        except (NotCounted, YearRefused, PlaceRefused, NoSuchRule):
            raise Http404 from None

    return answered  # type: ignore[return-value]


@require_safe
@_answered
def figure_list(request: ViewedRequest) -> HttpResponse:
    """List the areas and years of which the viewer may read figures."""
    areas = queries.areas_with_figures(viewer=request.viewer)
    return render(request, "statistics/figure_list.jinja", presenters.choice(areas))


@require_safe
@_answered
def figure_table(request: ViewedRequest, area: int, year: str) -> HttpResponse:
    """Show all tables of an area and year; each figure leads to its people for those who may open it."""
    figures = queries.latest_figures(viewer=request.viewer, area=area, year=ReportingYear(year))
    return render(request, "statistics/figure_table.jinja", {"page": presenters.table_page(figures)})


@require_safe
@_answered
def figures_over_years(request: ViewedRequest, area: int) -> HttpResponse:
    """Show every figure of an area over all years counted; each number leads to its people of that year."""
    found = queries.figures_by_year(viewer=request.viewer, area=area)
    settled = queries.settings_of(viewer=request.viewer, area=area)
    year = request.GET.get("population") or settled.now.settings.population_year
    population = queries.population(viewer=request.viewer, area=area, year=year)
    if population is None and settled.population_years:
        raise Http404
    page = years_in_words.years_page(found, population, settled.population_years)
    return render(request, "statistics/years.jinja", {"page": page})


@require_safe
@_answered
def settings(request: ViewedRequest, area: int) -> HttpResponse:
    """Show what the area has settled for its figures and its report, and every change of it."""
    found = queries.settings_of(viewer=request.viewer, area=area)
    return render(request, "statistics/settings.jinja", {"page": settings_in_words.settings_page(found)})


@require_http_methods(["GET", "POST"])
@requires_version
@_answered
@keeps_draft
def settings_change(request: ViewedRequest, area: int, *, offer: Offer) -> HttpResponse:
    """Change the area's settings, or show why they cannot be so."""
    found = queries.settings_of(viewer=request.viewer, area=area)
    if not found.may_change:
        raise MayNotChangeSettings
    years = found.population_years
    if request.method != "POST":
        seen = entered(found.now.settings) | {"expected": found.now.number}
        the_form = partial(ChangeSettings, population_years=years)
        return _settings_page(request, found, the_form(initial=seen | in_use(offer, the_form)), offer)
    form = ChangeSettings(request.POST, population_years=years)
    if form.is_valid():
        given = form.settings(found.now.settings)
        reason, expected = form.cleaned_data["reason"], form.cleaned_data["expected"]
        try:
            change_settings(by=request.viewer, area=area, settings=given, reason=reason, expected=expected)
        except UnableToChangeSettings as problem:
            add_refusal(form, problem)
        except SettingsHaveChanged:
            found = queries.settings_of(viewer=request.viewer, area=area)
            return _settings_page(request, found, form, offer, stale=given)
        else:
            messages.success(request, _("The settings are saved. They hold from the next count."))
            return redirect("statistics:settings", area=area)
    return _settings_page(request, found, form, offer)


def _settings_page(
    request: ViewedRequest,
    found: SettingsOfArea,
    form: ChangeSettings,
    offer: Offer,
    *,
    stale: AreaSettings | None = None,
) -> HttpResponse:
    page = settings_in_words.change_page(found, form, stale=stale)
    context = {"page": page, "error": page["error"], "offer": offer}
    return render(request, "statistics/settings_change.jinja", context)


@never_cache
@require_safe
@_answered
def figure_people(
    request: ViewedRequest,
    area: int,
    year: str,
    category: str,
    level: str,
    rule: str = ELIGIBLE_ON_31_MARCH.word,
) -> HttpResponse:
    """List the people behind one figure, as far as the viewer sees them, and write down who was shown."""
    counting = rule_named(rule)
    place = place_named(category, level, counting.cells)
    figures = queries.latest_figures(viewer=request.viewer, area=area, year=ReportingYear(year))
    opened = queries.open_figure(viewer=request.viewer, figures=figures, place=place, rule=counting)
    shown = queries.page_of_rows(
        viewer=request.viewer, rows=opened.rows, number=_page_number(request.GET.get("page", ""))
    )
    _write_down(request, figures, counting, place, shown)
    page = presenters.people_page(figures, counting, place, opened, shown)
    return render(request, "statistics/figure_people.jinja", {"page": page})


def _page_number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def _write_down(
    request: ViewedRequest, figures: Figures, rule: CountingRule, place: Place, shown: queries.PageOfRows
) -> None:
    consulted(
        "people behind a figure seen",
        by=request.viewer,
        subjects=[row.subject_id for row, _ in shown.rows],
        area=figures.area,
        detail={
            "year": figures.year.name,
            "rule": rule.name,
            "category": place.category,
            "level": place.level_word,
            "page": shown.number,
        },
    )
