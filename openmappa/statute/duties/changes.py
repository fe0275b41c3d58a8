"""Changes, releases and stays that must be notified, and changes announced beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from openmappa.statute.duties.duty import DUTY_KINDS, Duty, DutyKind
from openmappa.statute.duties.initial import initial_days
from openmappa.statute.duties.rules import ADVANCE, CHANGE, CHILD, PREMISES, PRESCRIBED, RELEASE
from openmappa.statute.duties.situation import Situation
from openmappa.statute.facts.living import Change, ChangeKind, NotificationKind, NotificationMade, Stay
from openmappa.statute.notification.suspension import STOPPING
from openmappa.statute.provisions.dates import ONE_DAY, Length, in_words, later, nth_day
from openmappa.statute.provisions.thresholds import commencement, constant
from openmappa.statute.vocabulary.custody import SpellEnd
from openmappa.statute.vocabulary.persons import AddressKind

NO_RELEASE = frozenset({SpellEnd.UNLAWFULLY_AT_LARGE, SpellEnd.TRANSFERRED, SpellEnd.DEPORTED, SpellEnd.DIED})
"""Ends of a spell that are no release."""

_OF_2003 = frozenset({ChangeKind.NAME, ChangeKind.HOME_ADDRESS})


def change_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties that changes of name, home address, documents, accounts and cards bring.

    Law: Sexual Offences Act 2003 s.84(1)(a), (b) and (ca).
    """
    for change in _changes(now):
        day = change.change_date
        if day > now.as_at or not now.is_subject(day) or _is_of_the_first_day(day, now):
            continue
        is_old = change.kind in _OF_2003
        if not is_old and day < commencement("notification_2012"):
            continue
        kind = DutyKind(change.kind.value)
        yield now.within_days(
            kind,
            constant("change"),
            trigger=f"{DUTY_KINDS[kind]} on {in_words(day)}",
            trigger_date=day,
            source=f"{change.kind} of {day}",
            rule=CHANGE if is_old else PRESCRIBED,
            done=_done(change, now),
        )


def release_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties that releases bring.

    Law: Sexual Offences Act 2003 s.84(1)(d).
    """
    beginnings = initial_days(now)
    for spell in now.facts.custody or ():
        day = spell.until_date
        if spell.kind not in STOPPING or day is None or day > now.as_at or not now.is_subject(day):
            continue
        if spell.ended_by in NO_RELEASE or now.clock.first_running(day) != day:
            continue
        had_notified = any(each.made_date < day for each in now.given(NotificationKind.INITIAL))
        begun = any(now.clock.ran_between(each, spell.start_date) for each in beginnings)
        if not had_notified and not begun:
            continue
        yield now.within_days(
            DutyKind.RELEASE,
            constant("change"),
            trigger=f"Released on {in_words(day)}",
            trigger_date=day,
            source=f"custody from {spell.start_date}",
            rule=RELEASE,
            done=now.first_from(day, NotificationKind.CHANGE, NotificationKind.INITIAL, of=day),
        )


def premises_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties that stays at other premises bring, once for each premises.

    Law: Sexual Offences Act 2003 s.84(1)(c) and (6).
    """
    by_premises: dict[str, list[Stay]] = {}
    for stay in now.facts.stays or ():
        by_premises.setdefault(stay.premises, []).append(stay)
    for premises, stays in by_premises.items():
        day = _qualifying_day(stays, now)
        if day is None or _premises_notified(premises, day, now, before=True):
            continue
        yield now.within_days(
            DutyKind.PREMISES,
            constant("change"),
            trigger=f"Stayed at other premises for {constant('qualifying_days')} days in 12 months, on {in_words(day)}",
            trigger_date=day,
            source=f"stays[{premises}]",
            rule=PREMISES,
            done=_premises_notified(premises, day, now, before=False),
        )


