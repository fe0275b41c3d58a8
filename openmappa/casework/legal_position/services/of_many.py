"""Working out the positions of everybody of an area, on every core: after a load, or when days have passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from openmappa.casework.legal_position.domain.kept import Kept
from openmappa.casework.legal_position.domain.position import Position, State
from openmappa.casework.legal_position.facts.rows import Rows
from openmappa.casework.legal_position.facts.working_out import many_worked_out
from openmappa.casework.legal_position.services.keeping import Answered, Subject, copy_in, kept
from openmappa.casework.legal_position.services.reading import rows_of
from openmappa.casework.legal_position.services.sharing import Piece, in_pieces, people_of
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed_by_load
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings

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


Given = list[tuple[Rows, Kept | None]]


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

        def read(subjects: Sequence[Subject]) -> Given:
            ids = [each.id for each in subjects]
            before = kept(cursor, ids)
            return [(rows, before.get(each)) for each, rows in zip(ids, rows_of(cursor, ids), strict=True)]

        work = partial(many_worked_out, as_at=as_at, settings=settings)
        for piece in in_pieces(people_of(cursor, area), read=read, work=work):
            total += _store(cursor, piece, as_at, settings)
    return total


def _store(cursor: CursorWrapper, piece: Piece[Given, Found], as_at: date, settings: LawSettings) -> Summary:
    positions, repeated = piece.found
    answered, other = list[Answered](), 0
    for subject, (rows, before), (position, digest) in zip(
        piece.subjects, piece.given, positions, strict=True
    ):
        if position is not None:
            answered.append(Answered(subject, as_at, position, digest, rows.is_in_error))
            other += answered[-1].is_other_than(before)
    copy_in(cursor, answered, settings, known=any(before for _, before in piece.given))
    return Summary(
        people=len(piece.subjects),
        worked_out=len(answered),
        repeated=repeated,
        other=other,
        not_worked_out=sum(each.position.state is State.NOT_WORKED_OUT for each in answered),
    )


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
