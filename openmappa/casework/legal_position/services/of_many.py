"""Working out the positions of everybody of an area, on every core: after a load, or when days have passed."""

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

from openmappa.casework.legal_position.domain.kept import Kept
from openmappa.casework.legal_position.domain.position import Position, State
from openmappa.casework.legal_position.facts.rows import Rows
from openmappa.casework.legal_position.facts.working_out import many_worked_out
from openmappa.casework.legal_position.services.keeping import Answered, Subject, copy_in, kept
from openmappa.casework.legal_position.services.reading import rows_of
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed_by_load
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings

AT_ONCE = 2_000
"""How many people are read, worked out and stored together; fewer than these are not worth a second process."""

Found = tuple[list[tuple[Position | None, str]], int]


@dataclass(frozen=True, slots=True)
class Summary:
    """
    How many people were looked at, and how many of them worked out anew: the others' answers still held.

    `repeated` of these had facts of a pattern that had been worked out before. `other` got another answer than before,
    or their first; `not_worked_out` got none.
    """

    people: int = 0
    worked_out: int = 0
    repeated: int = 0
    other: int = 0
    not_worked_out: int = 0

    @property
    def hit_rate(self) -> float:
        """Return the share of those worked out whose pattern had been worked out before; 0 if there were none."""
        return self.repeated / self.worked_out if self.worked_out else 0.0

    def __add__(self, more: Summary) -> Summary:
        return Summary(
            self.people + more.people,
            self.worked_out + more.worked_out,
            self.repeated + more.repeated,
            self.other + more.other,
            self.not_worked_out + more.not_worked_out,
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    subjects: list[Subject]
    rows: list[Rows]
    before: dict[UUID, Kept]

    def given(self) -> list[tuple[Rows, Kept | None]]:
        return [
            (rows, self.before.get(subject.id))
            for subject, rows in zip(self.subjects, self.rows, strict=True)
        ]


def work_out_area(
    connection: BaseDatabaseWrapper, *, area: int, as_at: date, settings: LawSettings = DEFAULTS
) -> Summary:
    """
    Work out and store the position of everybody whom the area's systems sent or the area entered, as at a day.

    The transaction is the loader's, which sees everybody.

    Whoever cannot be worked out gets a row that says so. Nobody is told: the caller does that once.
    """
    total = Summary()
    with connection.cursor() as cursor:
        subjects = _subjects(cursor, area)
        shared = len(subjects) > AT_ONCE and _cores() > 1
        waiting: deque[tuple[_Piece, Future[Found]]] = deque()
        for number in range(0, len(subjects), AT_ONCE):
            piece = _read(cursor, subjects[number : number + AT_ONCE])
            if not shared:
                found = many_worked_out(piece.given(), as_at, settings)
                total += _store(cursor, piece, found, as_at, settings)
                continue
            waiting.append((piece, _begun(piece, as_at, settings)))
            # While the others work, the next is read here; not so many that memory grows with the area.
            if len(waiting) > _cores():
                total += _settle(cursor, waiting, as_at, settings)
        while waiting:
            total += _settle(cursor, waiting, as_at, settings)
    return total


def _begun(piece: _Piece, as_at: date, settings: LawSettings) -> Future[Found]:
    try:
        return _pool().submit(many_worked_out, piece.given(), as_at, settings)
    except BrokenProcessPool:
        # A worker was ended from outside, while nobody asked it for anything.
        _pool.cache_clear()
        return _pool().submit(many_worked_out, piece.given(), as_at, settings)


def _settle(
    cursor: CursorWrapper, waiting: deque[tuple[_Piece, Future[Found]]], as_at: date, settings: LawSettings
) -> Summary:
    piece, future = waiting.popleft()
    try:
        found = future.result()
    except BrokenProcessPool:
        # It was ended at its work. Nothing is lost but its time.
        _pool.cache_clear()
        found = many_worked_out(piece.given(), as_at, settings)
    return _store(cursor, piece, found, as_at, settings)


def _subjects(cursor: CursorWrapper, area: int) -> list[Subject]:
    cursor.execute(
        "SELECT x.id, x.responsible_area_id, x.restricted FROM access_subject x"
        " WHERE x.source_system_id IN (SELECT y.id FROM agencies_sourcesystem y WHERE y.area_id = %s)"
        " OR (x.source_system_id IS NULL AND x.responsible_area_id = %s) ORDER BY x.id",
        [area, area],
    )
    return [Subject(*row) for row in cursor.fetchall()]


def _read(cursor: CursorWrapper, subjects: Sequence[Subject]) -> _Piece:
    ids = [each.id for each in subjects]
    return _Piece(list(subjects), rows_of(cursor, ids), dict(kept(cursor, ids)))


def _store(cursor: CursorWrapper, piece: _Piece, found: Found, as_at: date, settings: LawSettings) -> Summary:
    positions, repeated = found
    answered = list(_answered(piece, positions, as_at))
    copy_in(cursor, answered, settings, known=bool(piece.before))
    return Summary(
        people=len(piece.subjects),
        worked_out=len(answered),
        repeated=repeated,
        other=sum(each.is_other_than(piece.before.get(each.subject.id)) for each in answered),
        not_worked_out=sum(each.position.state is State.NOT_WORKED_OUT for each in answered),
    )


def _answered(piece: _Piece, positions: list[tuple[Position | None, str]], as_at: date) -> Iterator[Answered]:
    for subject, rows, (position, digest) in zip(piece.subjects, piece.rows, positions, strict=True):
        if position is not None:
            yield Answered(subject, as_at, position, digest, rows.is_in_error)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@cache
def _pool() -> ProcessPoolExecutor:
    """Return the processes that work things out. They are started anew: a copy of this one would share its connection."""
    return ProcessPoolExecutor(max_workers=_cores(), mp_context=get_context("spawn"))


def work_out_everybody(*, as_at: date, settings: LawSettings = DEFAULTS) -> Summary:
    """Work out and store the positions of everybody recorded that no longer hold, area by area, and tell of each."""
    total = Summary()
    with acting_as(Role.LOADER) as connection:
        areas = list(Area.objects.using(connection.alias).order_by("number").values_list("number", flat=True))
    for area in areas:
        with acting_as(Role.LOADER) as connection:
            found = work_out_area(connection, area=area, as_at=as_at, settings=settings)
            if found.other:
                changed_by_load(connection, area=area, what={What.LEGAL_POSITION})
        total += found
    return total
