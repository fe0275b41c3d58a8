"""The notifications that a registered person made: initial, of changes, of travel, and at least once a year."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.course import Course, Notification
from openmappa.exchange.lives.domain.days import NO_DAY, later
from openmappa.exchange.lives.domain.notifying.running import Running
from openmappa.statute.facts.living import NotificationKind
from openmappa.statute.vocabulary.custody import SpellEnd
from openmappa.statute.vocabulary.events import RequirementBasis
from openmappa.statute.vocabulary.orders import Order
from openmappa.statute.vocabulary.persons import AddressKind

Home = tuple[str, int]
"""Kind of a home address and its first day."""

_INITIAL, _CHANGE = NotificationKind.INITIAL.value, NotificationKind.CHANGE.value
_PERIODIC, _TRAVEL = NotificationKind.PERIODIC.value, NotificationKind.TRAVEL.value
_RETURN = NotificationKind.RETURN.value
_TELLS_OF_HOME = (_INITIAL, _CHANGE, _PERIODIC)
_IN_TIME, _LATE = 0.982, 0.013
"""Of all that fell due; the others were never made. Rates of this project's own choice."""
_NOTICED_WITHIN = 240
"""Days after which somebody has seen to it that a notification was made, if late."""
_WEEKLY_LATE = 0.03
_GIVES_UP = 0.06
_NO_RELEASE = frozenset(
    {SpellEnd.UNLAWFULLY_AT_LARGE.value, SpellEnd.TRANSFERRED.value, SpellEnd.DEPORTED.value}
)
_WITHOUT_INITIAL = frozenset({Order.SHPO.value, Order.SOPO.value, Order.INTERIM_SHPO.value})
_ORDER = RequirementBasis.ORDER.value


class _Event(NamedTuple):
    """Something to be notified: under which duty, of which day, by when, and at which premises."""

    kind: str
    day: int
    due: int
    premises: str = ""


def add_notifications(course: Course, homes: list[Home], first: int, random: Random) -> None:
    """Add all notifications from `first` on. Whoever is missing or at large makes none."""
    running = Running(course)
    if running.first == NO_DAY or not any(
        each.last == NO_DAY or each.last >= first for each in running.requirements
    ):
        return
    last = min(course.life.as_at, course.life.died or course.life.as_at)
    absent = next((each.start for each in course.missing if each.until == NO_DAY), NO_DAY)
    last = min(last, absent - 1) if absent else last
    notify = _Notifier(course, running, homes, (first, last), random)
    for event in sorted(_events(course, running, homes), key=lambda each: each.day):
        notify.of(event)
    for journey in course.journeys:
        notify.of_travel(journey.arranged, journey.leaves, journey.returns)
    notify.periodically()
    course.notifications.sort(key=lambda each: each.day)


