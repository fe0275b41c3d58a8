"""Who looked at one record, and what looking was unusual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import Event
from openmappa.oversight.log_review.domain import (
    UNUSUAL,
    EntrySeen,
    Found,
    Look,
    Outcome,
    Reviewed,
    Thresholds,
    Unusual,
    parameters,
    query,
)
from openmappa.oversight.log_review.models import Review
from openmappa.oversight.log_review.permissions import COMPARED

PAGE = 25
NEWEST = 2**63 - 1
MOST_SHOWN = 200


class NotPermitted(PermissionError):
    """The viewer may not read the log."""


def thresholds() -> Thresholds:
    """Return the thresholds of this installation."""
    return Thresholds(**settings.LOG_REVIEW)


def area_of_log(*, viewer: Viewer, subject_id: UUID) -> int:
    """
    Return the area of a record, for a reader of that area's log, who may not see whose it is.

    :raises NotPermitted: if the viewer reads no log
    :raises NotVisible: if there is no such record, or it is of another area
    """
    _need_log(viewer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_area_of_log(%s)", [subject_id])
        area = cursor.fetchone()[0]
    if area is None:
        raise NotVisible
    return int(area)


def who_looked(*, viewer: Viewer, subject_id: UUID, below: int = NEWEST) -> tuple[list[Look], int | None]:
    """Return a page of who looked at, changed or received a record, latest first, and where the next page begins.

    The database answers nothing unless the viewer reads the log of the record's area, or may see there who
    looked and sees the person.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_who_looked(%s, %s, %s)", [subject_id, below, PAGE + 1])
        rows = cursor.fetchall()
    looks = [_look(row) for row in rows[:PAGE]]
    return looks, looks[-1].id if len(rows) > PAGE else None


def unusual_looking(*, viewer: Viewer, kinds: Iterable[Unusual] = UNUSUAL) -> list[Found]:
    """
    Return unusual looking in the viewer's areas, latest first within each kind, with its reviews.

    :raises NotPermitted: if the viewer reads no log
    """
    _need_log(viewer)
    limits = thresholds()
    since = timezone.make_aware(datetime.combine(viewer.as_at - timedelta(days=limits.days), time()))
    found = []
    with connection.cursor() as cursor:
        asked = parameters(
            limits,
            since=since,
            compared={
                kind: _compared(cursor, function.partition("(")[0], since)
                for kind, function in COMPARED.items()
            },
        )
        for kind in kinds:
            cursor.execute(query(kind), asked)
            for actor, first, first_at, last_at, people, entries in cursor.fetchall():
                found.append(Found(kind, actor, "", first, first_at, last_at, people, tuple(entries)))
    return _with_names_and_reviews(viewer, found)


def found_at(*, viewer: Viewer, kind: Unusual, first: int) -> Found:
    """
    Return the unusual looking of a kind that begins with an entry.

    :raises NotPermitted: if the viewer reads no log
    :raises NotVisible: if there is none
    """
    for each in unusual_looking(viewer=viewer, kinds=[kind]):
        if each.first == first:
            return each
    raise NotVisible


def entries_of(*, viewer: Viewer, found: Found) -> list[EntrySeen]:
    """Return the entries behind unusual looking, at most 200."""
    rows = (
        Event.objects.visible_to(viewer)
        .filter(id__in=found.entries[:MOST_SHOWN])
        .order_by("id")
        .values_list("id", "at", "what", "detail", "subjects", "justification")
    )
    return [
        EntrySeen(key, at, what, str(detail.get("page", "")), tuple(subjects), why)
        for key, at, what, detail, subjects, why in rows
    ]


def _look(row: tuple[Any, ...]) -> Look:
    key, at, operation, what, page, name, acting, roles, agencies, why, recipient, others = row
    told = (tuple(roles), tuple(agencies), why, recipient, others)
    return Look(key, at, operation, what, page or "", name or "", acting, *told)


def _need_log(viewer: Viewer) -> None:
    if not viewer.areas_where(Permission.READ_LOG):
        raise NotPermitted


def _compared(cursor, function: str, since: datetime) -> list[int]:  # type: ignore[no-untyped-def]
    cursor.execute(f"SELECT * FROM {function}(%s)", [since])
    return [entry for (entry,) in cursor.fetchall()]


def _with_names_and_reviews(viewer: Viewer, found: list[Found]) -> list[Found]:
    reviews: dict[tuple[str, int], list[Review]] = {}
    for each in Review.objects.visible_to(viewer).filter(event_id__in=[one.first for one in found]):
        reviews.setdefault((each.kind, each.event_id), []).append(each)
    users = {one.actor for one in found}
    users |= {review.reviewed_by for several in reviews.values() for review in several}
    names = dict(User.objects.filter(id__in=users).values_list("id", "name"))
    return [
        replace(
            one,
            name=names.get(one.actor, ""),
            reviews=tuple(
                Reviewed(
                    Outcome(each.outcome),
                    each.note,
                    names.get(each.reviewed_by, ""),
                    each.reviewed_at,
                    each.last_event_id,
                )
                for each in reviews.get((one.kind.name, one.first), ())
            ),
        )
        for one in found
    ]
