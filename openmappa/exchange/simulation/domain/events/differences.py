"""
People whose recorded category is not the one that follows from their recorded facts, each kind by its name.

Everybody else's follows: a check of the records against the law finds these, all of them and nobody else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.days import NO_DAY, last_of
from openmappa.exchange.lives.domain.events.acts import end_on
from openmappa.exchange.lives.domain.sentences import offences
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.simulation.domain.events.pool import NotEnough, Pool
from openmappa.exchange.simulation.domain.plan import Part
from openmappa.statute.vocabulary.disposals import Disposal
from openmappa.statute.vocabulary.results import ConvictionResult

HOW_MANY = 2
"""People of each kind, where the caseload has them."""


class Difference(StrEnum):
    """In what the record and the law differ."""

    CATEGORY_2_THOUGH_REQUIREMENTS_RUN = "category_2_though_requirements_run"
    CATEGORY_1_THOUGH_REQUIREMENTS_ENDED = "category_1_though_requirements_ended"
    CATEGORY_2_THOUGH_UNDER_12_MONTHS = "category_2_though_under_12_months"
    CATEGORY_3_THOUGH_CATEGORY_2_HOLDS = "category_3_though_category_2_holds"
    ENDED_THOUGH_NOT_REVOKED = "ended_though_not_revoked"
    STRUCK_OUT_THOUGH_CONVICTED = "struck_out_though_convicted"
    SCREENED_OUT_THOUGH_CATEGORY_2_HOLDS = "screened_out_though_category_2_holds"
    LAST_DAY_OF_LICENCE_MISSING = "last_day_of_licence_missing"
    AGE_OF_VICTIM_MISSING = "age_of_victim_missing"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a check finds: the categories recorded and worked out, None for none, and whether a fact is missing."""

    recorded: int | None
    worked_out: int | None
    needs_a_fact: bool = False


EXPECTED: Mapping[Difference, Expected] = {
    Difference.CATEGORY_2_THOUGH_REQUIREMENTS_RUN: Expected(2, 1),
    Difference.CATEGORY_1_THOUGH_REQUIREMENTS_ENDED: Expected(1, None),
    Difference.CATEGORY_2_THOUGH_UNDER_12_MONTHS: Expected(2, None),
    Difference.CATEGORY_3_THOUGH_CATEGORY_2_HOLDS: Expected(3, 2),
    Difference.ENDED_THOUGH_NOT_REVOKED: Expected(None, 1),
    Difference.STRUCK_OUT_THOUGH_CONVICTED: Expected(None, 1),
    Difference.SCREENED_OUT_THOUGH_CATEGORY_2_HOLDS: Expected(None, 2),
    Difference.LAST_DAY_OF_LICENCE_MISSING: Expected(2, None, needs_a_fact=True),
    Difference.AGE_OF_VICTIM_MISSING: Expected(1, None, needs_a_fact=True),
}
"""What a check finds of each kind, on the snapshot date and on the day that the data are as at."""

_ENOUGH = (12, 18, 24, 36, 48)
_IMAGES = frozenset({*offences.IMAGES, "PK78005"})


