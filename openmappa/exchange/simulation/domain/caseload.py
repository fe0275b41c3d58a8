"""The rows of one area's extract, person by person."""

from itertools import count
from random import Random

from openmappa.exchange.lives.domain.chance import one_of
from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.custody import absences_of, leaves_of, spells_of
from openmappa.exchange.lives.domain.days import NO_DAY, WRITTEN, later
from openmappa.exchange.lives.domain.events.chances import add_by_chance
from openmappa.exchange.lives.domain.events.notification import add_requirements, mark_in_error
from openmappa.exchange.lives.domain.grounds import grounds_of
from openmappa.exchange.lives.domain.identity import places_of
from openmappa.exchange.lives.domain.leads import turns_of
from openmappa.exchange.lives.domain.levels import levels_of
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.notifying.living import add_living, add_missing
from openmappa.exchange.lives.domain.notifying.made import add_notifications
from openmappa.exchange.lives.domain.situations import TRAITS, Situation
from openmappa.exchange.simulation.domain import record
from openmappa.exchange.simulation.domain.events.rows import add_events
from openmappa.exchange.simulation.domain.layout import LAYOUT, Row
from openmappa.exchange.simulation.domain.notified import add_notified
from openmappa.exchange.simulation.domain.plan import Part
from openmappa.exchange.simulation.domain.teams import REGISTER, teams_of

_OFFICERS = 90
_YEARS_OF_NOTIFICATIONS = 2


def notified_from(snapshot: int) -> int:
    """Return the first day from which on every notification is among the rows: two years of them, for a snapshot date."""
    return later(snapshot + 1, -12 * _YEARS_OF_NOTIFICATIONS)


class Caseload:
    """
    An area's people, made one at a time.

    `rows` holds the rows made since they were last taken, by table, as `LAYOUT` orders them. `first_number` is
    the number in the fictitious block of the area's first person. `counted` says how many people count on the
    snapshot date, by responsible area, category and level. `differences` are the keys of those whose recorded
    category is not that of the law, by kind.
    """

    def __init__(
        self, *, area: int, area_name: str, snapshot: int, first_number: int, random: Random
    ) -> None:
        self.rows: dict[str, list[Row]] = {table: [] for table in LAYOUT}
        self.counted: dict[tuple[int, int, int], int] = {}
        self.differences: dict[str, list[str]] = {}
        self._area = area
        self._snapshot = snapshot
        self._notified_from = notified_from(snapshot)
        self._random = random
        self._numbers = count(first_number)
        self._keys = {table: count(1) for table in LAYOUT}
        self._others = tuple(each for each in range(1, 43) if each != area)
        self._teams = teams_of(area, area_name)
        self.rows["teams"] += [row for rows in self._teams.values() for row in rows]

    def course(self, part: Part, *, quiet_from: int = NO_DAY) -> Course:
        """
        Return a life of this category, level and situation, not yet among the rows.

        With `quiet_from` nothing that is counted by the year happens by chance from that day on, but times inside.
        """
        random = self._random
        life = Life(*part, self._snapshot, random)
        spells = spells_of(life, random)
        course = Course(
            life,
            spells,
            leaves_of(life, spells),
            absences_of(life, spells, random),
            levels_of(life, random, quiet_from=quiet_from),
            turns_of(life, self._area, self.other_area(), random),
        )
        add_requirements(course)
        add_by_chance(course, random, quiet_from=quiet_from)
        mark_in_error(course)
        return course

    def other_area(self) -> int:
        """Return the number of some other area."""
        return one_of(self._random, self._others)

    def add(self, course: Course) -> None:
        """Add the rows of one person, with the next number and key."""
        random = self._random
        life = course.life
        number = next(self._numbers)
        person = f"P-{next(self._keys['people'])}"
        if course.difference:
            self.differences.setdefault(course.difference, []).append(person)
        left_on = record.left_on(course.spells, course.absences, life.snapshot)
        places = places_of(life, left_on, random)
        record.add_person(self.rows, self._keys, person, number, life, places, random)
        record.add_convictions(self.rows, self._keys, person, life, random)
        inside = (course.spells, course.leaves, course.absences)
        spells = record.add_custody(self.rows, self._keys, person, life, inside, random)
        add_events(self.rows, self._keys, person, course, spells)
        if course.requirements:
            add_living(course, self._notified_from, random)
            add_missing(course, self._notified_from, random)
            homes = [(kind, start) for kind, _, _, start, _ in places]
            add_notifications(course, homes, self._notified_from, random)
            add_notified(self.rows, self._keys, person, course, random)
        self._add_standings(person, course)
        self._add_responsibilities(person, course)

    def _add_standings(self, person: str, course: Course) -> None:
        life = course.life
        rows, keys = self.rows, self._keys
        error = "true" if life.situation is Situation.STANDING_IN_ERROR else ""
        if life.former[0]:
            self._add_former(person, life)
        key = f"E-{next(keys['standings'])}"
        category = life.category if life.kind == "eligible" else ""
        rows["standings"].append(
            (REGISTER, key, person, life.kind, category, WRITTEN[life.start], WRITTEN[life.last], error, "")
        )
        if life.kind != "eligible":
            return
        for limb, start, last in grounds_of(course):
            ground = f"G-{next(keys['grounds'])}"
            rows["grounds"].append(
                (REGISTER, ground, person, key, limb, WRITTEN[start], WRITTEN[last], error, "")
            )
        for level, start, until in course.levels:
            step = f"V-{next(keys['levels'])}"
            rows["levels"].append(
                (REGISTER, step, person, key, level, WRITTEN[start], WRITTEN[until], error, "")
            )

    def _add_former(self, person: str, life: Life) -> None:
        """Add the Category 2 standing that ended on the day before the Category 3 one."""
        rows, keys = self.rows, self._keys
        start, last = life.former
        first, stop = WRITTEN[start], WRITTEN[last]
        key, ground = f"E-{next(keys['standings'])}", f"G-{next(keys['grounds'])}"
        step = f"V-{next(keys['levels'])}"
        rows["standings"].append((REGISTER, key, person, "eligible", 2, first, stop, "", ""))
        rows["grounds"].append((REGISTER, ground, person, key, life.sentence.limbs[0], first, stop, "", ""))
        rows["levels"].append((REGISTER, step, person, key, 1, first, WRITTEN[last + 1], "", ""))

    def _add_responsibilities(self, person: str, course: Course) -> None:
        random, life = self._random, course.life
        responsible = 0
        for area, lead, start, until in course.turns:
            key = f"R-{next(self._keys['responsibilities'])}"
            team = officer = ""
            if not area:
                area = self._area
                team = str(one_of(random, self._teams[lead])[1])
                officer = f"Officer {1 + int(random.random() * _OFFICERS)}"
            self.rows["responsibilities"].append(
                (REGISTER, key, person, area, lead, team, officer, WRITTEN[start], WRITTEN[until], "")
            )
            if start <= life.snapshot and (until == NO_DAY or until > life.snapshot):
                responsible = area
        self._count(life, responsible)

    def _count(self, life: Life, responsible: int) -> None:
        """Count the person if the situation says so; one in transfer counts where they are on the snapshot date."""
        moving = life.situation in (Situation.TRANSFERRED_OUT, Situation.TRANSFERRED_IN_AFTER)
        if moving or TRAITS[life.situation].counted:
            cell = (responsible, life.category, life.level)
            self.counted[cell] = self.counted.get(cell, 0) + 1
