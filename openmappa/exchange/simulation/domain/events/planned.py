"""The year's events of a caseload that adds up to published figures."""

from collections.abc import Callable
from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.course import Breach, Course, Review
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.events.acts import (
    FIXED_TERM_RECALL,
    add_charge,
    add_order,
    add_return,
    after_risk_order,
    discharge,
    may_have_order,
    revoke_on,
    set_levels,
)
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.simulation.domain.events.figures import FIELDS, Cell, YearFigures
from openmappa.exchange.simulation.domain.events.pool import NotEnough, Pool
from openmappa.exchange.simulation.domain.events.tally import licence_cell, revoked_in, yearly_cell
from openmappa.exchange.simulation.domain.plan import Part
from openmappa.statute.vocabulary.events import OrderRoute, Outcome, ReturnReason
from openmappa.statute.vocabulary.orders import Order

Make = Callable[[Part], Course]

_CHARGES: tuple[tuple[Cell, str, int], ...] = (
    ((1, 1), "convicted", 2), ((1, 1), "still_charged", 3), ((1, 1), "other", 1),
    ((1, 2), "convicted", 1), ((1, 2), "still_charged", 1),
    ((2, 1), "convicted", 3), ((2, 1), "still_charged", 4), ((2, 1), "other", 2),
    ((2, 2), "convicted", 1), ((2, 2), "still_charged", 1), ((2, 3), "still_charged", 1),
    ((3, 2), "convicted", 1), ((3, 2), "other", 1), ((3, 3), "still_charged", 1),
)  # fmt: skip
"""Serious further offences of the year. No area's report prints them: the numbers are this project's own choice."""
_REVIEWED = ((2, 2), (2, 3))
"""Cells of which one charge each led to a serious case review; one more review follows from no charge."""
_OUTCOME_FIELDS = {"convicted": "CONV", "still_charged": "CHARGE", "other": "OTHER"}
_NOTICES, _ON_CONVICTION = 0.3, 0.6


