"""Working out what is due from everybody of an area, on every core: after a load, and as days pass."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from functools import cache
from multiprocessing import get_context
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from openmappa.casework.duties.domain import Replaced
from openmappa.casework.duties.facts import Given, many_worked_out
from openmappa.casework.duties.facts import Worked as WorkedOut
from openmappa.casework.duties.services.reading import read
from openmappa.casework.duties.services.storing import settle, staging, write
from openmappa.casework.legal_position.services.keeping import Subject
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

AT_ONCE = 2_000
"""How many people are read and worked out together; fewer than these are not worth a second process."""


@dataclass(frozen=True, slots=True)
class Worked:
    """How many people were looked at, how many duties they have, how many rows became different, and who could not be."""

    people: int = 0
    duties: int = 0
    added: int = 0
    replaced: int = 0
    altered: int = 0
    not_worked_out: int = 0

    def __add__(self, more: Worked) -> Worked:
        return Worked(*(getattr(self, name) + getattr(more, name) for name in Worked.__dataclass_fields__))


def work_out_duties_of_area(
    connection: BaseDatabaseWrapper, *, area: int, as_at: date, why: Replaced = Replaced.LOAD
) -> Worked:
    """
    Work out and keep what is due from everybody whom the area's systems sent or the area entered, as at a day.

    The transaction is the loader's, which sees everybody. Of whom it cannot be worked out, what was due stays.
    """
    with connection.cursor() as cursor:
        people = _people(cursor, area)
        number, left = 0, set[UUID]()
        pieces = _pieces(cursor, people, as_at)
        # What is read cannot pass through the connection while a COPY is open on it: a piece is copied at a time.
        first = True
        for carried, found in pieces:
            with staging(cursor, anew=first) as copy:
                for each, dues in zip(carried, found, strict=True):
                    if dues is None:
                        left.add(each.id)
                    else:
                        number += write(copy, each, dues)
            first = False
        if first:
            return Worked()
        among = [each.id for each in people if each.id not in left]
        rows = settle(cursor, subjects=among, why=why)
    return Worked(len(people), number, rows["added"], rows["replaced"], rows["altered"], len(left))


def work_out_duties_of_everybody(*, as_at: date) -> Worked:
    """Work out and keep what is due from everybody recorded, area by area, as at a day that has come."""
    total = Worked()
    with acting_as(Role.LOADER) as connection:
        for number in (
            Area.objects.using(connection.alias).order_by("number").values_list("number", flat=True)
        ):
            total += work_out_duties_of_area(connection, area=number, as_at=as_at, why=Replaced.DAY)
    return total


def _people(cursor: CursorWrapper, area: int) -> list[Subject]:
    cursor.execute(
        "SELECT x.id, x.responsible_area_id, x.restricted FROM access_subject x"
        " WHERE x.source_system_id IN (SELECT y.id FROM agencies_sourcesystem y WHERE y.area_id = %s)"
        " OR (x.source_system_id IS NULL AND x.responsible_area_id = %s) ORDER BY x.id",
        [area, area],
    )
    return [Subject(*row) for row in cursor.fetchall()]


def _pieces(
    cursor: CursorWrapper, people: Sequence[Subject], as_at: date
) -> Iterator[tuple[Sequence[Subject], WorkedOut]]:
    """Yield each piece of people with what is due from them, while the next are worked out on the other cores."""
    shared = len(people) > AT_ONCE and _cores() > 1
    waiting: deque[tuple[Sequence[Subject], list[Given], Future[WorkedOut]]] = deque()
    for number in range(0, len(people), AT_ONCE):
        piece = people[number : number + AT_ONCE]
        given = read(cursor, [each.id for each in piece])
        if not shared:
            yield piece, many_worked_out(given, as_at)
            continue
        waiting.append((piece, given, _pool().submit(many_worked_out, given, as_at)))
        if len(waiting) > _cores():
            yield _settled(waiting, as_at)
    while waiting:
        yield _settled(waiting, as_at)


def _settled(
    waiting: deque[tuple[Sequence[Subject], list[Given], Future[WorkedOut]]], as_at: date
) -> tuple[Sequence[Subject], WorkedOut]:
    piece, given, future = waiting.popleft()
    try:
        return piece, future.result()
    except BrokenProcessPool:
        # A worker was ended from outside. Nothing is lost but its time.
        _pool.cache_clear()
        return piece, many_worked_out(given, as_at)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@cache
def _pool() -> ProcessPoolExecutor:
    """Return the processes that work things out. They are started anew: a copy of this one would share its connection."""
    return ProcessPoolExecutor(max_workers=_cores(), mp_context=get_context("spawn"))