def child_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties that stays in households with somebody under 18 bring.

    Law: Sexual Offences Act 2003 (Notification Requirements) (England and Wales) Regulations 2012.
    """
    hours = constant("child.hours")
    for stay in now.facts.child_household_stays or ():
        day = (stay.started_at + timedelta(hours=hours)).date()
        too_short = stay.hours is not None and stay.hours < hours
        if too_short or day > now.as_at or day < commencement("notification_2012"):
            continue
        if not now.is_subject(day):
            continue
        yield now.within_days(
            DutyKind.CHILD_HOUSEHOLD,
            constant("change"),
            trigger=f"Stayed in a household with a child for {hours} hours, on {in_words(day)}",
            trigger_date=day,
            source=f"child_household_stays[{stay.premises}]",
            rule=CHILD,
            done=_premises_notified(stay.premises, day, now, before=False),
            needs="how many hours the stay lasted" if stay.hours is None else "",
        )


def advance_duties(now: Situation) -> Iterator[Duty]:
    """
    Yield the duties to say that an announced change did not happen.

    Law: Sexual Offences Act 2003 s.84(4)(b).
    """
    for notice in now.given(NotificationKind.ADVANCE):
        stated = notice.of_date
        if stated is None:
            continue
        last = nth_day(stated, constant("advance.late"))
        happened = any(
            notice.made_date <= each.change_date <= last and each.kind is notice.of_change
            for each in _changes(now)
        )
        if happened or now.as_at <= last or not now.is_subject(last):
            continue
        yield now.within_days(
            DutyKind.DID_NOT_HAPPEN,
            constant("advance.say_so"),
            trigger=f"A change announced for {in_words(stated)} did not happen by {in_words(last)}",
            trigger_date=stated,
            source=f"advance notification of {notice.made_date}",
            rule=ADVANCE,
            done=now.first_from(stated, NotificationKind.DID_NOT_HAPPEN, of=stated),
        )


def covers(notice: NotificationMade, change: Change) -> bool:
    """
    Return whether an advance notification counts for a change that happened.

    Law: Sexual Offences Act 2003 s.84(3) and (4)(a).
    """
    stated = notice.of_date
    if stated is None or notice.of_change is not change.kind or notice.made_date > change.change_date:
        return False
    earliest = stated - timedelta(days=constant("advance.early"))
    return earliest <= change.change_date <= nth_day(stated, constant("advance.late"))


def _changes(now: Situation) -> list[Change]:
    """Return the changes that are recorded, and those that follow from the home addresses, in time."""
    moved = {
        Change(kind=ChangeKind.HOME_ADDRESS, change_date=each.start_date)
        for each in now.facts.addresses or ()
        if each.kind is not AddressKind.SECONDARY
    }
    return sorted(moved | set(now.facts.changes or ()), key=lambda each: (each.change_date, each.kind))


def _is_of_the_first_day(day: date, now: Situation) -> bool:
    """Return whether nothing had begun before that day, so that the initial notification tells of it."""
    return not now.is_subject(day - ONE_DAY)


def _done(change: Change, now: Situation) -> date | None:
    beforehand = [each.made_date for each in now.given(NotificationKind.ADVANCE) if covers(each, change)]
    if beforehand:
        return beforehand[0]
    kinds = (NotificationKind.CHANGE, NotificationKind.INITIAL)
    return now.first_from(change.change_date, *kinds, of=change.change_date)


def _qualifying_day(stays: list[Stay], now: Situation) -> date | None:
    """Return the first day on which the days there make a qualifying period, None if there is none yet."""
    window = Length(-constant("qualifying_window"))
    days = sorted(
        {
            stay.start_date + timedelta(days=number)
            for stay in stays
            for number in range(_days_of(stay, now.as_at))
        }
    )
    needed = constant("qualifying_days")
    for last in range(needed - 1, len(days)):
        first, day = days[last - needed + 1], days[last]
        if first > later(day, window) and now.is_subject(day):
            return day
    return None


def _days_of(stay: Stay, as_at: date) -> int:
    until = as_at + ONE_DAY if stay.until_date is None else min(stay.until_date, as_at + ONE_DAY)
    return max((until - stay.start_date).days, 0)


def _premises_notified(premises: str, day: date, now: Situation, *, before: bool) -> date | None:
    kinds = (NotificationKind.INITIAL, NotificationKind.CHANGE, NotificationKind.ADVANCE)
    days = [each.made_date for each in now.given(*kinds) if each.of_premises == premises]
    return next((each for each in days if (each < day) is before), None)
