"""Numbers and commencements of the law: dated data, each with its unit, citation and whether it is verified."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """
    A number of the law in one of its versions.

    `start_date` is the first day on which it applies, None for always; `last_date` the last, None for still.
    `is_verified` says whether a source read shows it; `source` says which, or what it rests on instead.
    """

    key: str
    title: str
    value: int
    unit: str
    citation: str
    start_date: date | None
    last_date: date | None
    is_verified: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commencement:
    """The first day on which a change of the law is in force."""

    key: str
    title: str
    day: date
    is_verified: bool
    source: str


class NoSuchThreshold(LookupError):
    """No version of the number applies on that day."""


@cache
def thresholds() -> Mapping[str, tuple[Threshold, ...]]:
    """Return the versions of every number, oldest first, by key."""
    found: dict[str, list[Threshold]] = {}
    for row in _rows("thresholds.csv"):
        found.setdefault(row["key"], []).append(
            Threshold(
                key=row["key"],
                title=row["title"],
                value=int(row["value"]),
                unit=row["unit"],
                citation=row["citation"],
                start_date=_day(row["start_date"]),
                last_date=_day(row["last_date"]),
                is_verified=row["verified"] == "yes",
                source=row["source"],
            )
        )
    return MappingProxyType({key: tuple(versions) for key, versions in found.items()})


@cache
def commencements() -> Mapping[str, Commencement]:
    """Return every commencement by key."""
    return MappingProxyType(
        {
            row["key"]: Commencement(
                key=row["key"],
                title=row["title"],
                day=date.fromisoformat(row["day"]),
                is_verified=row["verified"] == "yes",
                source=row["source"],
            )
            for row in _rows("commencements.csv")
        }
    )


def threshold(key: str, *, on: date) -> int:
    """
    Return the number that applies on the day.

    :raises NoSuchThreshold: if no version of it applies on that day
    """
    for version in reversed(thresholds()[key]):
        if (version.start_date is None or version.start_date <= on) and (
            version.last_date is None or on <= version.last_date
        ):
            return version.value
    raise NoSuchThreshold(f"{key} has no value on {on}.")


@cache
def constant(key: str) -> int:
    """Return a number that has one version only. Such a number needs no day."""
    (version,) = thresholds()[key]
    return version.value


@cache
def commencement(key: str) -> date:
    """Return the first day on which a change of the law is in force."""
    return commencements()[key].day


def _rows(name: str) -> list[dict[str, str]]:
    with files(__package__).joinpath(name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
