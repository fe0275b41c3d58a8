"""What a decision changes of the standing, the grounds and the levels, before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from openmappa.casework.eligibility.domain.deciding import CONSIDERED, DANGEROUS, ELIGIBLE, Target
from openmappa.casework.standing.domain import LevelSeen, StandingSeen

ONE_DAY = timedelta(days=1)


class Impossible(ValueError):
    """The decision cannot take effect on that day. `later_than` is the day after which it can, None if it never can."""

    def __init__(self, later_than: date | None = None) -> None:
        super().__init__("the decision cannot take effect on that day")
        self.later_than = later_than


@dataclass(frozen=True, slots=True)
class Effect:
    """
    What a decision changes from `start_date` on.

    `ends` is the standing that ends the day before, or that never was so (`was_in_error`: it began that very day).
    `starts` is what the person is from then on, None if nothing is recorded after. `keeps` is a standing that goes on.
    `moved` are levels that go on under the new standing, `ended` those that no longer fit and end.
    """

    start_date: date
    ends: StandingSeen | None = None
    was_in_error: bool = False
    starts: Target | None = None
    keeps: StandingSeen | None = None
    moved: tuple[LevelSeen, ...] = ()
    ended: tuple[LevelSeen, ...] = ()

    @property
    def changes_standing(self) -> bool:
        """Return whether a standing ends or begins."""
        return self.ends is not None or self.starts is not None


def effect_of(
    target: Target, standings: Iterable[StandingSeen], *, start_date: date, as_at: date, was_confirmed: bool
) -> Effect:
    """
    Return what deciding `target` from `start_date` on changes of these standings, of which one may hold now.

    Somebody confirmed as no longer eligible leaves the arrangements: the standing ends and none follows. Somebody who
    was never eligible, or is not by an override, is from then on considered and not eligible.

    :raises Impossible: if a standing begins on that day or later that would have to end before it
    """
    found = sorted(standings, key=lambda each: each.start_date)
    reaching = [each for each in found if each.last_date is None or each.last_date >= start_date]
    present = reaching[-1] if reaching else None
    if len(reaching) > 1:
        raise Impossible(later_than=reaching[-2].last_date)
    if present is not None and _is_so_already(target, present, as_at):
        return Effect(start_date, keeps=present)
    if present is not None and present.start_date > start_date:
        raise Impossible(later_than=present.start_date - ONE_DAY)
    leaves = target.kind == CONSIDERED and was_confirmed
    if leaves and present is not None and present.kind == DANGEROUS:
        return Effect(start_date, keeps=present)
    follows = None if leaves and any(each.kind == ELIGIBLE for each in found) else target
    levels = tuple(each for each in present.levels if _runs(each, start_date)) if present else ()
    fitting = tuple(each for each in levels if follows is not None and fits(each.level, follows))
    return Effect(
        start_date,
        ends=present,
        was_in_error=present is not None and present.start_date == start_date,
        starts=follows,
        moved=fitting,
        ended=tuple(each for each in levels if each not in fitting),
    )


def fits(level: int, target: Target) -> bool:
    """Return whether somebody can be managed at the level. Category 3 at Level 1 does not exist (CJA 2003 s.325(2)(b))."""
    return target.kind == ELIGIBLE and not (target.category == 3 and level == 1)


def _runs(level: LevelSeen, day: date) -> bool:
    return level.until_date is None or level.until_date > day


def _is_so_already(target: Target, present: StandingSeen, as_at: date) -> bool:
    same = (target.kind, target.category) == (present.kind, present.category)
    return same and (present.last_date is None or present.last_date >= as_at)
