"""What is written down of each use of the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Operation(StrEnum):
    """The kinds of processing of which a log is kept. Source: Data Protection Act 2018 s.62(1)."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what was done, by whom, to whose records and why. `what` is a fixed phrase, never personal.

    `actor` is the user; without one, `acting` names the program. `before` and `after` hold changed values; an
    entry of an erasure has neither, so that the log never holds what was erased. A disclosure names its
    `recipient`. Source: Data Protection Act 2018 s.62(2) and (3).
    """

    operation: Operation
    what: str
    actor: UUID | None = None
    acting: str = ""
    subjects: tuple[UUID, ...] = ()
    area: int | None = None
    justification: str = ""
    recipient: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None


WRITTEN = (
    "operation",
    "what",
    "actor",
    "acting",
    "subjects",
    "area",
    "justification",
    "recipient",
    "detail",
    "before",
    "after",
)
"""The columns that a program writes. The database gives the others: number, time, transaction and areas."""

READ = ("id", "at", *WRITTEN[:-2], "areas")
"""The columns that readers of the log are shown: not what was changed, which may be of somebody's record."""

CASEWORK = "to assess and manage risk under the arrangements (Criminal Justice Act 2003 s.325)"
LAWFULNESS = "to verify that the use of records was lawful (Data Protection Act 2018 s.62(4))"
"""What records are looked at for, and what the log is."""
