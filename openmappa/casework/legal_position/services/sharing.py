"""The people of an area in pieces, each worked out on a core of its own while the next is read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from typing import Generic, NamedTuple, TypeVar

from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.services.keeping import Subject

AT_ONCE = 2_000
"""How many people are read and worked out together; fewer than these are not worth a second process."""

Given = TypeVar("Given")
Found = TypeVar("Found")


class Piece(NamedTuple, Generic[Given, Found]):
    """Some of the people, what was read of them, and what was found."""

    subjects: Sequence[Subject]
    given: Given
    found: Found


def people_of(cursor: CursorWrapper, area: int) -> list[Subject]:
    """Return everybody whom the area's systems sent or the area entered, as far as the cursor's role sees them."""
    cursor.execute(
        "SELECT x.id, x.responsible_area_id, x.restricted FROM access_subject x"
        " WHERE x.source_system_id IN (SELECT y.id FROM agencies_sourcesystem y WHERE y.area_id = %s)"
        " OR (x.source_system_id IS NULL AND x.responsible_area_id = %s) ORDER BY x.id",
        [area, area],
    )
    return [Subject(*row) for row in cursor.fetchall()]


def in_pieces(
    people: Sequence[Subject],
    *,
    read: Callable[[Sequence[Subject]], Given],
    work: Callable[[Given], Found],
) -> Iterator[Piece[Given, Found]]:
    """
    Yield the people piece by piece with what was found of them, in their order.

    `read` runs here. `work` may run in another process, so it is a function of a module that takes and returns values.
    """
    shared = len(people) > AT_ONCE and _cores() > 1
    waiting: deque[tuple[Sequence[Subject], Given, Future[Found]]] = deque()
    for number in range(0, len(people), AT_ONCE):
        subjects = people[number : number + AT_ONCE]
        given = read(subjects)
        if not shared:
            yield Piece(subjects, given, work(given))
            continue
        waiting.append((subjects, given, _begun(work, given)))
        # While the others work, the next is read here; not so many that memory grows with the area.
        if len(waiting) > _cores():
            yield _settled(waiting, work)
    while waiting:
        yield _settled(waiting, work)


def _begun(work: Callable[[Given], Found], given: Given) -> Future[Found]:
    try:
        return _pool().submit(work, given)
    except BrokenProcessPool:
        # A worker was ended from outside, while nobody asked it for anything.
        _pool.cache_clear()
        return _pool().submit(work, given)


def _settled(
    waiting: deque[tuple[Sequence[Subject], Given, Future[Found]]], work: Callable[[Given], Found]
) -> Piece[Given, Found]:
    subjects, given, future = waiting.popleft()
    try:
        return Piece(subjects, given, future.result())
    except BrokenProcessPool:
        # It was ended at its work. Nothing is lost but its time.
        _pool.cache_clear()
        return Piece(subjects, given, work(given))


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@cache
def _pool() -> ProcessPoolExecutor:
    """Return the processes that work things out. They are started anew: a copy of this one would share its connection."""
    return ProcessPoolExecutor(max_workers=_cores(), mp_context=get_context("spawn"))
