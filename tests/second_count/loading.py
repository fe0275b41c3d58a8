"""Put an extract into the database in the shortest way, and count it by our rule."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection

from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.standing.models import Level, Standing
from openmappa.exchange.extracts.domain.package import read_package
from openmappa.foundation.access.models import Subject
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.domain.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.record.custody.models import AbsenceAbroad, CustodySpell
from openmappa.record.people.models import Name, Person

from tests.second_count.extracts import SNAPSHOT


def load(folder: Path) -> dict[str, UUID]:
    """Load the folder and return the subject of each person's source_id."""
    area = read_package(folder).area
    answers = {
        row["person_id"]: int(row["area"])
        for row in _rows(folder, "responsibilities")
        if row["recorded_in_error"] != "true" and not row["until_date"]
    }
    people = list(_rows(folder, "people"))
    subjects = {
        row["source_id"]: Subject(
            id=uuid4(),
            responsible_area_id=answers.get(row["source_id"], area),
            restricted=row["restricted"] == "true",
        )
        for row in people
    }
    Subject.objects.bulk_create(subjects.values())
    Person.objects.bulk_create(
        Person(**_carried(subjects[row["source_id"]], row), sex=row["sex"], ethnicity=row["ethnicity"])
        for row in people
    )
    _bulk(Name, folder, "names", subjects, "kind", "given_names", "family_name")
    standings = {}
    for row in _rows(folder, "standings"):
        standings[row["source_id"]] = Standing(
            **_carried(subjects[row["person_id"]], row),
            kind=row["kind"],
            category=row["category"] or None,
            start_date=row["start_date"],
            last_date=row["last_date"] or None,
        )
    Standing.objects.bulk_create(standings.values())
    Level.objects.bulk_create(
        Level(
            **_carried(subjects[row["person_id"]], row),
            **_days(row),
            standing=standings[row["standing_id"]],
            category=standings[row["standing_id"]].category,
            level=row["level"],
        )
        for row in _rows(folder, "levels")
    )
    _bulk(CustodySpell, folder, "custody_spells", subjects, "kind", "ended_by", "start_date", "until_date")
    _bulk(AbsenceAbroad, folder, "absences_abroad", subjects, "kind", "start_date", "until_date")
    Responsibility.objects.bulk_create(
        Responsibility(
            **_carried(subjects[row["person_id"]], row),
            **_days(row),
            area_id=int(row["area"]),
            lead_agency=row["lead_agency"],
        )
        for row in _rows(folder, "responsibilities")
    )
    return {key: subject.id for key, subject in subjects.items()}


def counted_by_rule(areas: Iterable[int]) -> dict[UUID, list[tuple[int, int, int | None]]]:
    """Return where our rule counts each person: area, category and level, by subject."""
    found: dict[UUID, list[tuple[int, int, int | None]]] = {}
    with acting_as(Role.STATISTICS) as counting, counting.cursor() as cursor:
        cursor.execute(ELIGIBLE_ON_31_MARCH.sql, {"snapshot": SNAPSHOT, "areas": list(areas)})
        for subject, _, area, category, level in cursor.fetchall():
            found.setdefault(subject, []).append((area, category, level))
    return found


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _carried(subject: Subject, row: dict[str, str]) -> dict[str, object]:
    return {
        "subject_id": subject.id,
        "responsible_area_id": subject.responsible_area_id,
        "restricted": subject.restricted,
        "recorded_in_error": row["recorded_in_error"] == "true",
    }


def _days(row: dict[str, str]) -> dict[str, object]:
    return {"start_date": row["start_date"], "until_date": row["until_date"] or None}


def _bulk(model, folder: Path, table: str, subjects: dict[str, Subject], *columns: str) -> None:  # type: ignore[no-untyped-def]
    model.objects.bulk_create(
        model(**_carried(subjects[row["person_id"]], row), **{each: row[each] or None for each in columns})
        for row in _rows(folder, table)
    )


def checked() -> None:
    """Have the database check what it defers."""
    connection.check_constraints()
