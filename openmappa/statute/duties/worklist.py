"""All duties of a person, past and to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain

from openmappa.statute.duties.act_2026 import duties_of_2026
from openmappa.statute.duties.changes import (
    advance_duties,
    change_duties,
    child_duties,
    premises_duties,
    release_duties,
)
from openmappa.statute.duties.duty import DUTY_STATUSES, Duty
from openmappa.statute.duties.initial import initial_duties
from openmappa.statute.duties.periodic import periodic_duties
from openmappa.statute.duties.situation import Situation
from openmappa.statute.duties.travel import travel_duties
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import Requirements, requirements
from openmappa.statute.notification.suspension import clock
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings

_SOURCES = (
    initial_duties,
    change_duties,
    release_duties,
    premises_duties,
    child_duties,
    advance_duties,
    periodic_duties,
    travel_duties,
    duties_of_2026,
)


def duties(
    facts: PersonFacts,
    *,
    as_at: date,
    settings: LawSettings = DEFAULTS,
    required: Requirements | None = None,
) -> tuple[Duty, ...]:
    """
    Return every duty to notify as at a day, in time. `required` are the requirements, if worked out already.

    Law: Sexual Offences Act 2003 ss.83 to 86, and the regulations of 2004 and 2012.
    """
    if required is None:
        required = requirements(facts, as_at=as_at, settings=settings)
    made = tuple(
        sorted(
            (each for each in facts.notifications or () if each.made_date <= as_at),
            key=lambda each: each.made_date,
        )
    )
    now = Situation(facts, as_at, settings, clock(facts), required, made)
    found = chain.from_iterable(source(now) for source in _SOURCES)
    return tuple(sorted(found, key=lambda each: (each.due_date or date.max, each.trigger_date, each.kind)))


def overdue_first(found: Iterable[Duty]) -> tuple[Duty, ...]:
    """Return duties as a worklist shows them: overdue first, then due, then the others, each in time."""
    order = list(DUTY_STATUSES)
    return tuple(
        sorted(
            found,
            key=lambda each: (order.index(each.status), each.due_date or date.max, each.trigger_date),
        )
    )