class PlannedYear:
    """
    The plan of a year for the people of one area, with what it should count, by the return's field names.

    `make` makes another person. Whoever is made is added to `courses`. `first` and `last` are the year's days.
    """

    def __init__(
        self, figures: YearFigures, courses: list[Course], make: Make, pool: Pool, random: Random
    ) -> None:
        self.fields = dict.fromkeys(FIELDS, 0)
        self._figures, self._courses, self._make = figures, courses, make
        self._pool, self._random = pool, random
        self._first, self._last = pool.first, pool.last
        self._managed: dict[Cell, list[Course]] = {}

    def fill(self) -> None:
        """
        Let happen what the published figures count, beyond what the caseload has of it already.

        :raises NotEnough: if the caseload has too few people for that, or already more than is published
        """
        self._return_on_the_last_day()
        returned = self._already()
        for cell, people in self._figures.yearly.items():
            self._manage(cell, people - self.fields[_name(cell, "YEAR")], returned.get(cell, 0))
        for cell in ((1, 2), (1, 3)):
            self._managed.setdefault(cell, [])
        self._breaches()
        self._orders()
        self._after_risk_orders()
        self._revocations()
        self._charges()
        self._random.shuffle(self._courses)

    def _return_on_the_last_day(self) -> None:
        """Move one recall of the year to its last day, from Level 2."""
        for course in self._courses:
            life = course.life
            if life.situation is Situation.RECALLED and course.own_cell(self._last) == (2, 1):
                kind, _, until, ended = course.spells[-1]
                course.spells[-1] = (kind, self._last, until, ended)
                course.returns[-1].day = self._last
                start = course.levels[-1][1]
                set_levels(course, [(1, start), (2, max(start + 1, self._last - 60))])
                return

    def _already(self) -> dict[Cell, int]:
        """Count what there is: people from custody, transfers and Category 4. Return who was returned, by cell."""
        returned: dict[Cell, int] = {}
        for course in self._courses:
            if revoked_in(course, self._first, self._last):
                self._add("RSOREVOKE")
            if cell := yearly_cell(course, self._first, self._last):
                self._add(_name(cell, "YEAR"))
            if cell := licence_cell(course, self._first, self._last):
                if cell[0] < 4 and returned.get(cell, 0) >= self._figures.licence.get(cell, 0):
                    # As many as are published were returned for breach of licence already.
                    for back in course.returns:
                        back.reason = ReturnReason.OTHER.value
                    continue
                self._add(_name(cell, "LICBREACH"))
                returned[cell] = returned.get(cell, 0) + 1
        return returned

    def _add(self, name: str, more: int = 1) -> None:
        self.fields[name] += more

    def _manage(self, cell: Cell, people: int, already_returned: int) -> None:
        """Manage so many more people at the cell's level within the year, and return some of them to custody."""
        category, level = cell
        for_licence = self._figures.licence.get(cell, 0) - already_returned
        for_order = self._figures.of_order.get(level, 0) if category == 1 else 0
        if for_licence < 0 or people < for_licence + for_order:
            raise NotEnough(f"Expected fewer people of Category {category} at Level {level} in the year.")
        managed = self._managed.setdefault(cell, [])
        for place in range(people):
            returns = place < for_licence + for_order
            if category == 3:
                course = self._discretionary(level, returns=returns)
            else:
                course = self._raised(cell, place, returns=returns)
            self._add(_name(cell, "YEAR"))
            if place < for_licence:
                self._return(course, level)
                self._add(_name(cell, "LICBREACH"))
            elif returns:
                self._return(course, level, of_order=True)
                self._add(f"CAT1L{level}SOPOBREACH")
            else:
                managed.append(course)

    def _raised(self, cell: Cell, place: int, *, returns: bool) -> Course:
        """Take somebody of Level 1 and give them a time at the level within the year."""
        category, level = cell
        pool, random = self._pool, self._random
        fits = pool.is_on_licence if returns else _anybody
        course = pool.take(category, fits, what=f"the year at Level {level}")
        start = course.levels[-1][1]
        raised = between(random, max(start + 1, self._first - 100), self._last - 120)
        lowered = between(random, max(raised, self._first) + 60, self._last)
        if (category, level, returns, place % 7) == (2, 2, False, 0) and start < self._first - 60:
            # Some were at Level 2 on the year's first day only.
            raised, lowered = self._first - 50, self._first + 1
        steps = [(1, start), (2, raised), (1, lowered)]
        if level == 3:
            between_them = between(random, raised + 1, max(raised, self._first) + 20)
            steps = [(1, start), (2, raised), (3, between_them), (1, lowered)]
        set_levels(course, steps)
        return course

    def _discretionary(self, level: int, *, returns: bool) -> Course:
        """Make somebody of Category 3 whose standing ended within the year."""
        while True:
            course = self._make((3, level, Situation.ENDED_IN_YEAR))
            if yearly_cell(course, self._first, self._last) != (3, level):
                continue
            if licence_cell(course, self._first, self._last):
                continue
            if not returns or (course.life.release and len(self._at(course, level)) > 1):
                self._courses.append(course)
                return course

    def _at(self, course: Course, level: int) -> range:
        """Return the days of the year on the day before which the person is out and at the level."""
        for held, start, until in course.levels:
            first = max(start + 1, self._first)
            last = min(until - 1 if until else self._last, self._last - FIXED_TERM_RECALL - 2)
            if held == level and first <= last and course.is_free(first - 1, last + FIXED_TERM_RECALL):
                return range(first, last + 1)
        return range(0)

    def _return(self, course: Course, level: int, *, of_order: bool = False) -> None:
        days = self._at(course, level)
        if not days:
            raise NotEnough(f"Expected more time at Level {level} in the year, for returns to custody.")
        # One of them on the year's first day, if that can be.
        day = days[0] if days[0] == self._first else days[int(self._random.random() * len(days))]
        add_return(course, day)
        if of_order:
            made = course.levels[0][1]
            order = add_order(course, Order.SHPO, made, self._random)
            course.orders[order].last = NO_DAY
            course.returns[-1].reason = ReturnReason.BREACH_OF_ORDER.value
            course.returns[-1].order = order

    def _breaches(self) -> None:
        people = self._figures.breaches
        at_3 = min(people // 40, len(self._managed[1, 3]))
        at_2 = min(people // 9, len(self._managed[1, 2]))
        levels = [3] * at_3 + [2] * at_2 + [1] * (people - at_3 - at_2)
        for place, level in enumerate(levels):
            if level > 1:
                course = self._managed[1, level][place]
                days = self._days_at(course, level)
                day = days[int(self._random.random() * len(days))]
            else:
                course = self._pool.take(1, what="breaches of notification")
                edges = {people - 1: self._last, people - 2: self._first}
                day = edges.get(place) or self._pool.day()
            outcome = Outcome.CAUTIONED if self._random.random() < 0.3 else Outcome.CONVICTED
            begun = max(course.life.start, day - between(self._random, 10, 150))
            course.breaches.append(Breach(day=begun, outcome=outcome.value, outcome_day=day))
            self._add(f"CAT1L{level}CAUTCON")
            if place < 2:
                # A second one by the same person counts no more.
                course.breaches.append(Breach(day=day, outcome=outcome.value, outcome_day=day))

    def _days_at(self, course: Course, level: int) -> range:
        for held, start, until in course.levels:
            first, last = max(start, self._first), min(until - 1 if until else self._last, self._last)
            if held == level and first <= last:
                return range(first, last + 1)
        raise AssertionError  # whoever is managed at a level in the year is so on one of its days

    def _orders(self) -> None:
        figures, random, pool = self._figures, self._random, self._pool
        left = figures.prevention_orders
        self._add("SOPOGRANT", left)
        for course in [each for each in self._courses if self._sentenced(each)]:
            if left > figures.prevention_orders * (1 - _ON_CONVICTION) and left > 2:
                add_order(course, Order.SHPO, course.life.imposed, random, route=OrderRoute.CONVICTION)
                left -= 1
        travel = figures.travel_orders
        self._add("FTOGRANT", travel)
        for place in range(left):
            day = (self._first, self._last)[place] if place < 2 else pool.day()
            # The last two are on one person, one after the other: both count.
            if place != left - 1 or place < 3:
                course = pool.take(1, pool.may_have_order, what="orders")
            else:
                day = min(max(day, course.orders[0].made + 1), self._last)
                discharge(course, 0, day)
            add_order(course, Order.SHPO, day, random, bars_travel=place < travel)
        self._add("NOGRANT", figures.notification_orders)
        for place in range(figures.notification_orders):
            course = pool.take(1, pool.may_have_order, what="notification orders")
            if place < round(figures.notification_orders * _NOTICES):
                kind, route = Order.SECTION_96ZA_NOTICE, OrderRoute.POLICE_NOTICE
            else:
                kind, route = Order.NOTIFICATION_ORDER, OrderRoute.APPLICATION
            add_order(course, kind, pool.day(), random, route=route)

    def _sentenced(self, course: Course) -> bool:
        """Return whether the person was sentenced in the year, of Category 1 and the own area's that day."""
        day = course.life.imposed
        if not self._first <= day <= self._last or course.orders or not may_have_order(course, day):
            return False
        cell = course.own_cell(day)
        return cell is not None and cell[0] == 1

    def _after_risk_orders(self) -> None:
        """Let people become subject to the requirements in the year because they breached a Sexual Risk Order."""
        random = self._random
        newly = [
            course
            for course in self._courses
            if course.life.situation is Situation.PLAIN
            and not course.orders
            and self._first <= course.life.start <= self._last
            and course.own_cell(course.life.start) in ((1, 1), (1, 2), (1, 3))
            and course.life.conviction - course.life.offence < 600
        ]
        for place in range(self._figures.after_risk_orders):
            if place < len(newly):
                course, day = newly[place], newly[place].life.start
                breached = course.life.offence
            else:
                course, day = self._pool.take(1, what="breaches of a Sexual Risk Order"), self._pool.day()
                breached = day - 30
            after_risk_order(course, breached, day, random)
            self._add("SROBREACH")

    def _revocations(self) -> None:
        left = self._figures.revocations - self.fields["RSOREVOKE"]
        if left < 0:
            raise NotEnough("Expected fewer revocations.")
        for place in range(left):
            course = self._make((1, 1, Situation.REVOKED_IN_YEAR))
            if place == 0:
                revoke_on(course, self._first)
            self._courses.append(course)
            self._add("RSOREVOKE")

    def _charges(self) -> None:
        """Add charges and reviews; where too few people are at a level, fewer of them."""
        for cell, outcome, how_many in _CHARGES:
            for _ in range(how_many):
                course = self._charged(cell)
                if course is None:
                    continue
                days = self._days_at(course, cell[1])
                day = days[int(self._random.random() * len(days))]
                charge = add_charge(course, day, outcome, self._random, known=min(day + 200, self._last))
                self._add(_name(cell, "SFO"))
                self._add(_name(cell, "SFO" + _OUTCOME_FIELDS[outcome]))
                if cell in _REVIEWED and outcome == "still_charged":
                    start = between(self._random, day, self._last)
                    course.reviews.append(Review(start=start, charge=charge))
                    self._add(_name(cell, "SCR"))
        if course := self._charged((3, 2)):
            course.reviews.append(Review(start=self._days_at(course, 2)[0]))
            self._add("CAT3L2SCR")

    def _charged(self, cell: Cell) -> Course | None:
        if cell[1] == 1:
            return self._pool.take(cell[0], what="charges")
        managed = self._managed.get(cell, [])
        return managed.pop() if managed else None


def _anybody(course: Course) -> bool:
    return True


def _name(cell: Cell, what: str) -> str:
    return f"CAT{cell[0]}L{cell[1]}{what}"
