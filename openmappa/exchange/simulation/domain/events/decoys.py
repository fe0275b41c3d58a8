"""Events that look like counted ones and are not, or not again: each kind by its name."""

from collections.abc import Callable, Mapping
from random import Random

from openmappa.exchange.lives.domain.course import (
    Breach,
    Course,
    OrderEvent,
    Requirement,
    Review,
)
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.events.acts import (
    add_charge,
    add_order,
    add_return,
    after_risk_order,
    end_on,
    revoke_on,
    set_levels,
)
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.simulation.domain.events.pool import NotEnough, Pool, elsewhere_in
from openmappa.exchange.simulation.domain.plan import Part
from openmappa.statute.vocabulary.events import OrderRoute, Outcome, RequirementBasis, ReturnReason
from openmappa.statute.vocabulary.orders import Order

HOW_MANY = 2
_CONVICTED = Outcome.CONVICTED.value


class Decoys:
    """
    Decoys for a year, each kind put into the lives of two people or as many as there are.

    `make` makes another person; whoever is made is added to `courses`.
    """

    def __init__(
        self,
        courses: list[Course],
        make: Callable[[Part], Course],
        pool: Pool,
        other_area: int,
        random: Random,
    ) -> None:
        self._courses, self._make, self._pool = courses, make, pool
        self._other_area, self._random = other_area, random
        self._first, self._last = pool.first, pool.last
        self._ended = self._of(
            Situation.ENDED_EARLIER, lambda each: each.life.end < pool.first - 30 and not each.life.died
        )
        self._elsewhere = self._of(
            Situation.TRANSFERRED_OUT, lambda each: elsewhere_in(each, pool.first, pool.last) != NO_DAY
        )
        self._terrorist = [
            each for each in courses if each.life.category == 4 and each.life.start < pool.first
        ]
        self._dangerous = self._of(
            Situation.POTENTIALLY_DANGEROUS, lambda each: each.life.start < pool.last - 1, category=3
        )

        self._at_level_2 = self._of(
            Situation.PLAIN,
            lambda each: each.own_cell(pool.last) == (2, 2) and pool.is_on_licence(each),
            category=2,
        )

    def add(self) -> dict[str, int]:
        """Add every kind and return how many there are of each."""
        added = {}
        for name, put in self._kinds().items():
            done = 0
            for _ in range(HOW_MANY):
                try:
                    put()
                except (NotEnough, IndexError, StopIteration):
                    break
                done += 1
            added[name] = done
        return added

    def _of(self, situation: Situation, fits: Callable[[Course], bool], *, category: int = 1) -> list[Course]:
        return [
            each
            for each in self._courses
            if each.life.situation is situation and each.life.category == category and fits(each)
        ]

    def _kinds(self) -> Mapping[str, Callable[[], object]]:
        first, last = self._first, self._last
        return {
            "order_made_day_before_year": lambda: self._order(first - 1),
            "order_made_day_after_year": lambda: self._order(last + 1),
            "order_varied_or_renewed_only": self._varied,
            "order_made_by_another_area": self._order_elsewhere,
            "order_interim": lambda: self._order(self._pool.day(), Order.INTERIM_SHPO),
            "order_in_category_4": self._order_in_category_4,
            "order_in_error": lambda: self._order(self._pool.day(), in_error=True),
            "risk_order_on_potentially_dangerous": self._risk_order,
            "subject_after_risk_order_day_before_year": lambda: self._after_risk_order(first - 1),
            "subject_after_risk_order_day_after_year": lambda: self._after_risk_order(last + 1),
            "subject_after_risk_order_in_error": lambda: self._after_risk_order(
                self._pool.day(), in_error=True
            ),
            "breach_pending": lambda: self._breach(Outcome.PENDING.value, NO_DAY),
            "breach_no_further_action": lambda: self._breach(Outcome.NO_FURTHER_ACTION.value, NO_DAY),
            "breach_decided_day_before_year": lambda: self._breach(_CONVICTED, first - 1),
            "breach_decided_day_after_year": lambda: self._breach(_CONVICTED, last + 1),
            "breach_in_error": lambda: self._breach(_CONVICTED, self._pool.day(), in_error=True),
            "breach_after_category_1": self._breach_after_end,
            "breach_in_another_area": self._breach_elsewhere,
            "return_at_level_1": self._return_at_level_1,
            "return_day_before_year": lambda: self._return_at_level_2(first - 1),
            "return_day_after_year": self._return_day_after,
            "return_in_error": lambda: self._return_at_level_2(first + 100, in_error=True),
            "return_for_another_reason": lambda: self._return_at_level_2(
                first + 100, reason=ReturnReason.OTHER
            ),
            "return_after_transfer": self._return_after_transfer,
            "level_2_until_year_began": lambda: self._levels(1, [(2, first - 150), (1, first)]),
            "level_2_from_day_after_year": lambda: self._levels(1, [(2, last + 1)]),
            "revoked_day_before_year": self._revoked_before,
            "revoked_day_after_year": self._revoked_after,
            "revoked_in_error": self._revoked_in_error,
            "charge_day_before_year": lambda: self._charge(first - 1),
            "charge_day_after_year": lambda: self._charge(last + 1),
            "charge_in_error": lambda: self._charge(self._pool.day(), in_error=True),
            "charge_after_standing_ended": self._charge_after_end,
            "charge_in_another_area": self._charge_elsewhere,
            "review_day_before_year": lambda: self._review(first - 1),
            "review_day_after_year": lambda: self._review(last + 1),
            "review_at_level_1": lambda: self._review(self._pool.day()),
            "review_in_error": lambda: self._review(self._pool.day(), in_error=True),
            "requirement_outlasts_category_1": self._requirement_outlasts,
        }

    def _order(self, day: int, kind: Order = Order.SHPO, *, in_error: bool = False) -> None:
        course = self._pool.take(1, self._pool.may_have_order, what="orders that do not count")
        add_order(course, kind, day, self._random, in_error=in_error)

    def _varied(self) -> None:
        course = self._pool.take(1, self._pool.may_have_order, what="orders that do not count")
        made = max(course.life.start, self._first - 400)
        order = add_order(course, Order.SHPO, made, self._random)
        days = sorted((self._pool.day(), self._pool.day()))
        for kind, day in zip(("varied", "renewed"), days, strict=True):
            course.order_events.append(OrderEvent(order=order, kind=kind, day=day))

    def _order_elsewhere(self) -> None:
        course = self._elsewhere.pop()
        day = elsewhere_in(course, self._first, self._last)
        add_order(course, Order.SHPO, day, self._random, route=OrderRoute.APPLICATION)

    def _order_in_category_4(self) -> None:
        add_order(self._terrorist.pop(), Order.SHPO, self._pool.day(), self._random)

    def _risk_order(self) -> None:
        course = self._dangerous.pop()
        add_order(course, Order.SRO, max(self._first, course.life.start), self._random)

    def _after_risk_order(self, day: int, *, in_error: bool = False) -> None:
        course = self._pool.take(1, what="breaches of a Sexual Risk Order")
        after_risk_order(course, day - 40, day, self._random, in_error=in_error)

    def _breach(self, outcome: str, decided: int, *, in_error: bool = False) -> None:
        course = self._pool.take(1, what="breaches that do not count")
        begun = decided - 40 if decided else self._pool.day()
        course.breaches.append(Breach(day=begun, outcome=outcome, outcome_day=decided, in_error=in_error))

    def _breach_after_end(self) -> None:
        course = self._ended.pop()
        day = self._pool.day()
        course.breaches.append(Breach(day=course.life.end - 1, outcome=_CONVICTED, outcome_day=day))

    def _requirement_outlasts(self) -> None:
        """Leave the end of a requirement unrecorded though Category 1 was ended: a check of the records finds it."""
        place = next(
            place for place, each in enumerate(self._ended) if not each.requirements[0].is_indefinite
        )
        self._ended.pop(place).requirements[0].last = NO_DAY

    def _breach_elsewhere(self) -> None:
        course = self._elsewhere.pop()
        day = elsewhere_in(course, self._first, self._last)
        course.breaches.append(Breach(day=day, outcome=_CONVICTED, outcome_day=day))

    def _return_at_level_1(self) -> None:
        course = self._pool.take(2, self._pool.is_on_licence, what="returns that do not count")
        add_return(course, self._first + 120)

    def _return_at_level_2(
        self,
        day: int,
        *,
        reason: ReturnReason = ReturnReason.BREACH_OF_LICENCE,
        in_error: bool = False,
    ) -> None:
        course = self._levels(2, [(2, day - 50), (1, day + 80)], fits=self._pool.is_on_licence)
        add_return(course, day, reason=reason)
        course.returns[-1].in_error = in_error

    def _return_day_after(self) -> None:
        """Return somebody of Level 2 who counted in the community on the day before, the year's last."""
        course = self._at_level_2.pop()
        add_return(course, self._last + 1, until=NO_DAY)

    def _levels(
        self, category: int, steps: list[tuple[int, int]], fits: Callable[[Course], bool] | None = None
    ) -> Course:
        def started(course: Course) -> bool:
            return course.levels[-1][1] < steps[0][1] - 1 and (fits is None or fits(course))

        course = self._pool.take(category, started, what="levels that do not count")
        set_levels(course, [(1, course.levels[-1][1]), *steps])
        return course

    def _return_after_transfer(self) -> None:
        """Return somebody on the day of a transfer in: the area of the day before was another."""
        day = self._first + 150
        course = self._levels(2, [(2, day - 50), (1, day + 80)], fits=self._pool.is_on_licence)
        _, lead, start, _ = course.turns[0]
        until = course.turns[-1][3]
        course.turns = [(self._other_area, lead, start, day), (0, course.turns[-1][1], day, until)]
        add_return(course, day)

    def _revoked_before(self) -> None:
        course = self._make((1, 1, Situation.REVOKED_IN_YEAR))
        revoke_on(course, self._first - 1)
        self._courses.append(course)

    def _revoked_after(self) -> None:
        course = self._pool.take(1, self._pool.may_be_revoked, what="revocations that do not count")
        end_on(course, self._last + 1, revoked=True)

    def _revoked_in_error(self) -> None:
        course = self._pool.take(1, self._pool.may_be_revoked, what="revocations that do not count")
        day = self._pool.day()
        course.requirements.append(
            Requirement(
                basis=RequirementBasis.CONVICTION.value,
                start=course.life.conviction,
                last=day,
                is_indefinite=True,
                revoked=day,
                in_error=True,
            )
        )

    def _charge(self, day: int, *, in_error: bool = False) -> None:
        course = self._pool.take(1, what="charges that do not count")
        add_charge(course, day, "still_charged", self._random, known=day, in_error=in_error)

    def _charge_after_end(self) -> None:
        course = self._ended.pop()
        add_charge(course, self._pool.day(), "still_charged", self._random, known=self._last)

    def _charge_elsewhere(self) -> None:
        course = self._elsewhere.pop()
        day = elsewhere_in(course, self._first, self._last)
        add_charge(course, day, "still_charged", self._random, known=day)

    def _review(self, day: int, *, in_error: bool = False) -> None:
        """Review a case: at Level 1 within the year, else at Level 2."""
        if self._first <= day <= self._last and not in_error:
            course = self._pool.take(2, what="reviews that do not count")
        elif day < self._first:
            course = self._levels(2, [(2, day - 50), (1, day + 1)])
        elif day > self._last:
            course = self._levels(1, [(2, day)])
        else:
            course = self._levels(2, [(2, self._first - 20), (1, self._last)])
        course.reviews.append(Review(start=day, in_error=in_error))


def natural(courses: list[Course], first: int, last: int) -> dict[str, int]:
    """Return how many of what looks like a counted event the lives have by themselves, by kind."""
    counts = dict.fromkeys(("requirement_ended_by_itself", "level_2_then_3", "second_breach_in_year"), 0)
    for course in courses:
        counts["requirement_ended_by_itself"] += any(
            first <= each.last <= last and not each.revoked for each in course.requirements
        )
        held = [
            level for level, start, until in course.levels if start <= last and (not until or until > first)
        ]
        counts["level_2_then_3"] += 2 in held and 3 in held
        counts["second_breach_in_year"] += (
            sum(first <= each.outcome_day <= last for each in course.breaches) > 1
        )
    return counts
