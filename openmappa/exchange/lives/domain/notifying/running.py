"""When a simulated person is subject to the requirements, and on which days the time to notify runs."""

from openmappa.exchange.lives.domain.course import Course, Requirement
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.statute.vocabulary.custody import SpellKind

_FAR = 10_000_000
_RUNS_INSIDE = SpellKind.IMMIGRATION_DETENTION.value


class Running:
    """
    The times of one person.

    Time runs on days neither inside nor abroad, journeys included (SOA 2003 ss.83(6), 84(5) and 85(3)); immigration
    detention does not stop it. `first` is the first day subject, `NO_DAY` for somebody who never was.
    """

    def __init__(self, course: Course) -> None:
        life = course.life
        self._end = life.died or _FAR
        self.requirements: list[Requirement] = [each for each in course.requirements if not each.in_error]
        self.first = min((each.start for each in self.requirements), default=NO_DAY)
        self.stopped = sorted(
            [
                *((start, until) for kind, start, until, _ in course.spells if kind != _RUNS_INSIDE),
                *((start, until) for _, start, until in course.absences),
                *((each.leaves, each.returns) for each in course.journeys if each.is_made),
            ]
        )

    def is_subject(self, day: int) -> bool:
        """Return whether the person is alive and subject to the requirements on the day."""
        return day <= self._end and any(
            each.start <= day and (each.last == NO_DAY or day <= each.last) for each in self.requirements
        )

    def next_day(self, day: int) -> int:
        """Return the first day from `day` on that runs, `NO_DAY` if none is known to."""
        for start, until in self.stopped:
            if start <= day and (until == NO_DAY or day < until):
                if until == NO_DAY:
                    return NO_DAY
                day = until
        return day

    def last_of_days(self, start: int, how_many: int) -> int:
        """Return the last of so many days that run, from `start` on, `NO_DAY` if that is not known yet."""
        day = self.next_day(start)
        for _ in range(how_many - 1):
            if day == NO_DAY:
                return NO_DAY
            day = self.next_day(day + 1)
        return day

    def is_free(self, first: int, last: int) -> bool:
        """Return whether time runs on every day from first to last."""
        return all(
            until != NO_DAY and until <= first or start > last for start, until in self.stopped
        ) and self.is_subject(first)
