"""Gather what a report is made from."""

from __future__ import annotations

from collections.abc import Iterable

from openmappa.oversight.annual_report.domain.chapters import OwnChapter
from openmappa.oversight.annual_report.domain.counted import Counted, RuleUsed, Source
from openmappa.oversight.annual_report.domain.settings_used import SettingsUsed
from openmappa.oversight.statistics.domain.figures import Figures, NotCounted
from openmappa.oversight.statistics.domain.population import Population
from openmappa.oversight.statistics.domain.rules import chosen
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.domain.settings import AreaSettings
from openmappa.oversight.statistics.domain.tables import NATIONAL_CATEGORY
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import populations, stored_figures, stored_settings


class NoPopulation(LookupError):
    """No population of the area and year is stored. The message names those that are."""


def source_of(
    area: int,
    year: ReportingYear,
    *,
    population: str | None = None,
    chapters: Iterable[OwnChapter] = (),
    suppress_below: int | None = None,
) -> Source:
    """
    Return what the report of the area and year is made from: the newest counts, and last year's if there are any.

    `population` names the middle of the year whose population the rate rests on, and `suppress_below` hides
    figures below it; 0 hides none. Without them the area's settings hold. Last year's rate rests on the
    population in the middle of its own year, where that is stored. A last year whose records are not whole is
    left out.

    :raises NotCounted: if no count of the area and year is stored
    :raises NoPopulation: if there is no such population
    """
    settled = stored_settings(area)
    figures = stored_figures(year, area)
    below = settled.settings.suppress_below if suppress_below is None else suppress_below or None
    used = AreaSettings(figures.choices, population or settled.settings.population_year, below)
    last = year_before(year)
    counted_last = _counted(area, last)
    return Source(
        counted=counted(figures),
        population=population_of(area, used.population_year),
        last=counted_last,
        last_population=_stored_population(area, f"mid-{last.start_date.year}") if counted_last else None,
        chapters=tuple(chapters),
        suppress_below=below,
        settings=SettingsUsed(used, settled),
    )


def year_before(year: ReportingYear) -> ReportingYear:
    """Return the reporting year before."""
    first = year.start_date.year - 1
    return ReportingYear(f"{first}-{(first + 1) % 100:02}")


def counted(figures: Figures) -> Counted:
    """Return a stored count as a report needs it: without Category 4, which is in no area's report."""
    rules = tuple(
        RuleUsed(
            name=rule.name,
            version=figures.versions[rule.name],
            title=rule.title,
            description=rule.description,
            source=rule.source,
            choices=tuple((each.question, each.setting, each.why) for each in chosen(rule, figures.choices)),
            fields=tuple(rule.fields),
            tables=tuple(rule.tables),
        )
        for rule in RULES
        if rule.name in figures.versions
    )
    return Counted(
        area=figures.area,
        area_name=figures.area_name,
        year=figures.year,
        fields={
            name: value
            for name, value in figures.fields.items()
            if not name.startswith(f"CAT{NATIONAL_CATEGORY}")
        },
        rules=rules,
        loads=figures.loads,
        data_as_at=figures.data_as_at,
        counted_at=figures.counted_at,
        fictitious=figures.fictitious,
        without_level=figures.table.without_level,
        rate_people=figures.people_of_the_rate,
    )


def population_of(area: int, year: str) -> Population:
    """
    Return the population of the area in the middle of the year.

    :raises NoPopulation: if it is not stored
    """
    found = _stored_population(area, year)
    if found is None:
        known = ", ".join(sorted({each.year for each in populations(areas=[area])})) or "none"
        raise NoPopulation(f"No population of the area for {year} is stored. Stored: {known}.")
    return found


def _stored_population(area: int, year: str) -> Population | None:
    return next(iter(populations(year=year, areas=[area])), None)


def _counted(area: int, year: ReportingYear) -> Counted | None:
    try:
        figures = stored_figures(year, area)
    except NotCounted:
        return None
    return counted(figures) if figures.is_whole else None
