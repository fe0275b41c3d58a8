"""Stored figures as the viewer may read them, and the people behind a figure as the viewer may see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from openmappa.foundation.access.domain import Permission, Sensitivity, Viewer
from openmappa.foundation.access.models import Subject, opens
from openmappa.foundation.agencies.models import Area
from openmappa.oversight.statistics.domain.choices import USUAL, CountingChoices
from openmappa.oversight.statistics.domain.figures import Figures, NotCounted
from openmappa.oversight.statistics.domain.population import Population as PopulationOfYear
from openmappa.oversight.statistics.domain.rules import CountedRow, CountingRule, parameters
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.settings import SettingsOfArea
from openmappa.oversight.statistics.domain.tables import NATIONAL_CATEGORY, Place
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import (
    AreaChange,
    Population,
    StoredRun,
    StoredSettings,
    cells_of,
    figures_from,
)
from openmappa.record.people.queries import names_of


class NotPermitted(Exception):
    """The viewer may not read these figures, or may not open them."""


@dataclass(frozen=True, slots=True)
class OpenedFigure:
    """The rows behind a figure that the viewer sees, and how many were counted when the figure was stored."""

    rows: tuple[CountedRow, ...]
    counted: int


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """One page of the rows behind a figure, by name, with the names that the viewer sees ("" for others)."""

    rows: tuple[tuple[CountedRow, str], ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class CountedArea:
    """An area of which the viewer may read figures, and the years counted, newest first."""

    number: int
    name: str
    years: tuple[str, ...]


def areas_with_figures(*, viewer: Viewer) -> list[CountedArea]:
    """
    Return the areas whose figures the viewer may read, with the years of which a count is stored.

    :raises NotPermitted: if the viewer reads no figures
    """
    if not viewer.may(Permission.READ_FIGURES):
        raise NotPermitted
    areas = Area.objects.all()
    if not viewer.all_figures:
        areas = areas.filter(number__in=viewer.figure_areas)
    years: dict[int, set[str]] = {}
    found = StoredRun.objects.filter(_readable(viewer)).order_by().values_list("area_id", "year").distinct()
    for area, year in found:
        years.setdefault(area, set()).add(year)
    return [
        CountedArea(each.number, each.name, tuple(sorted(years.get(each.number, ()), reverse=True)))
        for each in areas
    ]


def latest_figures(*, viewer: Viewer, area: int, year: ReportingYear) -> Figures:
    """
    Return the newest stored count of the area and year by every rule.

    :raises NotPermitted: if the viewer may not read the area's figures
    :raises NotCounted: if there is none
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise NotPermitted
    return _figures(viewer, area, [each for each in _runs(viewer, area) if each.year == year.name])


def figures_by_year(*, viewer: Viewer, area: int) -> list[Figures]:
    """
    Return the newest stored counts of the area, one of each year that was counted, the earliest year first.

    :raises NotPermitted: if the viewer may not read the area's figures
    :raises NotCounted: if no year was counted
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise NotPermitted
    runs = _runs(viewer, area)
    years = sorted({each.year for each in runs if each.rule == ELIGIBLE_ON_31_MARCH.name})
    if not years:
        raise NotCounted
    return [_figures(viewer, area, [each for each in runs if each.year == year]) for year in years]


def _runs(viewer: Viewer, area: int) -> list[StoredRun]:
    return list(StoredRun.objects.newest().filter(_readable(viewer), area=area).select_related("area"))


def _figures(viewer: Viewer, area: int, runs: list[StoredRun]) -> Figures:
    only = _readable(viewer)
    if not viewer.all_figures:
        only &= ~Q(category=NATIONAL_CATEGORY)
    changed = AreaChange.objects.filter(area=area).values_list("changed_at", flat=True).first()
    return figures_from(
        runs,
        cells_of(runs, using="default", only=only),
        changed_at=changed,
        may_open=viewer.may(Permission.OPEN_FIGURES, area=area),
    )


def settings_of(*, viewer: Viewer, area: int) -> SettingsOfArea:
    """
    Return all versions of the area's settings.

    :raises NotPermitted: if the viewer may not read the area's figures
    :raises NotCounted: if there is no such area
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise NotPermitted
    name = Area.objects.filter(number=area).values_list("name", flat=True).first()
    if name is None:
        raise NotCounted
    rows = StoredSettings.objects.filter(_readable(viewer), area=area)
    return SettingsOfArea(
        area,
        name,
        tuple(each.as_version() for each in rows.order_by("-version")),
        population_years(viewer=viewer, area=area),
        may_change=viewer.may(Permission.PUBLISH_REPORT, area=area),
    )


