"""Check areas' records for a day and store how many people each finding has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Sum

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.data_quality.domain.catalogue import findings
from openmappa.oversight.data_quality.domain.findings import NO_CATEGORY, WITH_CATEGORY, Finding
from openmappa.oversight.data_quality.models import StoredCheck, StoredFinding
from openmappa.oversight.data_quality.permissions import SCHEMA
from openmappa.oversight.statistics.domain.tables import NATIONAL_CATEGORY
from openmappa.oversight.statistics.models import AreaChange

CATEGORIES = (NO_CATEGORY, 1, 2, 3, 4)


class UnableToCheck(ValueError):
    """A check was asked for of an area that does not exist."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A check just stored: of which area, for which day, and how many people each finding has, Category 4 too."""

    area: int
    day: date
    counts: Mapping[str, int]


def check(areas: Collection[int], *, day: date) -> list[Checked]:
    """
    Ask every finding of the areas' records as they stand for the day, store the counts, return them by area.

    Each finding is one query over all rows, in one transaction of the statistics role with one audit event.
    Findings with nobody in them are stored as 0.

    :raises UnableToCheck: if an area's number is not that of a reporting unit
    """
    with acting_as(Role.STATISTICS) as connection:
        numbers = _numbers(connection, areas)
        counted = {each.name: _counted(connection, each, numbers, day) for each in findings()}
        runs = StoredCheck.objects.using(connection.alias).bulk_create(
            StoredCheck(area_id=each, day=day) for each in numbers
        )
        _store(connection, runs, counted)
        _write_down(connection, numbers, day)
    return [
        Checked(
            area,
            day,
            {name: sum(cells[area, each] for each in CATEGORIES) for name, cells in counted.items()},
        )
        for area in numbers
    ]


class NotChecked(LookupError):
    """The area's records were never checked."""


@dataclass(frozen=True, slots=True)
class StoredFindings:
    """The newest check of an area, without Category 4: for which day, made when, how many people by finding."""

    area_name: str
    day: date
    checked_at: datetime
    facts_have_changed: bool
    counts: Mapping[str, int]


def stored_findings(area: int) -> StoredFindings:
    """
    Return the newest stored check of the area, as the statistics role reads it.

    :raises NotChecked: if there is none
    """
    with acting_as(Role.STATISTICS) as connection:
        run = StoredCheck.objects.using(connection.alias).filter(area=area).select_related("area").first()
        if run is None:
            raise NotChecked
        cells = StoredFinding.objects.using(connection.alias).filter(run=run)
        counts = cells.exclude(category=NATIONAL_CATEGORY).order_by().values_list("finding")
        changed = AreaChange.objects.using(connection.alias).filter(area=area, changed_at__gt=run.checked_at)
        return StoredFindings(
            run.area.name, run.day, run.checked_at, changed.exists(), dict(counts.annotate(Sum("count")))
        )


def _numbers(connection: BaseDatabaseWrapper, areas: Collection[int]) -> list[int]:
    known = set(Area.objects.using(connection.alias).values_list("number", flat=True))
    unknown = sorted(set(areas) - known)
    if unknown:
        raise UnableToCheck(f"There is no area of number {unknown[0]}.")
    return sorted(set(areas))


def _counted(
    connection: BaseDatabaseWrapper, finding: Finding, areas: list[int], day: date
) -> Counter[tuple[int, int]]:
    query = WITH_CATEGORY.replace("{sql}", finding.sql)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        before = cursor.fetchone()
        cursor.execute("SELECT set_config('search_path', %s, true)", [f"{SCHEMA}, public"])
        cursor.execute(query, {"areas": areas, "day": day})
        rows = cursor.fetchall()
        cursor.execute("SELECT set_config('search_path', %s, true)", before)
    return Counter((area, category) for _, area, category, _ in rows)


def _store(
    connection: BaseDatabaseWrapper,
    runs: Collection[StoredCheck],
    counted: Mapping[str, Counter[tuple[int, int]]],
) -> None:
    StoredFinding.objects.using(connection.alias).bulk_create(
        StoredFinding(
            run_id=run.pk,
            area_id=run.area_id,
            finding=each.name,
            finding_version=each.version,
            category=category,
            count=counted[each.name][run.area_id, category],
        )
        for run in runs
        for each in findings()
        for category in CATEGORIES
    )


def _write_down(connection: BaseDatabaseWrapper, areas: list[int], day: date) -> None:
    entry = Entry(
        Operation.CONSULTATION,
        "records checked",
        acting="statistics",
        area=areas[0] if len(areas) == 1 else None,
        detail={"areas": areas, "day": day.isoformat()},
    )
    record_event(connection, entry)
