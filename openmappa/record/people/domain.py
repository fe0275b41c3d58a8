"""Who a person is, as a viewer sees it; and what can be searched for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A name with its kind's code and its days; `until_date` is the first day no longer so."""

    name: str
    kind: str
    start_date: date | None
    until_date: date | None


@dataclass(frozen=True, slots=True)
class AddressSeen:
    """A place with its kind's code and its days; `until_date` is the first day no longer there."""

    place: str
    kind: str
    start_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class HomeSeen:
    """The present home: its kind's code, place, first day, and the token of the record as it was seen."""

    kind: str
    place: str
    start_date: date
    token: str


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """What is recorded of a person as such: codes, and dates that may be unknown."""

    date_of_birth: date | None
    date_of_death: date | None
    sex: str
    ethnicity: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in a list: the subject's id and the legal name on the day."""

    subject_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What is searched for. Empty terms are not searched; a person who meets any of the others is found."""

    name: str = ""
    date_of_birth: date | None = None
    identifier: str = ""


class Match(StrEnum):
    """Why a search found a person, best first."""

    IDENTIFIER = "identifier"
    DATE_OF_BIRTH = "date_of_birth"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """A person found: why, in order; the name that was like the one searched for; the identifiers that fit."""

    subject_id: UUID
    matches: tuple[Match, ...]
    likeness: float = 0.0
    like_name: str = ""
    identifier_kinds: tuple[str, ...] = ()


def full_name(given_names: str | None, family_name: str) -> str:
    """Return a name as it is spoken."""
    return f"{given_names} {family_name}" if given_names else family_name


def age_on(day: date, *, date_of_birth: date) -> int:
    """Return the age in completed years. Who was born on 29 February ages on 1 March in other years."""
    before_birthday = (day.month, day.day) < (date_of_birth.month, date_of_birth.day)
    return day.year - date_of_birth.year - before_birthday


def bears_name(searched: str, own: str) -> bool:
    """Return whether what was searched for holds the family name of this full name: its last word.

    Written down in place of the words of a search, so that looking for oneself or a relative can be reviewed.
    """
    words = own.casefold().split()
    return bool(words) and words[-1] in searched.casefold().replace(",", " ").split()