class _Notifier:
    """Makes one person's notifications, of the days from the first to the last of `days`."""

    def __init__(
        self, course: Course, running: Running, homes: list[Home], days: tuple[int, int], random: Random
    ) -> None:
        self._course, self._running, self._homes, self._random = course, running, homes, random
        self._first, self._last = days

    def of(self, event: _Event) -> None:
        """Notify an event, in time or late or not at all; what fell due before the records begin is not told."""
        if event.due == NO_DAY or event.due < self._first:
            return
        earliest = max(self._running.next_day(event.day), self._first)
        made = self._chosen(earliest, event.due)
        if made and self._running.is_subject(made):
            self._make(event.kind, made, event.day if event.kind == _CHANGE else NO_DAY, event.premises)

    def of_travel(self, arranged: int, leaves: int, returns: int) -> None:
        random = self._random
        due = leaves - 7 if arranged <= leaves - 7 else leaves - 1
        earliest = max(arranged, self._first)
        is_kept = random.random() < _IN_TIME or returns < self._last - _NOTICED_WITHIN
        if earliest <= due and is_kept:
            made = between(random, earliest, due)
            if made <= self._last:
                self._make(_TRAVEL, made, leaves)
        if returns <= self._last and is_kept:
            made = returns + between(random, 0, 2)
            if made <= self._last:
                self._make(_RETURN, made, returns)

    def periodically(self) -> None:
        """Notify a year after each notification that starts the time, or a week after; the year before is not told."""
        random, running = self._random, self._running
        starting = sorted(
            {each.day for each in self._course.notifications if each.kind in (_INITIAL, _CHANGE)}
        )
        began = running.last_of_days(running.first, 3)
        day = self._first - 1 if began and began < self._first else NO_DAY
        if day == NO_DAY:
            if not starting:
                return
            day = starting[0]
        gives_up = random.random() < _GIVES_UP
        while True:
            following = next((each for each in starting if each > day), NO_DAY)
            weekly = self._is_weekly(day)
            due = self._due(day, weekly=weekly)
            if following and (due == NO_DAY or following <= due):
                day = following
                continue
            if due == NO_DAY or not running.is_subject(due):
                return
            made = self._weekly(due, gives_up=gives_up) if weekly else self._yearly(day, due)
            if following and (not made or following < made):
                day = following
                continue
            if not made or made > self._last or not running.is_subject(made):
                return
            self._make(_PERIODIC, made)
            day = made

    def _due(self, day: int, *, weekly: bool) -> int:
        due = day + 7 if weekly else later(day, 12)
        restarted = self._running.next_day(due)
        return due if restarted in (due, NO_DAY) and restarted else self._moved(restarted)

    def _moved(self, restarted: int) -> int:
        return restarted + 2 if restarted else NO_DAY

    def _weekly(self, due: int, *, gives_up: bool) -> int:
        random = self._random
        if gives_up and due > self._last - 40:
            return NO_DAY
        if random.random() < _WEEKLY_LATE:
            return self._running.next_day(due + between(random, 1, 4))
        return self._running.next_day(due - between(random, 0, 2))

    def _yearly(self, day: int, due: int) -> int:
        earliest = self._first if day < self._first else max(day + 1, due - 28)
        return self._chosen(earliest, due)

    def _chosen(self, earliest: int, due: int) -> int:
        """Return the day on which somebody notifies, `NO_DAY` for never or not yet."""
        random = self._random
        chance = random.random()
        if chance < _IN_TIME:
            made = between(random, min(earliest, due), due)
        elif chance < _IN_TIME + _LATE or due < self._last - _NOTICED_WITHIN:
            made = due + between(random, 1, 45)
        else:
            return NO_DAY
        made = self._running.next_day(made)
        return made if made and made <= self._last else NO_DAY

    def _make(self, kind: str, day: int, of: int = NO_DAY, premises: str = "") -> None:
        home = self._is_weekly(day) if kind in _TELLS_OF_HOME else None
        self._course.notifications.append(
            Notification(kind=kind, day=day, of=of, premises=premises, is_without_residence=home)
        )

    def _is_weekly(self, day: int) -> bool:
        """Return whether the person has no sole or main residence on the day."""
        secondary = AddressKind.SECONDARY.value
        started = [(start, kind) for kind, start in self._homes if start <= day and kind != secondary]
        return bool(started) and max(started)[1] == AddressKind.NO_FIXED_ABODE.value


def _events(course: Course, running: Running, homes: list[Home]) -> Iterator[_Event]:
    """Yield what must be notified within three days of the day on which it happened."""
    orders = course.orders
    for each in running.requirements:
        is_order = each.basis == _ORDER and each.order is not None
        if not (is_order and orders[each.order or 0].kind in _WITHOUT_INITIAL):
            yield _Event(_INITIAL, each.start, running.last_of_days(each.start, 3))
    days = {day for kind, day in homes if kind != AddressKind.SECONDARY.value}
    days |= {each.day for each in course.changes}
    days |= {
        until
        for _, _, until, ended in course.spells
        if until and ended not in _NO_RELEASE and running.next_day(until) == until
    }
    for day in days:
        if day <= course.life.as_at and running.is_subject(day) and running.is_subject(day - 1):
            yield _Event(_CHANGE, day, running.last_of_days(day, 3))
    for stay in course.stays:
        day = stay.qualifies_on
        yield _Event(_CHANGE, day, running.last_of_days(day, 3), stay.premises)