class Differences:
    """
    Puts differences into the lives of a year's caseload: into facts only, so that what is counted stays as it is.

    `make` makes another person; whoever is made is added to `courses`.
    """

    def __init__(self, courses: list[Course], make: Callable[[Part], Course], pool: Pool) -> None:
        self._courses, self._make, self._pool = courses, make, pool
        self._others = [each for each in courses if not each.breaches and not each.charges]
        self._taken: set[int] = set()

    def add(self) -> dict[str, int]:
        """Add every kind and return how many there are of each."""
        added = {}
        for kind, put in self._kinds().items():
            done = 0
            for _ in range(HOW_MANY):
                try:
                    course = put()
                except NotEnough:
                    break
                course.difference = kind.value
                done += 1
            added[kind.value] = done
        return added

    def _kinds(self) -> Mapping[Difference, Callable[[], Course]]:
        return {
            Difference.CATEGORY_2_THOUGH_REQUIREMENTS_RUN: self._sexual,
            Difference.CATEGORY_1_THOUGH_REQUIREMENTS_ENDED: self._lapsed,
            Difference.CATEGORY_2_THOUGH_UNDER_12_MONTHS: self._short,
            Difference.CATEGORY_3_THOUGH_CATEGORY_2_HOLDS: lambda: self._long(Situation.PLAIN),
            Difference.ENDED_THOUGH_NOT_REVOKED: self._not_revoked,
            Difference.STRUCK_OUT_THOUGH_CONVICTED: self._struck_out,
            Difference.SCREENED_OUT_THOUGH_CATEGORY_2_HOLDS: lambda: self._long(
                Situation.CONSIDERED_NOT_ELIGIBLE
            ),
            Difference.LAST_DAY_OF_LICENCE_MISSING: self._without_last_day,
            Difference.AGE_OF_VICTIM_MISSING: self._without_age,
        }

    def _sexual(self) -> Course:
        """Let the offence be one of Schedule 3."""
        course = self._pool.take(2, _is_determinate, what="a sexual offence in Category 2")
        course.life.offence_code = offences.GRAVE_SEXUAL[0]
        return course

    def _lapsed(self) -> Course:
        """Let the sentence be a community order, for which the requirements lasted five years and no longer."""

        def fits(course: Course) -> bool:
            life = course.life
            return (
                life.sentence.disposal == Disposal.SUSPENDED_SENTENCE.value
                and not course.orders
                and last_of(life.conviction, 60) < self._pool.first
            )

        course = self._pool.take(1, fits, what="requirements that have ended")
        sentence = course.life.sentence
        sentence.disposal, sentence.months = Disposal.COMMUNITY_ORDER.value, 24
        return course

    def _short(self) -> Course:
        course = self._pool.take(2, _is_determinate, what="sentences under 12 months")
        course.life.sentence.months = 11
        return course

    def _long(self, situation: Situation) -> Course:
        """Let a sentence too short for Category 2 be as long as brings it, until after the data."""

        def fits(course: Course) -> bool:
            life = course.life
            return life.category == 3 and not life.former[0] and _is_determinate(course)

        course = self._take(situation, fits)
        life = course.life
        for months in _ENOUGH:
            life.sentence.months = months
            if life.sentence_last > life.as_at:
                break
        return course

    def _not_revoked(self) -> Course:
        """Let a standing end as if the requirements had been revoked, which they were not."""
        course = self._make((1, 1, Situation.REVOKED_IN_YEAR))
        end_on(course, self._pool.first + 100)
        course.life.situation = Situation.ENDED_EARLIER
        for each in course.requirements:
            each.last = each.revoked = NO_DAY
        self._courses.append(course)
        return course

    def _struck_out(self) -> Course:
        course = self._take(
            Situation.STANDING_IN_ERROR,
            lambda each: each.life.category == 1 and not each.orders and not each.life.victim_age,
        )
        course.life.is_wrongly_convicted = False
        return course

    def _without_last_day(self) -> Course:
        course = self._pool.take(2, _is_determinate, what="licences without a last day")
        course.life.is_last_day_known = False
        return course

    def _without_age(self) -> Course:
        def fits(course: Course) -> bool:
            life = course.life
            is_over = not life.sentence.months or life.sentence_last < self._pool.first
            return life.offence_code in _IMAGES and is_over and not course.orders

        course = self._pool.take(1, fits, what="photographs of a child whose age is not known")
        course.life.victim_age = None
        return course

    def _take(self, situation: Situation, fits: Callable[[Course], bool]) -> Course:
        for place, course in enumerate(self._others):
            if course.life.situation is situation and place not in self._taken and fits(course):
                self._taken.add(place)
                return course
        raise NotEnough


def _is_determinate(course: Course) -> bool:
    """Return whether the sentence is one of imprisonment of a stated length, for a conviction."""
    sentence = course.life.sentence
    return (
        sentence.disposal == Disposal.IMPRISONMENT.value
        and bool(sentence.months and sentence.served)
        and sentence.result == ConvictionResult.CONVICTED.value
    )
