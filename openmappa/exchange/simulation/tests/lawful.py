"""People of an extract as facts for the law, by the mappings of the record, and what the law makes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from openmappa.casework.legal_position.facts import person_facts
from openmappa.casework.standing.facts import GroundRow, LevelRow, decided, levels
from openmappa.exchange.simulation.tests.recount import Person, Row
from openmappa.record.convictions.facts import ConvictionRow, DisposalRow, convictions
from openmappa.record.custody.facts import AbroadRow, SpellRow, abroad, custody
from openmappa.record.notification.facts import (
    COLUMNS_CHANGE,
    COLUMNS_CHILD_STAY,
    COLUMNS_JOURNEY,
    COLUMNS_MADE,
    COLUMNS_STAY,
    lived,
)
from openmappa.record.orders.facts import EventRow, OrderRow, orders
from openmappa.record.people.facts import AddressRow, addresses
from openmappa.statute.categories.eligibility import Eligibility, eligibility
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.provisions.dates import NO_LAST_DATE

R = TypeVar("R", bound=NamedTuple)
NOTIFICATIONS_FROM = date(2022, 4, 1)
_TRUE = {"true": True, "false": False}


def facts(person: Person) -> PersonFacts:
    """Return what is recorded of the person as facts, rows recorded in error left out."""
    decisions = decided(rows(person, "grounds", GroundRow))
    return person_facts(
        birth_date=_day(person.row["date_of_birth"]),
        convictions=convictions(
            rows(person, "convictions", ConvictionRow), rows(person, "disposals", DisposalRow)
        ),
        orders=orders(rows(person, "orders", OrderRow), rows(person, "order_events", EventRow)),
        addresses=addresses(rows(person, "addresses", AddressRow)),
        custody=custody(rows(person, "custody_spells", SpellRow)),
        abroad=abroad(rows(person, "absences_abroad", AbroadRow)),
        decided=decisions,
        levels=levels(rows(person, "levels", LevelRow)),
        lived=lived(
            made=columns(person, "notifications", COLUMNS_MADE),
            changes=columns(person, "notifiable_changes", COLUMNS_CHANGE),
            stays=columns(person, "premises_stays", COLUMNS_STAY),
            child_stays=columns(person, "child_household_stays", COLUMNS_CHILD_STAY),
            journeys=columns(person, "journeys", COLUMNS_JOURNEY),
            supplied_from=NOTIFICATIONS_FROM,
        ),
        revoked=[
            day
            for row in person.tables["notification_requirements"]
            if row["recorded_in_error"] != "true" and (day := _day(row["revoked_date"]))
        ],
    )


def rows(person: Person, table: str, kind: type[R]) -> list[R]:
    """Return the rows of a table that are not in error, as the mapping of its room reads them."""
    fields = _readers(kind)
    return [
        kind(**{name: _value(row, name, read) for name, read in fields.items()})
        for row in person.tables[table]
        if row["recorded_in_error"] != "true"
    ]


def columns(person: Person, table: str, names: tuple[str, ...]) -> list[Any]:
    """Return the named columns of a table's rows that are not in error, in that order."""
    return [
        tuple(_read(name, row[name]) for name in names)
        for row in person.tables[table]
        if row["recorded_in_error"] != "true"
    ]


def _read(name: str, text: str) -> object:
    if not text:
        return None
    if name.endswith("_date"):
        return date.fromisoformat(text)
    if name.endswith("_time"):
        return time.fromisoformat(text)
    return int(text) if name == "hours" else text


def position(person: Person, day: date) -> tuple[Eligibility, Requirements]:
    """Return what the law says as at the day."""
    known = facts(person)
    required = requirements(known, as_at=day)
    return eligibility(known, as_at=day, required=required), required


def recorded_category(person: Person, day: date) -> int | None:
    """Return the category recorded for the day, None where the person is not recorded as eligible."""
    standing = person.standing(day.isoformat())
    return int(standing["category"]) if standing else None


def is_asked_about(person: Person, day: date) -> bool:
    """Return whether the law is asked about the person on the day: a true record, of somebody alive."""
    died = person.row["date_of_death"]
    return person.row["recorded_in_error"] != "true" and (not died or died >= day.isoformat())


def written(day: date | None) -> str:
    """Return a day as an extract has it: blank for none."""
    return "" if day is None or day == NO_LAST_DATE else day.isoformat()


@cache
def _readers(kind: type[R]) -> dict[str, Callable[[str], object]]:
    """Return how each column is read, by the type that the mapping gives it."""
    known: dict[object, Callable[[str], object]] = {
        date: date.fromisoformat,
        bool: _TRUE.__getitem__,
        int: int,
    }
    return {
        name: next((read for each, read in known.items() if each in (hint, *get_args(hint))), str)
        for name, hint in get_type_hints(kind).items()
    }


def _value(row: Row, name: str, read: Callable[[str], object]) -> object:
    if name == "id":
        return _number(row["source_id"])
    if name.endswith("_id"):
        return _number(row[name]) if row[name] else None
    return read(row[name]) if row[name] else None


def _number(key: str) -> int:
    return int(key.partition("-")[2])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
