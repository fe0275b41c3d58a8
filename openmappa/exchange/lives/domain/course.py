"""A simulated life with all that happens in it, before it is written as rows."""

from dataclasses import dataclass, field

from openmappa.exchange.lives.domain.custody import Absence, Leave, Spell
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.leads import Turn
from openmappa.exchange.lives.domain.levels import Step
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import Situation

OTHER_AREA, NOWHERE = -1, -2
"""The extract's own area is 0, as in a `Turn`."""
NO_LEVEL = 0

_IN_ERROR = frozenset({Situation.PERSON_IN_ERROR, Situation.STANDING_IN_ERROR})


@dataclass(slots=True, kw_only=True)
class CourtOrder:
    """
    An order or notice. Days as in the extract: `last` is inclusive, `NO_DAY` until further order.

    `abroad` is the day of the conviction abroad on which a notification order or a notice to notify rests.
    """

    kind: str
    route: str
    made: int
    start: int
    last: int = NO_DAY
    bars_travel: bool = False
    travel_last: int = NO_DAY
    abroad: int = NO_DAY
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class OrderEvent:
    """What happened to the order at this place among the person's orders."""

    order: int
    kind: str
    day: int
    outcome: str = ""
    outcome_day: int = NO_DAY
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class Requirement:
    """A time subject to the notification requirements; `order` is a place among the person's orders, or none."""

    basis: str
    start: int
    last: int = NO_DAY
    order: int | None = None
    is_indefinite: bool = False
    revoked: int = NO_DAY
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class Breach:
    """A breach of the notification requirements."""

    day: int
    outcome: str
    outcome_day: int = NO_DAY
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class Return:
    """A return to custody: `spell` and `order` are places among the person's spells and orders."""

    spell: int
    reason: str
    day: int
    order: int | None = None
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class Charge:
    """A charge for a serious further offence."""

    offence_code: str
    day: int
    outcome: str
    outcome_day: int = NO_DAY
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class Review:
    """A serious case review; `charge` is a place among the person's charges, or none."""

    start: int
    charge: int | None = None
    last: int = NO_DAY
    in_error: bool = False


@dataclass(slots=True, kw_only=True)
class Notification:
    """A notification made. `of` is the day of what it tells, `NO_DAY` if of nothing in particular."""

    kind: str
    day: int
    of: int = NO_DAY
    premises: str = ""
    is_without_residence: bool | None = None


@dataclass(slots=True, kw_only=True)
class Change:
    """A change other than of the home address."""

    kind: str
    day: int


@dataclass(slots=True, kw_only=True)
class Stay:
    """A stay at other premises; with `hours`, from `hour` o'clock, in a household with a child."""

    premises: str
    start: int
    until: int = NO_DAY
    hours: int = 0
    hour: int = 0

    @property
    def qualifies_on(self) -> int:
        """Return the day from which it must be notified: its seventh, or the one on which twelve hours are full."""
        return self.start + (self.hour + 12) // 24 if self.hours else self.start + 6


@dataclass(slots=True, kw_only=True)
class Journey:
    """A journey abroad, made or intended."""

    destination: str
    leaves: int
    returns: int
    arranged: int
    is_made: bool


@dataclass(slots=True, kw_only=True)
class Missing:
    """A time in which nobody knew where the person was; `until` is `NO_DAY` while it lasts."""

    kind: str
    start: int
    until: int = NO_DAY


@dataclass(slots=True)
class Course:
    """One person's life with its periods and events. Whoever makes a caseload may still change them."""

    life: Life
    spells: list[Spell]
    leaves: list[Leave]
    absences: list[Absence]
    levels: list[Step]
    turns: list[Turn]
    orders: list[CourtOrder] = field(default_factory=list)
    order_events: list[OrderEvent] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    journeys: list[Journey] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    difference: str = ""
    """In what the record and the law differ, blank if in nothing."""

    def category_on(self, day: int) -> int:
        """Return the category of the eligible standing of the day, 0 if there is none."""
        life = self.life
        if life.kind != "eligible" or life.situation in _IN_ERROR:
            return 0
        if life.start <= day and (life.last == NO_DAY or day <= life.last):
            return life.category
        first, last = life.former
        return 2 if first and first <= day <= last else 0

    def level_on(self, day: int) -> int:
        """Return the level of the day, `NO_LEVEL` if there is none."""
        for level, start, until in self.levels:
            if start <= day and (until == NO_DAY or day < until):
                return level
        first, last = self.life.former
        return 1 if first and first <= day <= last else NO_LEVEL

    def area_on(self, day: int) -> int:
        """Return 0 if the extract's own area answers on the day, else `OTHER_AREA` or `NOWHERE`."""
        for area, _, start, until in self.turns:
            if start <= day and (until == NO_DAY or day < until):
                return OTHER_AREA if area else 0
        return NOWHERE

    def own_cell(self, day: int) -> tuple[int, int] | None:
        """Return category and level of the day if the person is the own area's, else nothing."""
        category = self.category_on(day)
        if not category or self.area_on(day):
            return None
        return category, self.level_on(day)

    def is_free(self, first: int, last: int) -> bool:
        """Return whether the person is neither inside nor abroad on any day from first to last."""
        for start, until in (
            *((start, until) for _, start, until, _ in self.spells),
            *((start, until) for _, start, until in self.absences),
        ):
            if start <= last and (until == NO_DAY or until > first):
                return False
        return True
