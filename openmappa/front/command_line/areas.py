"""An area, as a person names it."""

from __future__ import annotations

import csv
from importlib.resources import files

import click


def area_number(words: str) -> int:
    """Return the area's number in the annual return, from its number or name.

    :raises click.UsageError: if there is no such area
    """
    wanted = words.strip().casefold().replace("&", "and")
    for number, names in area_names().items():
        if wanted == str(number) or wanted in [name.casefold() for name in names]:
            return number
    raise click.UsageError(
        f"There is no area {words!r}. Expected a name such as London or Devon and Cornwall, or a number, 1 to 43."
    )


def area_names() -> dict[int, list[str]]:
    """Return the names by which each area goes."""
    data = files("openmappa.foundation.agencies") / "data" / "areas.csv"
    rows = csv.DictReader(data.read_text(encoding="utf-8").splitlines())
    return {int(row["number"]): [name for name in (row["name"], row["other_name"]) if name] for row in rows}
