"""Stored counts read whole, as the statistics role reads them, and the breakdowns of national tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.choices import CountingChoices, choices_of
from openmappa.oversight.statistics.domain.figures import Figures, NotCounted
from openmappa.oversight.statistics.domain.rules import parameters
from openmappa.oversight.statistics.domain.rules.catalogue import RULES, return_fields
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.tables import Cell
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import StoredRun, cells_of, figures_from
from openmappa.oversight.statistics.services.counting import changes
from openmappa.statute.vocabulary.persons import ETHNIC_GROUPS, ETHNICITIES, SEXES, Ethnicity

By = Literal["sex", "ethnicity"]


def stored_figures(year: ReportingYear, area: int) -> Figures:
    """
    Return the newest stored count of the area and year by every rule, Category 4 included.

    :raises NotCounted: if there is none
    """
    with acting_as(Role.STATISTICS) as connection:
        runs = list(
            StoredRun.objects.using(connection.alias)
            .newest()
            .filter(year=year.name, area=area)
            .select_related("area")
        )
        cells = cells_of(runs, using=connection.alias)
        return figures_from(runs, cells, changed_at=changes(connection, [area]).get(area), may_open=False)


def stored_fields(year: ReportingYear) -> dict[int, dict[str, int]]:
    """
    Return the figures of the annual return by area: of each rule's newest stored count of the year.

    :raises NotCounted: if no area was counted
    """
    with acting_as(Role.STATISTICS) as connection:
        runs = list(StoredRun.objects.using(connection.alias).newest().filter(year=year.name))
        if not runs:
            raise NotCounted
        cells = cells_of(runs, using=connection.alias)
    by_area: dict[int, dict[str, Mapping[Cell, int]]] = {}
    for run in runs:
        by_area.setdefault(run.area_id, {})[run.rule] = cells.get(run.pk, {})
    return {area: return_fields(found) for area, found in sorted(by_area.items())}


def distinct_fields(year: ReportingYear) -> dict[str, int]:
    """
    Return for each figure of the year, by the return's names, how many distinct people it holds nationally.

    It is counted anew, over all areas counted for the year, each under the settings of its newest count. The
    sum of the areas' figures stands beside it: that counts orders, charges and reviews, and a person as often
    as areas count them. Figures of 31 March are left out: there a person is in one area.

    :raises NotCounted: if no area was counted
    """
    with acting_as(Role.STATISTICS) as connection:
        people: dict[str, set[object]] = {
            field: set() for rule in RULES if not rule.is_snapshot for field in rule.fields
        }
        for choices, areas in _settings(connection, year).items():
            given = parameters(year, areas, choices)
            for rule in RULES:
                if rule.is_snapshot:
                    continue
                with connection.cursor() as cursor:
                    cursor.execute(
                        f"SELECT DISTINCT category, level, subject_id FROM ({rule.sql}) counted", given
                    )
                    for category, level, subject in cursor.fetchall():
                        field = rule.counted_field((category, level))
                        if field:
                            people[field].add(subject)
    return {field: len(each) for field, each in people.items()}


def snapshot_by(year: ReportingYear, by: By) -> dict[str, dict[str, int]]:
    """
    Return the people eligible on 31 March nationally by sex, or by printed ethnic group: group, field, number.

    Groups are in the order of print, by their codes (statute.vocabulary.persons), those with nobody in them
    included. It is counted anew, over all 43 units; people without a level are in no field.
    """
    groups: list[str] = list(SEXES) if by == "sex" else list(ETHNIC_GROUPS)
    rule = ELIGIBLE_ON_31_MARCH
    found = {group: dict.fromkeys(rule.fields, 0) for group in groups}
    with acting_as(Role.STATISTICS) as connection:
        areas = list(Area.objects.using(connection.alias).values_list("number", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT described.{'sex' if by == 'sex' else 'ethnicity'}, category, level, count(*)"
                f" FROM ({rule.sql}) counted JOIN people_person described USING (subject_id) GROUP BY 1, 2, 3",
                parameters(year, areas),
            )
            for code, category, level, rows in cursor.fetchall():
                field = rule.counted_field((category, level))
                if field:
                    group = code if by == "sex" else ETHNICITIES[Ethnicity(code)].group
                    found[group][field] += rows
    return found


def _settings(connection: BaseDatabaseWrapper, year: ReportingYear) -> dict[CountingChoices, list[int]]:
    runs = (
        StoredRun.objects.using(connection.alias)
        .newest()
        .filter(year=year.name, rule=ELIGIBLE_ON_31_MARCH.name)
    )
    found: dict[CountingChoices, list[int]] = {}
    for run in runs:
        found.setdefault(choices_of(run.choices), []).append(run.area_id)
    if not found:
        raise NotCounted
    return found
