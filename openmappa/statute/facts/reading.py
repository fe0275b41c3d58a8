"""Facts from JSON: read strictly, every mistake named by its place, what was wrong and what was expected."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from openmappa.statute.facts.checks import mistakes_in
from openmappa.statute.facts.mistakes import Mistake, WrongFacts
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.saying import Says
from openmappa.statute.provisions.dates import NO_LAST_DATE

NO_LAST_DAY = "none"
"""The word for a day that never comes."""


def read_facts(text: str) -> PersonFacts:
    """
    Return the facts that a JSON document holds.

    :raises WrongFacts: naming every mistake by its place
    """
    try:
        document = json.loads(text, object_pairs_hook=_each_key_once)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise WrongFacts((Mistake(place, "is not JSON", "a JSON object of facts"),)) from None
    except _KeyTwice as error:
        raise WrongFacts((Mistake(str(error), "stands twice in one object", "each fact once"),)) from None
    return facts_from(document)


def facts_from(document: object) -> PersonFacts:
    """
    Return the facts that a decoded JSON document holds.

    :raises WrongFacts: naming every mistake by its place
    """
    mistakes: list[Mistake] = []
    given = _fields(PersonFacts, document, "", mistakes)
    if mistakes:
        raise WrongFacts(tuple(mistakes))
    found = PersonFacts(**given)
    if mistakes := mistakes_in(found, given):
        raise WrongFacts(tuple(mistakes))
    return found


class _KeyTwice(ValueError):
    """An object of the document holds a key twice."""


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _KeyTwice(next(key for key in keys if keys.count(key) > 1))
    return found


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _object(kind: type, value: object, path: str, mistakes: list[Mistake]) -> Any:
    before = len(mistakes)
    found = _fields(kind, value, path, mistakes)
    return None if len(mistakes) > before else kind(**found)


def _fields(kind: type, value: object, path: str, mistakes: list[Mistake]) -> dict[str, Any]:
    if not isinstance(value, dict):
        mistakes.append(Mistake(path or "the document", f"is {_called(value)}", "an object of facts"))
        return {}
    known = {each.name: each for each in fields(kind)}
    mistakes.extend(
        Mistake(_joined(path, key), "is not a fact known here", f"one of {', '.join(known)}")
        for key in value
        if key not in known
    )
    found = {}
    for name, each in known.items():
        if value.get(name) is not None:
            found[name] = _value(_hints(kind)[name], value[name], _joined(path, name), mistakes)
        elif each.default is MISSING:
            mistakes.append(Mistake(_joined(path, name), "is missing", _expected(_hints(kind)[name])))
    return found


def _value(hint: Any, value: object, path: str, mistakes: list[Mistake]) -> Any:
    inner, said = get_args(hint)
    kind = _without_none(inner)
    if get_origin(kind) is tuple:
        return _list(get_args(kind)[0], value, path, mistakes)
    if is_dataclass(kind):
        assert isinstance(kind, type)  # noqa: S101  for the type checker
        return _object(kind, value, path, mistakes)
    return _plain(kind, said, value, path, mistakes)


def _list(kind: type, value: object, path: str, mistakes: list[Mistake]) -> Any:
    if not isinstance(value, list):
        mistakes.append(Mistake(path, f"is {_called(value)}", "a list"))
        return None
    if is_dataclass(kind):
        return tuple(_object(kind, each, f"{path}[{n}]", mistakes) for n, each in enumerate(value))
    said = Says(words="")
    return tuple(_plain(kind, said, each, f"{path}[{n}]", mistakes) for n, each in enumerate(value))


def _plain(kind: type, said: Says, value: object, path: str, mistakes: list[Mistake]) -> Any:
    reader = _enumerated if issubclass(kind, StrEnum) else _READERS[kind]
    try:
        return reader(kind, said, value)
    except ValueError as error:
        wrong, expected = error.args
        mistakes.append(Mistake(path, wrong, expected))
        return None


def _text(kind: type, said: Says, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"is {_called(value)}", "text")
    return value


def _boolean(kind: type, said: Says, value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"is {_called(value)}", "true or false")
    return value


def _number(kind: type, said: Says, value: object) -> int:
    expected = bounds_in_words(said)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"is {_called(value)}", expected)
    if said.least is not None and value < said.least:
        raise ValueError(f"is less than {said.least}", expected)
    if said.most is not None and value > said.most:
        raise ValueError(f"is more than {said.most}", expected)
    return value


def _enumerated(kind: type, said: Says, value: object) -> StrEnum:
    assert issubclass(kind, StrEnum)  # noqa: S101  for the type checker
    if not isinstance(value, str) or value not in list(kind):
        raise ValueError("is not one of the words allowed", f"one of {', '.join(kind)}")
    return kind(value)


def _day(kind: type, said: Says, value: object) -> date:
    expected = "a day of the calendar such as 2024-02-29"
    if said.endless:
        if value == NO_LAST_DAY:
            return NO_LAST_DATE
        expected += f', or "{NO_LAST_DAY}"'
    if not isinstance(value, str) or len(value) != len("2024-02-29"):
        raise ValueError(f"is {_called(value)}", expected)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day of the calendar", expected) from None


def _moment(kind: type, said: Says, value: object) -> datetime:
    expected = "a day and a time such as 2024-02-29T20:30"
    try:
        if isinstance(value, str) and len(value) == len("2024-02-29T20:30"):
            return datetime.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError(f"is {_called(value)}", expected)


_READERS: Mapping[type, Callable[[type, Says, object], Any]] = {
    str: _text,
    bool: _boolean,
    int: _number,
    date: _day,
    datetime: _moment,
}


def bounds_in_words(said: Says) -> str:
    """Return the bounds of a number in words."""
    words = f"a whole number from {said.least}"
    return words if said.most is None else f"{words} to {said.most:,}"


def _without_none(kind: Any) -> Any:
    if get_origin(kind) is UnionType:
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    return kind


def _expected(hint: Any) -> str:
    inner, said = get_args(hint)
    return f"{said.words[0].lower()}{said.words[1:].rstrip('.')}"


def _called(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", NoneType: "null"}
    if value == "":
        return "empty"
    if isinstance(value, str):
        return "text of another form"
    return names.get(type(value), "a number")


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
