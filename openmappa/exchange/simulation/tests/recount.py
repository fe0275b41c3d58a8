"""A count of its own: an extract read with the csv module and compared as strings, since ISO dates sort as days do."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SNAPSHOT = "2024-03-31"
DAY_BEFORE = "2024-03-30"
DAY_AFTER = "2024-04-01"
NEVER = "9999-12-31"

Row = dict[str, str]


@dataclass
class Person:
    """A row of people.csv with the rows of the other tables that are about that person."""

    row: Row
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def during(self, table: str, day: str = SNAPSHOT) -> list[Row]:
        """Return the rows, with exclusive ends, that hold on the day and are not in error."""
        return [
            row
            for row in self.tables[table]
            if row["start_date"] <= day < (row["until_date"] or NEVER) and row["recorded_in_error"] != "true"
        ]

    def standing(self, day: str = SNAPSHOT) -> Row | None:
        """Return the eligible standing of the day, whose last day is inclusive."""
        for row in self.tables["standings"]:
            holds = row["start_date"] <= day <= (row["last_date"] or NEVER)
            if row["kind"] == "eligible" and holds and row["recorded_in_error"] != "true":
                return row
        return None

    def area(self) -> int:
        """Return the area that answers on the snapshot date, 0 if none."""
        held = self.during("responsibilities")
        return int(held[0]["area"]) if held else 0

    def cell(self) -> tuple[int, int, int] | None:
        """Return area, category and level in which the person counts on the snapshot date, if any."""
        standing, levels = self.standing(), self.during("levels")
        away = self.during("custody_spells") or self.during("absences_abroad")
        if (
            standing is None
            or not levels
            or away
            or self.row["recorded_in_error"] == "true"
            or not self.area()
        ):
            return None
        return self.area(), int(standing["category"]), int(levels[0]["level"])


def read(folder: Path) -> dict[str, Person]:
    """Return the people of an extract by their key."""
    with (folder / "people.csv").open(encoding="utf-8", newline="") as lines:
        people = {row["source_id"]: Person(row) for row in csv.DictReader(lines)}
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in ("people", "teams"):
            with path.open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    people[row["person_id"]].tables[path.stem].append(row)
    return people


def cells(people: dict[str, Person]) -> dict[tuple[int, int, int], int]:
    """Return how many people count, by area, category and level."""
    counted: dict[tuple[int, int, int], int] = {}
    for person in people.values():
        if cell := person.cell():
            counted[cell] = counted.get(cell, 0) + 1
    return counted
