"""Keep the reference data of the package in the database: areas and agencies."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from openmappa.foundation.agencies.models import Agency, Area


def load_reference_data(*, using: str = "default") -> None:
    """Put the package's areas and agencies into the database, and set right those that are there."""
    Area.objects.using(using).bulk_create(
        [
            Area(
                number=int(row["number"]),
                name=row["name"],
                other_name=row["other_name"],
                country=row["country"],
                probation_region=row["probation_region"],
            )
            for row in _rows("areas.csv")
        ],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["name", "other_name", "country", "probation_region"],
    )
    Agency.objects.using(using).bulk_create(
        [
            Agency(
                code=row["code"],
                name=row["name"],
                kind=row["kind"],
                part=row["role"],
                area_id=int(row["area_number"]) if row["area_number"] else None,
            )
            for row in _rows("agencies.csv")
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "kind", "part", "area"],
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    data = files("openmappa.foundation.agencies") / "data" / name
    yield from csv.DictReader(data.read_text(encoding="utf-8").splitlines())
