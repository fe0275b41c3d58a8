"""Populations of areas by year, and files of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

NEEDED = ("area_number", "year", "aged_10_and_over", "source")
MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Population:
    """How many people aged ten and over lived in an area in the middle of a year, such as mid-2023, and who says so."""

    area: int
    year: str
    aged_10_and_over: int
    source: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file: the line (0: the file as a whole), the field, and what was expected."""

    file: str
    line: int
    field: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return (
            f"{where}, {self.field}: expected {self.expected}"
            if self.field
            else f"{where}: expected {self.expected}"
        )


class PopulationRefused(ValueError):
    """A file of populations has faults. The message has a line for each."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(each) for each in faults))
        self.faults = tuple(faults)


def populations_in(
    text: str, *, file: str, areas: Collection[int], source: str | None = None
) -> list[Population]:
    """
    Return the populations of a CSV file with the columns NEEDED; others are passed over.

    `areas` are the areas that have a population. With `source`, the file needs no column of it.

    :raises PopulationRefused: if the file has faults: all of them are in it, by line
    """
    reader = csv.DictReader(io.StringIO(text), strict=True)
    needed = [each for each in NEEDED if source is None or each != "source"]
    try:
        missing = [each for each in needed if each not in (reader.fieldnames or ())]
        rows = [] if missing else [(reader.line_num, row) for row in reader]
    except csv.Error:
        raise PopulationRefused([Fault(file, reader.line_num + 1, "", "CSV with quotes in pairs")]) from None
    if missing:
        raise PopulationRefused([Fault(file, 1, each, "a column of this name") for each in missing])
    if not rows:
        raise PopulationRefused([Fault(file, 0, "", "a row for each area and year")])
    faults: list[Fault] = []
    found: dict[tuple[int, str], Population] = {}
    for line, row in rows:
        wrong = [Fault(file, line, field, expected) for field, expected in _faults(row, areas, source)]
        faults += wrong
        if wrong:
            continue
        each = Population(
            int(row["area_number"]),
            row["year"],
            int(row["aged_10_and_over"]),
            source or row["source"].strip(),
        )
        if (each.area, each.year) in found:
            faults.append(Fault(file, line, "year", "each area and year once"))
        found[each.area, each.year] = each
    if faults:
        raise PopulationRefused(faults)
    return list(found.values())


def _faults(
    row: Mapping[str, str | None], areas: Collection[int], source: str | None
) -> Iterator[tuple[str, str]]:
    if None in row:
        yield "", "as many values as there are columns"
        return
    number, people = row["area_number"] or "", row["aged_10_and_over"] or ""
    if not re.fullmatch(r"[0-9]{1,2}", number) or int(number) not in areas:
        yield "area_number", f"the number of an area with a population, {min(areas)} to {max(areas)}"
    if not re.fullmatch(r"mid-(19|20|21)[0-9]{2}", row["year"] or ""):
        yield "year", "the middle of a year, such as mid-2023"
    if not re.fullmatch(r"[0-9]{1,9}", people) or not 0 < int(people) <= MOST:
        yield "aged_10_and_over", f"a whole number from 1 to {MOST}, without separators"
    if source is None and not 0 < len((row["source"] or "").strip()) <= 300:
        yield "source", "who published the number and when, in at most 300 characters"
