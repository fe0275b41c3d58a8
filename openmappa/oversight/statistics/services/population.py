"""Populations of areas: the package's, and those that are loaded from files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib.resources import files
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS

from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics import models
from openmappa.oversight.statistics.domain.population import (
    Fault,
    Population,
    PopulationRefused,
    populations_in,
)

WITHOUT_POPULATION = 43
AREAS = range(1, WITHOUT_POPULATION)
PACKAGED_SOURCE = (
    "Office for National Statistics, mid-year population estimates, England and Wales (mid-2023 as published on"
    " 15 July 2024), added up to areas"
)


def load_packaged_populations(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Put the package's populations into the database. One that is there already stays: it may be a restated one."""
    data = files("openmappa.oversight.statistics") / "data" / "population.csv"
    found = populations_in(
        data.read_text(encoding="utf-8"), file="population.csv", areas=AREAS, source=PACKAGED_SOURCE
    )
    models.Population.objects.using(using).bulk_create(_rows(found), ignore_conflicts=True)


def load_populations(path: Path) -> list[Population]:
    """
    Put the populations of a CSV file into the database, in place of those of the same area and year.

    :raises PopulationRefused: if the file cannot be read or has faults; nothing is then loaded
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise PopulationRefused([Fault(path.name, 0, "", "a file that can be read")]) from None
    except UnicodeDecodeError:
        raise PopulationRefused([Fault(path.name, 0, "", "text in UTF-8")]) from None
    found = populations_in(text, file=path.name, areas=AREAS)
    with acting_as(Role.STATISTICS) as connection:
        models.Population.objects.using(connection.alias).bulk_create(
            _rows(found),
            update_conflicts=True,
            unique_fields=["area", "year"],
            update_fields=["aged_10_and_over", "source"],
        )
    return found


def populations(*, year: str | None = None, areas: Collection[int] | None = None) -> list[Population]:
    """Return the populations there are, of the year (such as mid-2023) and areas if named, by year and area."""
    with acting_as(Role.STATISTICS) as connection:
        rows = models.Population.objects.using(connection.alias).order_by("year", "area")
        if year is not None:
            rows = rows.filter(year=year)
        if areas is not None:
            rows = rows.filter(area__in=areas)
        return [Population(each.area_id, each.year, each.aged_10_and_over, each.source) for each in rows]


def _rows(found: Iterable[Population]) -> list[models.Population]:
    return [
        models.Population(
            area_id=each.area, year=each.year, aged_10_and_over=each.aged_10_and_over, source=each.source
        )
        for each in found
    ]
