"""Stored counts that hold given fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR
from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.models import StoredCell, StoredRun

COUNTED_AT = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


def store(
    fields: Mapping[str, int] = FIELDS,
    *,
    year: ReportingYear = YEAR,
    area: int = LONDON,
    rule_version: int | None = None,
) -> None:
    """Store runs of every rule that hold these fields, and 0 in every other cell."""
    with acting_as(Role.STATISTICS):
        for rule in RULES:
            run = StoredRun.objects.create(
                area=Area.objects.get(number=area),
                rule=rule.name,
                rule_version=rule_version or rule.version,
                year=year.name,
                snapshot_date=year.last_date,
                data_as_at=date(2024, 4, 10),
                loads=[1],
                counted_at=COUNTED_AT,
                fictitious=True,
            )
            counts = {cell: fields.get(name, 0) for name, cell in rule.fields.items()}
            StoredCell.objects.bulk_create(
                StoredCell(run=run, area_id=area, category=cell[0], level=cell[1], count=counts.get(cell, 0))
                for cell in rule.cells
            )
