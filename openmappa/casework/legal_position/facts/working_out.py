"""Positions from rows, one or many, each pattern of facts worked out once. Pure, so that every core can do its share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from openmappa.casework.legal_position.domain.kept import Kept
from openmappa.casework.legal_position.domain.patterns import pattern_of
from openmappa.casework.legal_position.domain.position import Position, State, digest_of, position
from openmappa.casework.legal_position.facts.rows import Rows, facts_from, first_day_after
from openmappa.statute.facts.checks import mistakes_in
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.dates import ONE_DAY
from openmappa.statute.provisions.settings import LawSettings

MOST_PATTERNS = 50_000
"""How many patterns a process remembers, the latest used."""


def worked_out(rows: Rows, *, as_at: date, settings: LawSettings) -> Position:
    """
    Return the position of the person whom the rows are about, as at a day.

    Where it cannot be worked out, the position says so and why, in words that hold nothing of the record.
    """
    died = rows.births[0].date_of_death if rows.births else None
    if died is not None and died < as_at:
        return Position(State.DIED)
    try:
        pattern = pattern_of(facts_from(rows), as_at=as_at)
        found = _of_pattern(pattern, as_at, settings)
    # Whatever goes wrong with one person's facts must not stop everybody else's; it is told of by its kind alone.
    except Exception as problem:  # noqa: BLE001
        return Position(State.NOT_WORKED_OUT, failure=_why(rows, problem))
    changes = first_day_after(rows, as_at - ONE_DAY)
    return _until(found, None if changes is None else max(changes - ONE_DAY, as_at))


def many_worked_out(
    people: Iterable[tuple[Rows, Kept | None]], as_at: date, settings: LawSettings
) -> tuple[list[tuple[Position | None, str]], int]:
    """
    Return the position and the digest of the rows of each person, and how many needed no working out anew.

    With each goes what is kept of the person; where that still holds, there is no position in the answer.
    """
    before, found = _of_pattern.cache_info().hits, list[tuple[Position | None, str]]()
    for rows, kept in people:
        digest = digest_of(rows)
        holds = kept is not None and kept.still_holds(as_at=as_at, facts_digest=digest, settings=settings)
        found.append((None if holds else worked_out(rows, as_at=as_at, settings=settings), digest))
    return found, _of_pattern.cache_info().hits - before


@lru_cache(maxsize=MOST_PATTERNS)
def _of_pattern(pattern: PersonFacts, as_at: date, settings: LawSettings) -> Position:
    return position(pattern, as_at=as_at, settings=settings)


def _until(found: Position, day: date | None) -> Position:
    if day is None or (found.holds_until is not None and found.holds_until <= day):
        return found
    return Position(
        found.state,
        found.category,
        found.undecided,
        found.limbs,
        found.since,
        found.last_date,
        found.needs,
        day,
        found.failure,
    )


def _why(rows: Rows, problem: Exception) -> str:
    """Return why there is no position: the first thing that is wrong with the facts, else the kind of the problem."""
    try:
        said: Iterator[str] = (str(each) for each in mistakes_in(facts_from(rows)))
        return next(said, type(problem).__name__)
    except Exception:  # noqa: BLE001  the facts themselves cannot be put together
        return type(problem).__name__
