"""Count by every rule and store the runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.choices import USUAL, CountingChoices
from openmappa.oversight.statistics.domain.rules import CountingRule, parameters
from openmappa.oversight.statistics.domain.rules.catalogue import RULES, return_fields
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.settings import settings_by_area
from openmappa.oversight.statistics.domain.tables import Cell, EligibleTable
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import AreaChange, StoredCell, StoredRun
from openmappa.oversight.statistics.services.settings import settings_in

Cells = dict[Cell, int]
Counted = dict[tuple[int, str], Cells]
"""The cells by area and name of the rule."""


@dataclass(frozen=True, slots=True)
class LoadInfo:
    """What an area's count rests on: the numbers of its loads, the day of the newest, whether fictitious.

    `records_from` is the day from which on the newest load says that its records are whole; None if it does not.
    """

    numbers: tuple[int, ...]
    data_as_at: date | None
    fictitious: bool
    records_from: date | None = None


@dataclass(frozen=True, slots=True)
class CountedRun:
    """What was just counted of an area, Category 4 included.

    `run_id` and `table` are of the people eligible on 31 March; `tables` has every rule's table by its name,
    and `fields` the annual return's figures by their names.
    """

    run_id: int
    area: int
    table: EligibleTable
    tables: Mapping[str, EligibleTable]
    fields: Mapping[str, int]


class UnknownArea(ValueError):
    """A count was asked for of an area that does not exist."""


NOTHING_LOADED = LoadInfo((), None, fictitious=False)


def count(
    year: ReportingYear,
    areas: Collection[int] | None = None,
    *,
    loads: Mapping[int, LoadInfo],
    choices: Mapping[int, CountingChoices] | None = None,
) -> list[CountedRun]:
    """
    Count the areas in the year by every rule, store a run for each area and rule, return the counts by area.

    Without `areas`, all 43 reporting units are counted. Each rule is one query over all areas of the same
    settings: those that the area has stored, or those that `choices` gives for this count. Cells with nobody
    in them are stored as 0. `loads` says what each area's count rests on. All is counted and stored in one transaction
    of the statistics role, with one audit event.

    :raises UnknownArea: if an area's number is not that of a reporting unit
    """
    with acting_as(Role.STATISTICS) as connection:
        numbers = _numbers(connection, areas)
        settings = settings_by_area(settings_in(connection), choices or {})
        changed = changes(connection, numbers)
        counted: Counted = {}
        for alike, group in _alike(numbers, settings):
            for rule in RULES:
                counted |= _counted(connection, rule, year, group, alike)
        runs = StoredRun.objects.using(connection.alias).bulk_create(
            StoredRun(
                area_id=area,
                rule=rule.name,
                rule_version=rule.version,
                year=year.name,
                snapshot_date=year.last_date,
                data_as_at=loads.get(area, NOTHING_LOADED).data_as_at,
                records_from=loads.get(area, NOTHING_LOADED).records_from,
                loads=list(loads.get(area, NOTHING_LOADED).numbers),
                facts_changed_at=changed.get(area),
                fictitious=loads.get(area, NOTHING_LOADED).fictitious,
                choices=settings.get(area, USUAL).as_json(),
            )
            for area in numbers
            for rule in RULES
        )
        _store_cells(connection, runs, counted)
        _write_down(connection, year, numbers)
    first = {each.area_id: each.pk for each in runs if each.rule == ELIGIBLE_ON_31_MARCH.name}
    return [_run(first[each], each, counted) for each in numbers]


def changes(connection: BaseDatabaseWrapper, areas: Collection[int]) -> dict[int, datetime]:
    """Return when the facts of each area last changed."""
    rows = AreaChange.objects.using(connection.alias).filter(area__in=areas)
    return dict(rows.values_list("area_id", "changed_at"))


def _numbers(connection: BaseDatabaseWrapper, areas: Collection[int] | None) -> list[int]:
    known = list(Area.objects.using(connection.alias).order_by("number").values_list("number", flat=True))
    unknown = sorted(set(areas or ()) - set(known))
    if unknown:
        raise UnknownArea(f"There is no area of number {unknown[0]}.")
    return known if areas is None else [each for each in known if each in areas]


def _alike(
    areas: list[int], choices: Mapping[int, CountingChoices]
) -> Iterator[tuple[CountingChoices, list[int]]]:
    """Yield each set of settings with the areas that have it."""
    groups: dict[CountingChoices, list[int]] = {}
    for area in areas:
        groups.setdefault(choices.get(area, USUAL), []).append(area)
    yield from groups.items()


def _counted(
    connection: BaseDatabaseWrapper,
    rule: CountingRule,
    year: ReportingYear,
    areas: list[int],
    choices: CountingChoices,
) -> Counted:
    found: Counted = {(area, rule.name): dict.fromkeys(rule.cells, 0) for area in areas}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT area, category, level, count(*) FROM ({rule.sql}) counted GROUP BY 1, 2, 3",
            parameters(year, areas, choices),
        )
        for area, category, level, rows in cursor.fetchall():
            found[area, rule.name][category, level] = rows
    return found


def _run(run_id: int, area: int, counted: Counted) -> CountedRun:
    cells = {rule.name: counted[area, rule.name] for rule in RULES}
    tables = {name: EligibleTable(each) for name, each in cells.items()}
    return CountedRun(run_id, area, tables[ELIGIBLE_ON_31_MARCH.name], tables, return_fields(cells))


def _store_cells(connection: BaseDatabaseWrapper, runs: Collection[StoredRun], counted: Counted) -> None:
    StoredCell.objects.using(connection.alias).bulk_create(
        StoredCell(run_id=run.pk, area_id=run.area_id, category=category, level=level, count=rows)
        for run in runs
        for (category, level), rows in counted[run.area_id, run.rule].items()
    )


def _write_down(connection: BaseDatabaseWrapper, year: ReportingYear, areas: list[int]) -> None:
    record_event(
        connection,
        Entry(
            Operation.CONSULTATION,
            "figures counted",
            acting="statistics",
            area=areas[0] if len(areas) == 1 else None,
            detail={
                "rules": {rule.name: rule.version for rule in RULES},
                "year": year.name,
                "areas": areas,
            },
        ),
    )
