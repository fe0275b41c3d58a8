"""The page that tells how facts are written, from what is declared beside each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin

from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import bounds_in_words
from openmappa.statute.facts.saying import Says
from openmappa.statute.facts.schema import described, parts


def format_page() -> str:
    """Return the page of the facts' format."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Facts about a person, for the law\n"
    yield (
        "What `openmappa law explain` and `openmappa law duties` read: one JSON object for one person. "
        "[facts.schema.json](facts.schema.json) is its JSON Schema, and [law-examples](law-examples/) has examples to start "
        "from. What is worked out from the facts stands in the [rule book](rule-book.md).\n"
    )
    yield (
        "**What is left out is not known**, and an answer that depends on it says that it needs it. An empty list says that "
        'there are none: `"orders": []` is another answer than no `orders` at all. A last day of `"none"` says that there is '
        "none, such as of an order until further order. Names of persons, addresses and courts are not asked for.\n"
    )
    yield (
        "A mistake is named by its place, what is wrong and what was expected, and nothing is worked out from part of the "
        "facts. A word that is not listed here is a mistake too. The order of a list means nothing.\n"
    )
    for kind in (PersonFacts, *parts()):
        yield from _object(kind)


def _object(kind: type) -> Iterator[str]:
    title = "The person" if kind is PersonFacts else kind.__name__
    words = (kind.__doc__ or "").strip().replace("\n    ", " ").replace("\n", "\n\n")
    yield f"## {title}\n"
    yield f"{words.split(chr(10))[0]}\n"
    yield "| Fact | Value | Meaning |"
    yield "|---|---|---|"
    for name, inner, said, must in described(kind):
        yield f"| `{name}`{' (must be given)' if must else ''} | {_value(inner, said)} | {said.words} |"
    yield ""


def _value(kind: Any, said: Says) -> str:
    if get_origin(kind) is tuple:
        return f"list of {_value(get_args(kind)[0], said)}"
    if is_dataclass(kind) and isinstance(kind, type):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    if issubclass(kind, StrEnum):
        return " ".join(f"`{each}`" for each in kind)
    if kind is int:
        return bounds_in_words(said)
    return _PLAIN[kind] + (' or `"none"`' if said.endless else "")


_PLAIN = {str: "text", bool: "true or false", date: "day", datetime: "day and time"}
