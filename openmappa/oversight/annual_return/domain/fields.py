"""The annual return: a row for each reporting unit, under the fields' own names, with the fields derived from them.

Source: fields of the Ministry of Justice's annual return (docs, "Annual return").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openmappa.oversight.statistics.domain.rate import rate_per_100_000
from openmappa.oversight.statistics.domain.rules.catalogue import FIELDS
from openmappa.oversight.statistics.domain.tables import CATEGORIES, LEVELS, cannot_be

Fields = Mapping[str, int]

_CELLS = [(category, level) for category in CATEGORIES for level in LEVELS if not cannot_be(category, level)]

SUMS: Mapping[str, tuple[str, ...]] = {
    **{
        f"LEVEL{level}TOTT1": tuple(f"CAT{c}L{each}" for c, each in _CELLS if each == level)
        for level in LEVELS
    },
    **{
        f"CAT{category}TOT": tuple(f"CAT{c}L{each}" for c, each in _CELLS if c == category)
        for category in CATEGORIES
    },
    "TOTAL_MAPPA_OFFENDERS": tuple(f"CAT{c}L{each}" for c, each in _CELLS),
    "CAT1CAUTCON": tuple(f"CAT1L{level}CAUTCON" for level in LEVELS),
    "BREACHTOTALT7": tuple(f"CAT{c}L{level}LICBREACH" for c in CATEGORIES for level in (2, 3)),
    "SOPOTOTALT7": tuple(f"CAT1L{level}SOPOBREACH" for level in (2, 3)),
}
"""The derived fields that are sums of fields."""

RATE, ROUNDED_POPULATION = "RSO_POP", "NEWPOP"
COLUMNS = (*FIELDS, *SUMS, RATE, ROUNDED_POPULATION)


def row(fields: Fields, *, population: int | None) -> dict[str, int | None]:
    """Return a unit's row of the return: what was counted, and what follows from it.

    A field that was not counted is None, and so is every sum of it. The rate is Category 1 for each 100,000
    people aged 10 and over; NEWPOP is that population to the nearest 100. A unit without a population of its
    own (the National Security Division) has neither.
    """
    found: dict[str, int | None] = {name: fields.get(name) for name in FIELDS}
    for name, parts in SUMS.items():
        counted = [each for each in (fields.get(part) for part in parts) if each is not None]
        found[name] = sum(counted) if len(counted) == len(parts) else None
    category_1 = found["CAT1TOT"]
    found[RATE] = rate_per_100_000(category_1, population) if category_1 is not None and population else None
    found[ROUNDED_POPULATION] = round(population, -2) if population else None
    return found


def added(rows: Iterator[Fields]) -> dict[str, int]:
    """Return the fields of all units added up; a field is there if any unit counted it."""
    total: dict[str, int] = {}
    for each in rows:
        for name, value in each.items():
            total[name] = total.get(name, 0) + value
    return total
