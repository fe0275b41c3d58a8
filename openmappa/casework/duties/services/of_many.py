"""Working out what is due from everybody of an area, on every core: after a load, and as days pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.casework.duties.domain import Replaced
from openmappa.casework.duties.facts import Given, many_worked_out
from openmappa.casework.duties.services.reading import read
from openmappa.casework.duties.services.storing import settle, staging, write
from openmappa.casework.legal_position.services.keeping import Subject
from openmappa.casework.legal_position.services.sharing import in_pieces, people_of
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role


@dataclass(frozen=True, slots=True)
class Worked:
    """
    How many people were looked at, how many duties they have, how many rows became different, and who could not be.

    `repeated` of the people had facts of a pattern that had been worked out before.
    """

    people: int = 0
    repeated: int = 0
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
        people = people_of(cursor, area)
        number, repeated, left = 0, 0, set[UUID]()

        def read_of(subjects: Sequence[Subject]) -> list[Given]:
            return read(cursor, [each.id for each in subjects])

        # What is read cannot pass through the connection while a COPY is open on it: a piece is copied at a time.
        first = True
        for piece in in_pieces(people, read=read_of, work=partial(many_worked_out, as_at=as_at)):
            found, known = piece.found
            repeated += known
            with staging(cursor, anew=first) as copy:
                for each, dues in zip(piece.subjects, found, strict=True):
                    if dues is None:
                        left.add(each.id)
                    else:
                        number += write(copy, each, dues)
            first = False
        if first:
            return Worked()
        among = [each.id for each in people if each.id not in left]
        rows = settle(cursor, subjects=among, why=why)
    return Worked(people=len(people), repeated=repeated, duties=number, not_worked_out=len(left), **rows)


def work_out_duties_of_everybody(*, as_at: date) -> Worked:
    """Work out and keep what is due from everybody recorded, area by area, as at a day that has come."""
    total = Worked()
    with acting_as(Role.LOADER) as connection:
        for number in (
            Area.objects.using(connection.alias).order_by("number").values_list("number", flat=True)
        ):
            total += work_out_duties_of_area(connection, area=number, as_at=as_at, why=Replaced.DAY)
    return total
