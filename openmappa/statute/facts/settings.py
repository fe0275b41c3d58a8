"""Law settings from JSON: read as strictly as facts."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from openmappa.statute.facts.mistakes import Mistake, WrongFacts
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings

CATEGORIES = [1, 2, 3, 4]


def read_settings(text: str) -> LawSettings:
    """
    Return the settings that a JSON object holds; those that it does not name are the usual ones.

    :raises WrongFacts: naming every mistake by its place
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise WrongFacts((Mistake(place, "is not JSON", "a JSON object of settings"),)) from None
    if not isinstance(document, dict):
        raise WrongFacts((Mistake("the document", "is no object", "a JSON object of settings"),))
    known = {each.name for each in fields(LawSettings)}
    mistakes = [
        Mistake(name, "is not a setting known here", f"one of {', '.join(sorted(known))}")
        for name in document
        if name not in known
    ]
    found: dict[str, Any] = {}
    for name in known & document.keys():
        try:
            found[name] = _value(name, document[name])
        except ValueError as error:
            mistakes.append(Mistake(name, "is wrong", str(error)))
    if mistakes:
        raise WrongFacts(tuple(mistakes))
    return LawSettings(**found)


def _value(name: str, value: object) -> object:
    usual = getattr(DEFAULTS, name)
    if name == "headline_order":
        if not isinstance(value, list) or sorted(value, key=str) != CATEGORIES:
            raise ValueError("the four categories, each once, such as [4, 1, 2, 3]")
        return tuple(value)
    if isinstance(usual, bool):
        if not isinstance(value, bool):
            raise ValueError("true or false")
        return value
    if isinstance(usual, int):
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ValueError("a whole number from 0")
        return value
    return None if value is None else _day(value)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("a day of the calendar such as 2026-10-01, or null") from None
