"""What a finding is: one query that returns the people whose records may be wrong, and how to mend them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Tables = Mapping[str, tuple[str, ...]]

NO_CATEGORY = 0
"""Stands for the category of a person who is not MAPPA-eligible on the day of the check."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A question asked of an area's records before anything is published from them.

    `sql` returns rows of subject_id, area and since_date, one for each person: the day from which, or about
    which, the record is in doubt. Its parameters are `areas`, a list of area numbers, and `day`. Table names
    are unqualified: the statistics role meets the views of this room by them, and the web role the tables
    under the reader's own sight. `tables` says which columns of each table it reads. `owner` says whose it
    is to mend, `source` the law or guidance behind it, or the choice made here.
    """

    name: str
    version: int
    title: str
    why: str
    mend: str
    owner: str
    source: str
    tables: Tables
    sql: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One person found: in which area, and the day from which or about which the record is in doubt."""

    subject_id: UUID
    area: int
    since_date: date


LEAD_AGENCY = "The person's lead agency"
CO_ORDINATOR = "The MAPPA co-ordinator"

# Everybody eligible on the day, in the area that answers then; where none does, in the area that holds the record.
ELIGIBLE = """
eligible AS (
    SELECT standing.id,
           standing.subject_id,
           standing.category,
           standing.start_date,
           coalesce(responsibility.area_id, standing.responsible_area_id) AS area,
           responsibility.area_id IS NOT NULL AS is_answered_for
    FROM standing_standing standing
    JOIN people_person person ON person.subject_id = standing.subject_id AND NOT person.recorded_in_error
    LEFT JOIN responsibility_responsibility responsibility
      ON responsibility.subject_id = standing.subject_id
     AND NOT responsibility.recorded_in_error
     AND responsibility.start_date <= %(day)s::date
     AND (responsibility.until_date IS NULL OR responsibility.until_date > %(day)s::date)
    WHERE NOT standing.recorded_in_error
      AND standing.kind = 'eligible'
      AND standing.start_date <= %(day)s::date
      AND (standing.last_date IS NULL OR standing.last_date >= %(day)s::date)
      AND coalesce(responsibility.area_id, standing.responsible_area_id) = ANY (%(areas)s)
)
"""

ELIGIBLE_TABLES: Tables = {
    "standing_standing": (
        "id", "subject_id", "kind", "category", "start_date", "last_date", "responsible_area_id",
        "recorded_in_error",
    ),
    "people_person": ("subject_id", "recorded_in_error"),
    "responsibility_responsibility": (
        "subject_id", "area_id", "start_date", "until_date", "recorded_in_error",
    ),
}  # fmt: skip

# A finding's people with the category of each on the day, so that Category 4 can be kept apart.
WITH_CATEGORY = """
SELECT found.subject_id, found.area, coalesce(standing.category, 0), found.since_date
FROM ({sql}) found
LEFT JOIN standing_standing standing
  ON standing.subject_id = found.subject_id
 AND NOT standing.recorded_in_error
 AND standing.kind = 'eligible'
 AND standing.start_date <= %(day)s::date
 AND (standing.last_date IS NULL OR standing.last_date >= %(day)s::date)
"""


def reading(*tables: Tables) -> dict[str, tuple[str, ...]]:
    """Return the tables read together, each with all columns that some part reads."""
    found: dict[str, set[str]] = {}
    for part in tables:
        for table, columns in part.items():
            found.setdefault(table, set()).update(columns)
    return {table: tuple(sorted(columns)) for table, columns in sorted(found.items())}
