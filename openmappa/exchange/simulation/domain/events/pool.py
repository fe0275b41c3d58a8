"""The people of a caseload to whom planned events may happen, each taken once."""

from collections.abc import Callable
from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.course import OTHER_AREA, Course
from openmappa.exchange.lives.domain.days import NO_DAY, later
from openmappa.exchange.lives.domain.events.acts import FIXED_TERM_RECALL, may_have_order
from openmappa.exchange.lives.domain.lives import category_1_alone
from openmappa.exchange.lives.domain.situations import Situation

Fits = Callable[[Course], bool]
_BEFORE = 60
"""Days before the year in which nothing may have changed for a person of the pool."""


class NotEnough(ValueError):
    """The caseload has too few people for the published figures. The message says for which."""


class Pool:
    """
    People of Level 1 who were the own area's, in the community and unchanged all the year, in no order.

    `first` and `last` are the year's first and last day.
    """

    def __init__(self, courses: list[Course], first: int, last: int, random: Random) -> None:
        self.first = first
        self.last = last
        self._random = random
        self._quiet: dict[int, list[Course]] = {1: [], 2: []}
        for course in courses:
            if course.life.category in self._quiet and self._is_quiet(course):
                self._quiet[course.life.category].append(course)
        for people in self._quiet.values():
            random.shuffle(people)

    def take(self, category: int, fits: Fits = lambda course: True, *, what: str) -> Course:
        """
        Return somebody of the category who fits, and no longer have them.

        :raises NotEnough: if there is nobody left; `what` says in the message for what
        """
        people = self._quiet[category]
        for place, course in enumerate(people):
            if fits(course):
                return people.pop(place)
        raise NotEnough(f"Expected more people of Category {category} at Level 1, for {what}.")

    def day(self, margin: int = 0) -> int:
        """Return a day of the year, so many days from its ends at least."""
        return between(self._random, self.first + margin, self.last - margin)

    def is_on_licence(self, course: Course) -> bool:
        """Return whether the person was released before the year and is on licence or supervised all through it."""
        life = course.life
        if not life.release or life.sentence.is_hospital:
            return False
        supervised = life.sentence.supervised_months
        until = later(life.imposed, supervised) if supervised else NO_DAY
        return course.is_free(self.first - _BEFORE, self.last + 1) and until > self.last + FIXED_TERM_RECALL

    def may_be_revoked(self, course: Course) -> bool:
        """Return whether indefinite requirements could be revoked in the year (SOA 2003 s.91B)."""
        return not course.life.end and not course.orders and category_1_alone(course.life, self.first)

    def may_have_order(self, course: Course) -> bool:
        """Return whether an order made on any day of the year could run for five years."""
        return not course.orders and may_have_order(course, self.last + 1)

    def _is_quiet(self, course: Course) -> bool:
        life = course.life
        since = self.first - _BEFORE
        return (
            life.situation is Situation.PLAIN
            and life.level == 1
            and life.start < since - _BEFORE
            and (life.last == NO_DAY or life.last > life.as_at)
            and course.is_free(since, self.last + 1)
            and all(not area or (until and until < since) for area, _, _, until in course.turns)
            and all(level == 1 or (until and until < since) for level, _, until in course.levels)
            and not course.breaches
            and not course.charges
        )


def elsewhere_in(course: Course, first: int, last: int) -> int:
    """Return the first of the days on which another area answered for the person, `NO_DAY` if on none."""
    for day in range(first, last + 1):
        if course.area_on(day) == OTHER_AREA:
            return day
    return NO_DAY
