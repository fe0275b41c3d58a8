"""The reporting units of a simulation: their names, folders and populations."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_POPULATION_OF = "mid-2023"


@cache
def area_names() -> Mapping[int, str]:
    """Return the 42 areas and the National Security Division by number."""
    with files("openmappa.foundation.agencies").joinpath("data", "areas.csv").open(encoding="utf-8") as lines:
        return {int(row["number"]): row["name"] for row in csv.DictReader(lines)}


@cache
def populations() -> Mapping[int, int]:
    """Return the people aged ten and over of mid-2023 of each of the 42 areas, by number."""
    place = files("openmappa.oversight.statistics").joinpath("data", "population.csv")
    with place.open(encoding="utf-8") as lines:
        return {
            int(row["area_number"]): int(row["aged_10_and_over"])
            for row in csv.DictReader(lines)
            if row["year"] == _POPULATION_OF and int(row["area_number"]) in area_names()
        }


def folder_name(area: int) -> str:
    """
    Return the name of an area's folder, such as `21-london`.

    :raises KeyError: if there is no such area
    """
    words = area_names()[area].lower().replace("&", "and")
    return f"{area:02d}-" + "-".join("".join(each if each.isalnum() else " " for each in words).split())
