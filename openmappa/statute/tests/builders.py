"""The smallest facts that a test needs; each test says only what it is about."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from openmappa.statute.facts.binding import OrderMade
from openmappa.statute.facts.living import NotificationKind, NotificationMade, Spell
from openmappa.statute.facts.offending import Conviction, Sentence, Term
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.vocabulary.custody import SpellEnd, SpellKind
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.orders import Order
from openmappa.statute.vocabulary.results import ConvictionResult

RAPE = "SX03001"
SEXUAL_ASSAULT = "SX03007"
WOUNDING = "OF61131"
MURDER = "COML025"
TERRORIST = "TR06007"
CHILD_ABDUCTION = "01301"
ADULT = date(1970, 6, 15)


def day(text: str) -> date:
    """Return the day written as ISO 8601."""
    return date.fromisoformat(text)


def sentence(
    kind: Disposal = Disposal.IMPRISONMENT,
    *,
    imposed: str = "2020-03-02",
    reference: str = "S",
    **others: Any,
) -> Sentence:
    """Return a sentence; `months`, `days` and `years` make its term."""
    parts = {each: others.pop(each) for each in ("years", "months", "weeks", "days") if each in others}
    term = Term(**parts) if parts else None
    return Sentence(reference=reference, kind=kind, imposed_date=day(imposed), term=term, **others)


def conviction(
    *sentences: Sentence,
    offence: str = RAPE,
    on: str = "2020-03-02",
    result: ConvictionResult = ConvictionResult.CONVICTED,
    reference: str = "A",
    **others: Any,
) -> Conviction:
    """Return a conviction for rape with these sentences, unless told otherwise."""
    others.setdefault("sentences", sentences)
    return Conviction(
        reference=reference, offence_code=offence, result=result, conviction_date=day(on), **others
    )


def facts(*convictions: Conviction, **others: Any) -> PersonFacts:
    """Return the facts about an adult of whom everything is known, and nothing but this."""
    days = ("birth_date", "notifications_from")
    known: dict[str, Any] = {each.name: () for each in fields(PersonFacts) if each.name not in days}
    return PersonFacts(**{"birth_date": ADULT, **known, "convictions": convictions, **others})


def order(kind: Order = Order.SHPO, *, made: str = "2020-03-02", **others: Any) -> OrderMade:
    """Return an order served on the day on which it was made."""
    others.setdefault("reference", "O")
    others.setdefault("served_date", day(made))
    return OrderMade(kind=kind, made_date=day(made), **others)


def inside(
    start: str,
    until: str | None = None,
    kind: SpellKind = SpellKind.SENTENCED,
    ended_by: SpellEnd | None = SpellEnd.RELEASED,
) -> Spell:
    """Return a time inside, ended by release."""
    return Spell(
        kind=kind,
        start_date=day(start),
        until_date=day(until) if until else None,
        ended_by=ended_by if until else None,
    )


def notified(made: str, kind: str = "initial", **others: Any) -> NotificationMade:
    """Return a notification given on a day."""
    return NotificationMade(kind=NotificationKind(kind), made_date=day(made), **others)
