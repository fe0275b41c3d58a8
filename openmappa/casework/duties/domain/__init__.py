"""A stored duty: what the statute says that does not depend on the day of reading, and how it stands on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from openmappa.statute.duties.duty import Duty, DutyStatus


class State(StrEnum):
    """What of a duty's status does not depend on the day. An open one is due, overdue, or needs a fact."""

    OPEN = "open"
    STOPPED = "stopped"
    DONE = "done"
    LATE = "late"
    ENDED = "ended"


_STATES = {
    DutyStatus.STOPPED: State.STOPPED,
    DutyStatus.DONE: State.DONE,
    DutyStatus.LATE: State.LATE,
    DutyStatus.ENDED: State.ENDED,
}
_STATUSES = {state: status for status, state in _STATES.items()}


class Due(NamedTuple):
    """A duty as it is stored. `occurrence` counts the duties that are otherwise the same."""

    kind: str
    trigger_date: date
    source: str
    occurrence: int
    trigger: str
    rule: str
    due_date: date | None
    arithmetic: str
    state: str
    done_date: date | None
    needs: str

    @property
    def identity(self) -> tuple[str, date, str, int]:
        """Return what makes two states of a duty the same duty: its kind and what brought it about."""
        return self[:4]


class Replaced(StrEnum):
    """Why a duty is no longer as it was."""

    NEWS = "news"
    DAY = "day"
    LOAD = "load"
    RULES = "rules"


REPLACED: Mapping[Replaced, str] = {
    Replaced.NEWS: "Something that was recorded changed it",
    Replaced.DAY: "A day passed that changed it",
    Replaced.LOAD: "An extract that was loaded changed it",
    Replaced.RULES: "The rules or their settings were changed",
}
"""Every reason in words."""


def dues_of(duties: Iterable[Duty]) -> tuple[Due, ...]:
    """Return the statute's duties as they are stored."""
    seen: Counter[tuple[str, date, str]] = Counter()
    found = []
    for each in duties:
        key = (each.kind.value, each.trigger_date, each.source)
        state = _STATES.get(each.status, State.OPEN)
        found.append(
            Due(
                *key,
                seen[key],
                each.trigger,
                each.rule.key,
                each.due_date,
                each.arithmetic,
                state.value,
                each.done_date,
                each.needs,
            )
        )
        seen[key] += 1
    return tuple(found)


def status_on(state: str, due_date: date | None, needs: str, *, as_at: date) -> DutyStatus:
    """Return how a stored duty stands on a day. On its due date it is due, on the day after overdue."""
    if state != State.OPEN:
        return _STATUSES[State(state)]
    if due_date is None or due_date >= as_at:
        return DutyStatus.DUE
    return DutyStatus.NEEDS_FACT if needs else DutyStatus.OVERDUE


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the duties of a person.

    `replaced` are keys of rows that no longer say so, `altered` rows of which the day is as it was, `added` new ones.
    """

    replaced: tuple[int, ...]
    altered: tuple[tuple[int, Due], ...]
    added: tuple[Due, ...]

    @property
    def is_any(self) -> bool:
        """Return whether anything became different."""
        return bool(self.replaced or self.altered or self.added)


def difference(before: Mapping[int, Due], now: Sequence[Due]) -> Difference:
    """Return what to store so that `now` holds: whatever was due on another day, or is due no more, is kept as it was."""
    known = {due.identity: (key, due) for key, due in before.items()}
    replaced = []
    altered: list[tuple[int, Due]] = []
    added = []
    wanted = {each.identity for each in now}
    replaced += [key for identity, (key, _) in known.items() if identity not in wanted]
    for each in now:
        found = known.get(each.identity)
        if found is None:
            added.append(each)
        elif found[1].due_date != each.due_date:
            replaced.append(found[0])
            added.append(each)
        elif found[1] != each:
            altered.append((found[0], each))
    return Difference(tuple(replaced), tuple(altered), tuple(added))
