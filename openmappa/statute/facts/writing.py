"""Facts to a document of plain values: what `facts_from` reads again as equal facts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.facts.reading import NO_LAST_DAY
from openmappa.statute.provisions.dates import NO_LAST_DATE


def facts_document(facts: PersonFacts) -> dict[str, Any]:
    """Return the facts as the facts' format has them. What is not known is left out; an empty list is kept."""
    return _object(facts)


def _object(value: Any) -> dict[str, Any]:
    found = {each.name: getattr(value, each.name) for each in fields(value)}
    return {name: _plain(each) for name, each in found.items() if each is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return _object(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return NO_LAST_DAY if value == NO_LAST_DATE else value.isoformat()
    return str(value) if isinstance(value, str) else value
