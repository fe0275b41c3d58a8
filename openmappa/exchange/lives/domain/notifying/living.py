"""What registered people do that must be notified: journeys, stays, changes; and who goes missing."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.course import Change, Course, Journey, Missing, Stay
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.notifying.running import Running
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.lives.domain.words import words
from openmappa.statute.facts.living import ChangeKind
from openmappa.statute.vocabulary.notification import MissingKind

# In two years, of all registered. Rates of this project's own choice: nobody publishes them.
_TRAVELS, _WILL_TRAVEL, _STAYS, _STAYS_WITH_CHILD, _CHANGES, _MISSING = 0.07, 0.012, 0.02, 0.004, 0.12, 0.006
_ABSCONDED = 0.3
_KINDS = (
    ChangeKind.ACCOUNT_OR_CARD.value,
    ChangeKind.ACCOUNT_OR_CARD.value,
    ChangeKind.IDENTITY_DOCUMENT.value,
    ChangeKind.NAME.value,
)
_COUNTRIES = ("Spain", "France", "Ireland", "Turkey", "Poland", "Greece", "Jamaica", "India")


def add_living(course: Course, first: int, random: Random) -> None:
    """Add what happened from `first` on to somebody subject to the requirements, mostly nothing."""
    running, last = Running(course), course.life.as_at
    start = max(first, running.first)
    if start + 120 > last or not running.is_subject(last) or course.life.situation in _NOWHERE_TO_BE_FOUND:
        return
    chance = random.random()
    if chance < _TRAVELS:
        _travel(course, running, between(random, start + 60, last - 2), random)
    elif chance < _TRAVELS + _WILL_TRAVEL:
        leaves = last + between(random, 2, 45)
        _travel(course, running, leaves, random)
    elif chance > 1 - _STAYS:
        _stay(course, running, between(random, start, last - 30), random)
    elif chance > 1 - _STAYS - _STAYS_WITH_CHILD:
        day = between(random, start, last - 5)
        if running.is_free(day, day + 2):
            premises, hours = _premises(random), between(random, 12, 70)
            course.stays.append(Stay(premises=premises, start=day, hours=hours, hour=between(random, 9, 22)))
    if random.random() < _CHANGES:
        day = between(random, start + 1, last)
        if running.is_free(day - 1, day):
            course.changes.append(Change(kind=one_of(random, _KINDS), day=day))


def add_missing(course: Course, first: int, random: Random) -> None:
    """Add a time in which nobody knew where the person was, for few; for those unlawfully at large it lasts."""
    running, life = Running(course), course.life
    if life.situation is Situation.UNLAWFULLY_AT_LARGE:
        start = max(life.release, first)
        course.missing.append(Missing(kind=MissingKind.ABSCONDED.value, start=start))
    elif random.random() < _MISSING:
        start = life.as_at - between(random, 3, 300)
        until = start + between(random, 2, 250)
        if not running.is_free(start, min(until, life.as_at)) or start <= first:
            return
        kind = MissingKind.ABSCONDED if random.random() < _ABSCONDED else MissingKind.MISSING
        until = until if until <= life.as_at else NO_DAY
        course.missing.append(Missing(kind=kind.value, start=start, until=until))


def _travel(course: Course, running: Running, leaves: int, random: Random) -> None:
    returns = leaves + between(random, 3, 24)
    last = course.life.as_at
    bars = any(each.bars_travel for each in course.orders)
    if bars or not running.is_free(min(leaves, last) - 40, min(returns, last) + 10):
        return
    arranged = leaves - between(random, 3, 90)
    is_made = leaves <= last
    course.journeys.append(
        Journey(
            destination=one_of(random, _COUNTRIES),
            leaves=leaves,
            returns=returns,
            arranged=min(arranged, last),
            is_made=is_made and returns <= last,
        )
    )


def _stay(course: Course, running: Running, day: int, random: Random) -> None:
    until = day + between(random, 8, 26)
    if running.is_free(day, until):
        course.stays.append(Stay(premises=_premises(random), start=day, until=until))


def _premises(random: Random) -> str:
    return f"{between(random, 1, 240)} {one_of(random, words('streets'))}, {one_of(random, words('towns'))}"


_NOWHERE_TO_BE_FOUND = frozenset({Situation.NO_FIXED_ABODE, Situation.UNLAWFULLY_AT_LARGE})
