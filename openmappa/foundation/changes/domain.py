"""What can be news."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class What(StrEnum):
    """The kinds of fact that change. Rooms above subscribe to those that they depend on."""

    PERSON = "person"
    OFFENDING = "offending"
    CUSTODY = "custody"
    ORDERS = "orders"
    NOTIFICATION = "notification"
    STANDING = "standing"
    RESPONSIBILITY = "responsibility"
    CASE_REVIEW = "case_review"
    LEGAL_POSITION = "legal_position"


@dataclass(frozen=True, slots=True)
class News:
    """Facts of these kinds about these subjects of an area changed.

    `subjects` is empty after a load: the news is then of the area as a whole, and told once.
    """

    area: int
    what: frozenset[What]
    subjects: tuple[UUID, ...] = ()
