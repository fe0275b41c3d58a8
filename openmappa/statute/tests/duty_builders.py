"""What the tests of duties share: somebody fined in 2020, and ways to ask for one duty."""

from __future__ import annotations

from datetime import date
from typing import Any

from openmappa.statute.duties.duty import Duty, DutyKind, DutyStatus
from openmappa.statute.duties.worklist import duties
from openmappa.statute.facts.living import (
    HomeAddress,
)
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.tests.builders import conviction, day, facts, notified, sentence
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.persons import AddressKind

OVERDUE, DUE, DONE, LATE = DutyStatus.OVERDUE, DutyStatus.DUE, DutyStatus.DONE, DutyStatus.LATE
STOPPED, NEEDS_FACT, ENDED = DutyStatus.STOPPED, DutyStatus.NEEDS_FACT, DutyStatus.ENDED
FINED = conviction(sentence(Disposal.FINE))
HOME = HomeAddress(kind=AddressKind.MAIN, start_date=day("2010-01-01"))
NO_HOME = HomeAddress(kind=AddressKind.NO_FIXED_ABODE, start_date=day("2020-05-01"))


def ask(
    *convictions: Any, as_at: str = "2020-06-01", settings: LawSettings = DEFAULTS, **others: Any
) -> list[Duty]:
    others.setdefault("addresses", (HOME,))
    given = facts(*(convictions or (FINED,)), **others)
    return list(duties(given, as_at=day(as_at), settings=settings))


def one(kind: DutyKind, *convictions: Any, **others: Any) -> Duty:
    (found,) = (each for each in ask(*convictions, **others) if each.kind is kind)
    return found


def none(kind: DutyKind, *convictions: Any, **others: Any) -> bool:
    return not [each for each in ask(*convictions, **others) if each.kind is kind]


def due(found: Duty) -> tuple[date | None, DutyStatus]:
    return found.due_date, found.status


INITIAL = notified("2020-03-03")
