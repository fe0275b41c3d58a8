"""Levels of management that move over a simulated life."""

from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import Situation

Step = tuple[int, int, int]
"""Level, first day at it, first day no longer at it (`NO_DAY` while it lasts)."""

_BACK_AND_FORTH = 0.05
_ROOM = 90
"""Days that a life must have run for its level to have moved."""


def levels_of(life: Life, random: Random, *, quiet_from: int = NO_DAY) -> list[Step]:
    """
    Return the levels, each ending where the next starts, the last where the recorded standing ends.

    With `quiet_from` nobody is at a higher level from that day on than in the end: somebody else plans that.
    """
    situation = life.situation
    if situation is Situation.WITHOUT_LEVEL or life.kind != "eligible":
        return []
    if situation is Situation.LEVEL_STARTS_DAY_AFTER:
        return _steps([(life.level, life.snapshot + 1)], life)
    if situation is Situation.LEVEL_CHANGED_ON_SNAPSHOT:
        return _steps([(_other(life), life.start), (life.level, life.snapshot)], life)
    return _steps(_moves(life, random, quiet_from), life)


def _other(life: Life) -> int:
    if life.category == 3:
        return 5 - life.level
    return 2 if life.level in (1, 3) else 1


def _moves(life: Life, random: Random, quiet_from: int) -> list[tuple[int, int]]:
    start, level = life.start, life.level
    room = life.now - start
    if room < _ROOM:
        return [(level, start)]
    # Meetings at Levels 2 and 3 are for months, so that they begin in the last year and a half.
    first = between(random, max(start + 1, life.now - 540), life.now - 40)
    if level == 1:
        if random.random() >= _BACK_AND_FORTH:
            return [(1, start)]
        latest = min(quiet_from or life.now, life.now)
        if latest - start < _ROOM:
            return [(1, start)]
        first = between(random, start + 1, latest - 40)
        return [(1, start), (2, first), (1, between(random, first + 1, latest))]
    lower = 2 if life.category == 3 else 1
    if level == 2:
        if not quiet_from and random.random() < 0.15:
            second = between(random, first + 1, life.now - 2)
            third = between(random, second + 1, life.now - 1)
            return _distinct([(lower, start), (2, first), (3, second), (2, third)])
        return _distinct([(lower, start), (2, first)])
    return _distinct([(lower, start), (2, first), (3, between(random, first + 1, life.now))])


def _distinct(moves: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out a move to the level that the person is at already."""
    return [move for place, move in enumerate(moves) if place == 0 or moves[place - 1][0] != move[0]]


def _steps(moves: list[tuple[int, int]], life: Life) -> list[Step]:
    until = life.last + 1 if life.last else NO_DAY
    following = [*(start for _, start in moves[1:]), until]
    return [(level, start, stop) for (level, start), stop in zip(moves, following, strict=True)]
