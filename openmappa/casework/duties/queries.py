"""What is due, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from openmappa.casework.duties.domain import State, status_on
from openmappa.casework.duties.models import Duty, Feed
from openmappa.casework.legal_position.models import Computed
from openmappa.casework.responsibility.queries import subjects_of
from openmappa.foundation.access.domain import Viewer
from openmappa.statute.duties.duty import DutyStatus

PAGE = 50
MOST_IN_FEED = 2_000


class When(StrEnum):
    """The worklists. An overdue duty fell due before the day; what needs a fact did too, and may have been done."""

    OVERDUE = "overdue"
    WEEK = "week"
    MONTH = "month"
    UNKNOWN = "unknown"


DAYS: Mapping[When, int] = {When.WEEK: 7, When.MONTH: 28}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of a worklist; each may be left open."""

    area: int | None = None
    agency: str = ""
    team: int | None = None
    officer: str = ""

    @property
    def of_who_answers(self) -> bool:
        """Return whether who answers for the person is asked for."""
        return bool(self.agency or self.team is not None or self.officer)


@dataclass(frozen=True, slots=True)
class DutySeen:
    """A duty as it stands on the viewer's day. `replaced_at` and `replaced_why` are of one that no longer is so."""

    id: int
    subject_id: UUID
    kind: str
    trigger: str
    trigger_date: date
    rule: str
    due_date: date | None
    arithmetic: str
    status: DutyStatus
    done_date: date | None
    needs: str
    replaced_at: datetime | None = None
    replaced_why: str | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist, and how many there are in each of them."""

    rows: list[DutySeen]
    counts: Mapping[When, int]
    when: When
    number: int
    pages: int


def worklist(*, viewer: Viewer, when: When, chosen: Chosen, number: int) -> Worklist:
    """Return a page of what is due from those whom the viewer sees, the longest overdue first. In two queries."""
    found = _open(viewer, chosen)
    counts = {
        When(name): value
        for name, value in found.aggregate(
            **{each.value: Count("id", filter=_when(each, viewer.as_at)) for each in When}
        ).items()
    }
    pages = max(1, -(-counts[when] // PAGE))
    number = min(max(1, number), pages)
    rows = found.filter(_when(when, viewer.as_at)).order_by("due_date", "id")
    shown = rows[(number - 1) * PAGE : number * PAGE]
    return Worklist([_seen(each, viewer.as_at) for each in shown], counts, when, number, pages)


def duties_of(*, viewer: Viewer, subject_id: UUID) -> list[DutySeen]:
    """Return every duty of the subject, past and to come, and those that were due otherwise before; in time."""
    found = Duty.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    rows = found.order_by(F("due_date").asc(nulls_last=True), "trigger_date", "id")
    return [_seen(each, viewer.as_at) for each in rows]


def is_worked_out(*, viewer: Viewer, subject_id: UUID) -> bool:
    """Return whether the law was asked about the subject at all, as it is with each load and each change of the record."""
    return Computed.objects.visible_to(viewer).filter(subject_id=subject_id).exists()


def for_calendar(*, viewer: Viewer, chosen: Chosen) -> list[tuple[int, str, date, datetime]]:
    """Return key, kind, due date and moment of recording of what a calendar shows: overdue, and due in 28 days."""
    wanted = _when(When.OVERDUE, viewer.as_at) | _when(When.MONTH, viewer.as_at)
    found = _open(viewer, chosen).filter(wanted).order_by("due_date", "id")
    return list(found.values_list("id", "kind", "due_date", "recorded_at")[:MOST_IN_FEED])


def subject_of_duty(*, viewer: Viewer, duty_id: int) -> UUID | None:
    """Return whose duty this is, if the viewer sees it; None otherwise."""
    return Duty.objects.visible_to(viewer).filter(id=duty_id).values_list("subject_id", flat=True).first()


def feeds_of(*, viewer: Viewer) -> list[Feed]:
    """Return the viewer's own calendars that open something, the latest first."""
    found = Feed.objects.filter(user_id=viewer.user_id, revoked_at__isnull=True)
    return list(found.order_by("-made_at", "id"))


def _open(viewer: Viewer, chosen: Chosen) -> QuerySet[Any]:
    found = Duty.objects.visible_to(viewer).filter(state=State.OPEN.value, replaced_at__isnull=True)
    if chosen.area is not None:
        found = found.filter(responsible_area_id=chosen.area)
    if chosen.of_who_answers:
        answered = subjects_of(
            viewer=viewer, lead_agency=chosen.agency, team=chosen.team, officer=chosen.officer
        )
        found = found.filter(subject_id__in=answered)
    return found


def _when(when: When, day: date) -> Q:
    if when in DAYS:
        return Q(due_date__gte=day, due_date__lte=day + timedelta(days=DAYS[when]))
    return Q(due_date__lt=day, needs="") if when is When.OVERDUE else Q(due_date__lt=day) & ~Q(needs="")


def _seen(row: Duty, day: date) -> DutySeen:
    return DutySeen(
        row.pk,
        row.subject_id,
        row.kind,
        row.trigger,
        row.trigger_date,
        row.rule,
        row.due_date,
        row.arithmetic,
        status_on(row.state, row.due_date, row.needs, as_at=day),
        row.done_date,
        row.needs,
        row.replaced_at,
        row.replaced_why,
    )