def population(*, viewer: Viewer, area: int, year: str) -> PopulationOfYear | None:
    """
    Return the population of the area in the middle of the year, such as mid-2023; None if none is stored.

    :raises NotPermitted: if the viewer may not read the area's figures
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise NotPermitted
    row = Population.objects.filter(area=area, year=year).first()
    return PopulationOfYear(area, row.year, row.aged_10_and_over, row.source) if row else None


def population_years(*, viewer: Viewer, area: int) -> tuple[str, ...]:
    """
    Return the years of which a population of the area is stored, such as mid-2023, the earliest first.

    :raises NotPermitted: if the viewer may not read the area's figures
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise NotPermitted
    years = Population.objects.filter(area=area).order_by("year").values_list("year", flat=True)
    return tuple(years)


def open_figure(
    *, viewer: Viewer, figures: Figures, place: Place, rule: CountingRule = ELIGIBLE_ON_31_MARCH
) -> OpenedFigure:
    """
    Run the rule under the viewer's own sight and return the rows behind one figure.

    It runs under the settings of the stored count. People of whom the viewer does not see everything that
    the rule reads are left out, so that custody that is hidden never reads as "in the community".

    :raises NotPermitted: if the viewer may not open the area's figures, or asks for Category 4
    """
    if not viewer.may(Permission.OPEN_FIGURES, area=figures.area) or place.category == NATIONAL_CATEGORY:
        raise NotPermitted
    rows = rows_in_sight(
        viewer=viewer, area=figures.area, year=figures.year, rule=rule, choices=figures.choices
    )
    behind = (each for each in rows if place.holds((each.category, each.level)))
    table = figures.tables.get(rule.name)
    return OpenedFigure(tuple(behind), table.at(place) if table else 0)


def rows_in_sight(
    *,
    viewer: Viewer,
    area: int,
    year: ReportingYear,
    rule: CountingRule = ELIGIBLE_ON_31_MARCH,
    choices: CountingChoices = USUAL,
) -> list[CountedRow]:
    """Return the rule's rows for the area, of those of whom the viewer sees all that the rule reads."""
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(rule.sql, parameters(year, [area], choices))
        rows = [CountedRow(*each) for each in cursor.fetchall()]
    whole = set(_seen_whole(viewer, rule).values_list("id", flat=True)) if rows else set()
    return sorted(
        (each for each in rows if each.subject_id in whole),
        key=lambda each: (each.subject_id, each.counted_date),
    )


def page_of_rows(*, viewer: Viewer, rows: Collection[CountedRow], number: int, size: int = 50) -> PageOfRows:
    """Return a page of the rows, sorted by name. A page beyond the last is the last."""
    names = names_of(viewer=viewer, subjects=[each.subject_id for each in rows])
    by_name = sorted(
        ((each, names.get(each.subject_id, "")) for each in rows),
        key=lambda pair: (not pair[1], pair[1].lower(), pair[0].subject_id, pair[0].counted_date),
    )
    pages = max(1, -(-len(by_name) // size))
    number = min(max(1, number), pages)
    return PageOfRows(tuple(by_name[(number - 1) * size : number * size]), number, pages)


def _sensitivities(rule: CountingRule) -> set[Sensitivity]:
    """Return the sensitivities of the tables that a rule reads."""
    return {
        model.sensitivity  # type: ignore[attr-defined]
        for model in apps.get_models()
        if model._meta.db_table in rule.tables
    }


def _seen_whole(viewer: Viewer, rule: CountingRule):  # type: ignore[no-untyped-def]
    condition = Q()
    for each in _sensitivities(rule):
        condition &= opens(viewer, each, subject="id")
    return Subject.objects.filter(condition)


def _readable(viewer: Viewer) -> Q:
    return Q() if viewer.all_figures else Q(area__in=viewer.figure_areas)
