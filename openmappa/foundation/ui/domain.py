"""What pages of every room are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a list of links, and whether it leads to the page shown."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class NavigationBar:
    """The links under the header, and the name of who is signed in; empty for nobody."""

    user: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What the identity bar says: a name, and facts as key and value."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above every page of a case file. `notice` has text, href and link, or is empty."""

    identity: Identity
    pages: tuple[Link, ...]
    notice: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, on its day, with what was known of it before it was changed.

    `source` says where the record came from. `known_before` holds former states in words, latest first.
    """

    on: date
    title: str
    lines: tuple[str, ...] = ()
    source: str = ""
    known_before: tuple[str, ...] = ()
    in_error: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A person's record as a viewer may see it: `seen` says by name which parts are open."""

    subject_id: UUID
    area: int
    area_name: str
    page: str
    as_at: date
    seen: Mapping[str, bool] = field(default_factory=dict)
