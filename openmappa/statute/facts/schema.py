"""The JSON Schema of the facts, from what is declared beside each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import NO_LAST_DAY
from openmappa.statute.facts.saying import Says

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the schema of a document of facts. It says more loosely what `read_facts` checks in full."""
    return {
        "$schema": DIALECT,
        "title": "Facts about one person, for the law of MAPPA",
        **_object(PersonFacts),
        "$defs": {kind.__name__: _object(kind) for kind in parts()},
    }


def parts() -> list[type]:
    """Return the kinds of object that facts are made of, below the person, in the order in which they are met."""
    found: dict[type, None] = {}
    _collect(PersonFacts, found)
    return list(found)


def described(kind: type) -> Iterator[tuple[str, Any, Says, bool]]:
    """Yield each fact of an object: its name, its type without None, what it says, and whether it must be given."""
    hints = get_type_hints(kind, include_extras=True)
    for each in fields(kind):
        inner, said = get_args(hints[each.name])
        yield each.name, _without_none(inner), said, each.default is MISSING


def _collect(kind: type, found: dict[type, None]) -> None:
    for _, inner, _, _ in described(kind):
        part = get_args(inner)[0] if get_origin(inner) is tuple else inner
        if is_dataclass(part) and isinstance(part, type) and part not in found:
            found[part] = None
            _collect(part, found)


def _object(kind: type) -> dict[str, Any]:
    described_fields = list(described(kind))
    required = [name for name, _, _, must in described_fields if must]
    words = (kind.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
    return {
        "type": "object",
        "description": words,
        "properties": {
            name: {"description": said.words, **_value(inner, said, must)}
            for name, inner, said, must in described_fields
        },
        "required": required,
        "additionalProperties": False,
    }


def _value(kind: Any, said: Says, must: bool) -> dict[str, Any]:
    if get_origin(kind) is tuple:
        found: dict[str, Any] = {"type": "array", "items": _plain(get_args(kind)[0], said)}
    else:
        found = _plain(kind, said)
    return found if must else {"anyOf": [found, {"type": "null"}]}


def _plain(kind: Any, said: Says) -> dict[str, Any]:
    if is_dataclass(kind) and isinstance(kind, type):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if issubclass(kind, StrEnum):
        return {"enum": [str(each) for each in kind]}
    if kind is int:
        bounds = {"minimum": said.least, "maximum": said.most}
        return {"type": "integer", **{key: value for key, value in bounds.items() if value is not None}}
    if kind is date and said.endless:
        return {"anyOf": [dict(_SIMPLE[date]), {"const": NO_LAST_DAY}]}
    return dict(_SIMPLE[kind])


def _without_none(kind: Any) -> Any:
    if get_origin(kind) is UnionType:
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    return kind


_SIMPLE: Mapping[type, Mapping[str, Any]] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    datetime: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"},
}
