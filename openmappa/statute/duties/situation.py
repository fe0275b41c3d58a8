"""What every duty is worked out from: facts, day, settings, clock, requirements, and what was notified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openmappa.statute.duties.duty import Duty, DutyKind, DutyStatus
from openmappa.statute.facts.living import NotificationKind, NotificationMade
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.notification.requirements import Requirements
from openmappa.statute.notification.suspension import Clock
from openmappa.statute.provisions.dates import in_words, nth_day
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.provisions.rule import Rule
from openmappa.statute.provisions.settings import LawSettings


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts as at a day, with what follows from them for every duty."""

    facts: PersonFacts
    as_at: date
    settings: LawSettings
    clock: Clock
    required: Requirements
    made: tuple[NotificationMade, ...]

    def given(self, *kinds: NotificationKind) -> list[NotificationMade]:
        """Return the notifications of these kinds up to the day, the earliest first."""
        return [each for each in self.made if each.kind in kinds]

    def first_from(self, day: date, *kinds: NotificationKind, of: date | None = None) -> date | None:
        """
        Return the day of the first notification of these kinds on or after a day, None if there is none.

        With `of`, only those that tell of the event of that day, or of no day in particular.
        """
        days = (
            each.made_date
            for each in self.given(*kinds)
            if each.made_date >= day and (of is None or each.of_date in (None, of))
        )
        return next(days, None)

    def within_days(
        self,
        kind: DutyKind,
        number: int,
        *,
        trigger: str,
        trigger_date: date,
        source: str,
        rule: Rule,
        done: date | None,
        needs: str = "",
    ) -> Duty:
        """Return the duty to notify within so many days beginning with the trigger, days that do not count left out."""
        due = self.clock.running_day(trigger_date, number)
        plain = nth_day(trigger_date, number)
        words = f"{number} days beginning with {in_words(trigger_date)}"
        if due is None:
            words += "; the clock stands still, since the person is inside or abroad"
        elif due != plain:
            words += f", days inside or abroad left out: {in_words(due)} and not {in_words(plain)}"
        else:
            words += f": {in_words(due)}"
        return self.duty(
            kind,
            trigger=trigger,
            trigger_date=trigger_date,
            source=source,
            rule=rule,
            due=due,
            arithmetic=f"{words}.",
            done=done,
            needs=needs or "; ".join(self.clock.unknown),
        )

    def duty(
        self,
        kind: DutyKind,
        *,
        trigger: str,
        trigger_date: date,
        source: str,
        rule: Rule,
        due: date | None,
        arithmetic: str,
        done: date | None,
        needs: str = "",
    ) -> Duty:
        """Return a duty with its status as at the day."""
        if self.required.outcome(trigger_date) is Outcome.NEEDS_FACT:
            needs = needs or "whether the person is subject to the requirements"
        first = self.facts.notifications_from
        if self.facts.notifications is None:
            needs = needs or "notifications"
        elif first is not None and due is not None and due < first and (done is None or done > due):
            done, needs = None, needs or f"notifications before {in_words(first)}"
        return Duty(
            kind=kind,
            trigger=trigger,
            trigger_date=trigger_date,
            source=source,
            rule=rule,
            due_date=due,
            arithmetic=arithmetic,
            status=self._status(due, done, needs),
            done_date=done,
            needs="" if done else needs,
        )

    def _status(self, due: date | None, done: date | None, needs: str) -> DutyStatus:
        if done is not None:
            return DutyStatus.DONE if due is None or done <= due else DutyStatus.LATE
        if due is None:
            return DutyStatus.STOPPED
        if self.required.outcome(due) is Outcome.NOT_MET:
            return DutyStatus.ENDED
        if due >= self.as_at:
            return DutyStatus.DUE
        return DutyStatus.NEEDS_FACT if needs else DutyStatus.OVERDUE

    def is_subject(self, day: date) -> bool:
        """Return whether the person is subject to the requirements on the day, or may be."""
        return self.required.outcome(day) is not Outcome.NOT_MET
