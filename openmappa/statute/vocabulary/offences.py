"""The offences that a person can be recorded as convicted of or cautioned for."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType


class OffenceCodeSet(StrEnum):
    """Whose list the code is from. The two never collide: one begins with a letter, the other with a figure."""

    CRIMINAL_JUSTICE_SYSTEM = "cjs"
    HOME_OFFICE = "home_office"


class UnknownOffence(LookupError):
    """No offence of the vocabulary has this code."""


@dataclass(frozen=True, slots=True)
class Offence:
    """
    An offence and where the law lists it.

    The list says only that the offence is named in a schedule. Its conditions of age, sentence and
    circumstance are in the Acts.

    Law: Criminal Justice Act 2003 Sch 15; Sexual Offences Act 2003 Sch 3; Criminal Justice Act 2003 s.327(3).
    """

    code: str
    description: str
    schedule_15_part: int | None
    schedule_15_paragraph: str | None
    schedule_3: bool
    is_murder: bool
    code_set: OffenceCodeSet

    @property
    def is_schedule_known(self) -> bool:
        """Whether an empty schedule means "not listed". Of a Home Office code it means "not known"."""
        return self.code_set is OffenceCodeSet.CRIMINAL_JUSTICE_SYSTEM


@cache
def offences() -> Mapping[str, Offence]:
    """Return every offence of the vocabulary by its code. Sources: offences.source.md."""
    with files(__package__).joinpath("offences.csv").open(encoding="utf-8") as lines:
        rows = [_offence(row) for row in csv.DictReader(lines)]
    return MappingProxyType({row.code: row for row in rows})


def offence(code: str) -> Offence:
    """
    Return the offence with this code.

    :raises UnknownOffence: if the vocabulary has no such code
    """
    try:
        return offences()[code]
    except KeyError:
        raise UnknownOffence(
            "The offence code is not in the vocabulary: expected a CJS code such as SX03001 "
            "or a Home Office code of five figures."
        ) from None


def _offence(row: Mapping[str, str]) -> Offence:
    part = row["schedule_15_part"]
    return Offence(
        code=row["code"],
        description=row["description"],
        schedule_15_part=int(part) if part else None,
        schedule_15_paragraph=row["schedule_15_paragraph"] or None,
        schedule_3=row["schedule_3"] == "true",
        is_murder=row["murder"] == "true",
        code_set=OffenceCodeSet(row["code_set"]),
    )
