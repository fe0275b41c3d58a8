"""A calendar in the form of RFC 5545: what is due on which day, and no word of whom it is due from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line, its end left out. Source: RFC 5545 section 3.1."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a whole day: a key that is its own for ever, its title, its day, and where it is opened."""

    key: str
    title: str
    day: date
    address: str
    stamp: datetime


def calendar(title: str, entries: Iterable[Entry]) -> str:
    """Return the calendar as text, its lines ended by CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//OpenMAPPA//Duties//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
        *(line for each in entries for line in _entry(each)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _entry(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.key)}"
    yield f"DTSTAMP:{entry.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(entry.title)}"
    yield f"URL:{entry.address}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """Return a value with what has a meaning in the form written so that it has none. Source: section 3.3.11."""
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(mark, written)
    return value


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, no character cut, each but the first begun by a space."""
    pieces, piece, room = [], "", LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LONGEST_LINE - 1
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])
