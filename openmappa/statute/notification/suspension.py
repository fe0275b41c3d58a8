"""Time that does not count: in custody, in hospital, outside the United Kingdom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.dates import ONE_DAY
from openmappa.statute.vocabulary.custody import SpellKind

STOPPING = frozenset({SpellKind.SENTENCED, SpellKind.REMAND, SpellKind.RECALLED, SpellKind.HOSPITAL})
"""The kinds of custody that stop the clocks of the Sexual Offences Act 2003. Law: ss.83(6) and 85(4)."""

STOPPING_TERRORISM = STOPPING | {SpellKind.IMMIGRATION_DETENTION}
"""Those that stop the period of terrorism notification. Law: Counter-Terrorism Act 2008 s.53."""


@dataclass(frozen=True, slots=True)
class Clock:
    """
    A clock that stands still at times.

    `stopped` holds the times in order, apart from each other, each with its first day and the first day after it, or
    None where it has not ended. `unknown` names the facts without which it is not known when it stands still.
    """

    stopped: tuple[tuple[date, date | None], ...]
    unknown: tuple[str, ...] = ()

    def first_running(self, day: date) -> date | None:
        """Return the first day from `day` on that counts, or None where none is known to."""
        for start, until in self.stopped:
            if start <= day and (until is None or day < until):
                return until
        return day

    def running_day(self, start: date, number: int) -> date | None:
        """Return the day that is the last of so many that count, from `start` on; None where that is not known yet."""
        day = start
        for first, until in self.stopped:
            if first <= day:
                if until is None:
                    return None
                day = max(day, until)
                continue
            if (first - day).days >= number:
                break
            if until is None:
                return None
            number -= (first - day).days
            day = until
        return day + ONE_DAY * (number - 1)

    def ran_between(self, first: date, until: date) -> bool:
        """Return whether a day counts from `first` on and before `until`."""
        running = self.first_running(first)
        return running is not None and running < until


def clock(facts: PersonFacts) -> Clock:
    """
    Return the clock of the duties of the Sexual Offences Act 2003.

    Law: Sexual Offences Act 2003 ss.83(6), 84(5) and 85(3) and (4).
    """
    inside = [(each.start_date, each.until_date) for each in facts.custody or () if each.kind in STOPPING]
    away = [(each.start_date, each.until_date) for each in facts.abroad or ()]
    unknown = [
        words
        for words, value in (
            ("whether the person was in custody or hospital", facts.custody),
            ("whether the person was outside the United Kingdom", facts.abroad),
        )
        if value is None
    ]
    return Clock(_merged([*inside, *away]), tuple(unknown))


def terrorism_clock(facts: PersonFacts) -> Clock:
    """Return the clock of the period of terrorism notification. Law: Counter-Terrorism Act 2008 s.53."""
    return Clock(
        _merged(
            (each.start_date, each.until_date)
            for each in facts.custody or ()
            if each.kind in STOPPING_TERRORISM
        ),
        () if facts.custody is not None else ("whether the person was in custody or hospital",),
    )


def _merged(spans: Iterable[tuple[date, date | None]]) -> tuple[tuple[date, date | None], ...]:
    found: list[tuple[date, date | None]] = []
    for start, until in sorted(spans, key=lambda span: span[0]):
        if found:
            last_start, last_until = found[-1]
            if last_until is None:
                break
            if start <= last_until:
                found[-1] = (last_start, None if until is None else max(last_until, until))
                continue
        found.append((start, until))
    return tuple(found)
