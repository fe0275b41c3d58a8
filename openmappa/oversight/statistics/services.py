"""Count by a rule and store the run; note when an area's facts changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import News
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.figures import Figures, NotCounted
from openmappa.oversight.statistics.domain.rules import CountingRule
from openmappa.oversight.statistics.domain.tables import EligibleTable, all_cells
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import AreaChange, StoredCell, StoredRun

Cells = dict[tuple[int, int | None], int]


@dataclass(frozen=True, slots=True)
class LoadInfo:
    """What an area's count rests on: the numbers of its loads, the day of the newest, whether fictitious."""

    numbers: tuple[int, ...]
    data_as_at: date | None
    fictitious: bool


@dataclass(frozen=True, slots=True)
class CountedRun:
    """A run just stored: its number, its area, and what was counted, Category 4 included."""

    run_id: int
    area: int
    table: EligibleTable


class UnknownArea(ValueError):
    """A count was asked for of an area that does not exist."""


NOTHING_LOADED = LoadInfo((), None, fictitious=False)


def count(
    year: ReportingYear,
    areas: Collection[int] | None = None,
    *,
    loads: Mapping[int, LoadInfo],
    rule: CountingRule = ELIGIBLE_ON_31_MARCH,
) -> list[CountedRun]:
    """
    Count the areas on 31 March of the year by one query over all rows, store the runs, return them by area.

    Without `areas`, all 43 reporting units are counted. Cells with nobody in them are stored as 0. `loads`
    says what each area's count rests on. The count is made and stored in one transaction of the statistics
    role, with one audit event.

    :raises UnknownArea: if an area's number is not that of a reporting unit
    """
    with acting_as(Role.STATISTICS) as connection:
        numbers = _numbers(connection, areas)
        changed = _changes(connection, numbers)
        counted = _counted(connection, rule, year, numbers)
        runs = StoredRun.objects.using(connection.alias).bulk_create(
            StoredRun(
                area_id=each,
                rule=rule.name,
                rule_version=rule.version,
                year=year.name,
                snapshot_date=year.last_date,
                data_as_at=loads.get(each, NOTHING_LOADED).data_as_at,
                loads=list(loads.get(each, NOTHING_LOADED).numbers),
                facts_changed_at=changed.get(each),
                fictitious=loads.get(each, NOTHING_LOADED).fictitious,
            )
            for each in numbers
        )
        _store_cells(connection, runs, counted)
        _write_down(connection, rule, year, numbers)
    return [CountedRun(each.pk, each.area_id, EligibleTable(counted[each.area_id])) for each in runs]


def stored_figures(year: ReportingYear, area: int, *, rule: CountingRule = ELIGIBLE_ON_31_MARCH) -> Figures:
    """
    Return the newest stored count of the area and year, Category 4 included, as the statistics role reads it.

    :raises NotCounted: if there is none
    """
    with acting_as(Role.STATISTICS) as connection:
        run = (
            StoredRun.objects.using(connection.alias)
            .filter(area=area, year=year.name, rule=rule.name)
            .select_related("area")
            .first()
        )
        if run is None:
            raise NotCounted
        changed = _changes(connection, [area]).get(area)
        cells = {(each.category, each.level): each.count for each in run.cells.all()}
        return run.figures(cells, changed_at=changed, may_open=False)


def note_change(connection: BaseDatabaseWrapper, news: News) -> None:
    """Remember that facts changed now, so that an older count can say that it is older.

    It is remembered of the area, and of the other areas that answered for these people or that the load's
    changed responsibilities name.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statistics_note_change(%s::smallint, %s::uuid[])", [news.area, list(news.subjects)]
        )


def _numbers(connection: BaseDatabaseWrapper, areas: Collection[int] | None) -> list[int]:
    known = list(Area.objects.using(connection.alias).order_by("number").values_list("number", flat=True))
    unknown = sorted(set(areas or ()) - set(known))
    if unknown:
        raise UnknownArea(f"There is no area of number {unknown[0]}.")
    return known if areas is None else [each for each in known if each in areas]


def _changes(connection: BaseDatabaseWrapper, areas: Collection[int]) -> dict[int, datetime]:
    rows = AreaChange.objects.using(connection.alias).filter(area__in=areas)
    return dict(rows.values_list("area_id", "changed_at"))


def _counted(
    connection: BaseDatabaseWrapper, rule: CountingRule, year: ReportingYear, areas: list[int]
) -> dict[int, Cells]:
    found: dict[int, Cells] = {each: dict.fromkeys(all_cells(), 0) for each in areas}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT area, category, level, count(*) FROM ({rule.sql}) counted GROUP BY 1, 2, 3",
            {"snapshot": year.last_date, "areas": areas},
        )
        for area, category, level, people in cursor.fetchall():
            found[area][category, level] = people
    return found


def _store_cells(
    connection: BaseDatabaseWrapper, runs: Collection[StoredRun], counted: Mapping[int, Cells]
) -> None:
    StoredCell.objects.using(connection.alias).bulk_create(
        StoredCell(run_id=run.pk, area_id=run.area_id, category=category, level=level, count=people)
        for run in runs
        for (category, level), people in counted[run.area_id].items()
    )


def _write_down(
    connection: BaseDatabaseWrapper, rule: CountingRule, year: ReportingYear, areas: list[int]
) -> None:
    record_event(
        connection,
        Entry(
            Operation.CONSULTATION,
            "figures counted",
            acting="statistics",
            area=areas[0] if len(areas) == 1 else None,
            detail={"rule": rule.name, "version": rule.version, "year": year.name, "areas": areas},
        ),
    )
