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

    `actor` is the user; without one, `acting` names the program. `before` and `after` hold changed values.
    """

    operation: Operation
    what: str
    actor: UUID | None = None
    acting: str = ""
    subjects: tuple[UUID, ...] = ()
    area: int | None = None
    justification: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, object] | None = None
    after: Mapping[str, object] | None = None
