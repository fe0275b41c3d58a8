"""Change the level at which a person is managed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.casework.standing.domain import LEVEL_NAMES, LevelSeen, StandingSeen, token_of
from openmappa.casework.standing.models import Level
from openmappa.casework.standing.queries import latest_level, standing_for_level
from openmappa.foundation.access.domain import Level as Sight
from openmappa.foundation.access.domain import Permission, Section, Sensitivity, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import SubjectSeen, subject_for
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day

_FULL_STANDING = {"standing": Sensitivity(Section.STANDING, Sight.FULL)}
LONGEST_REASON = 1000


class UnableToChangeLevel(ValueError):
    """The level cannot be changed so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotChangeLevel(PermissionError):
    """The viewer's role, or sight of this person, does not reach to changing the level."""


class LevelHasChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """Somebody else changed the level since the viewer looked. `now` is what is recorded."""

    def __init__(self, now: LevelSeen | None) -> None:
        super().__init__("the level has changed since")
        self.now = now


def may_change_level(*, viewer: Viewer, subject_id: UUID) -> bool:
    """Return whether the viewer may change this person's level: by role in the area, and by full sight."""
    subject = subject_for(viewer=viewer, subject_id=subject_id, parts=_FULL_STANDING)
    return subject.open["standing"] and viewer.may(Permission.CHANGE_LEVEL, area=subject.area)


def change_level(
    *, by: Viewer, subject_id: UUID, level: int, start_date: date, reason: str, expected: str, as_at: date
) -> None:
    """
    Manage the person at `level` from `start_date` on: end the present level that day, start the new one.

    `expected` is the token of the latest level as the viewer saw it (domain.token_of).
    Source: MAPPA Guidance ch.7; Category 3 at Level 1 does not exist (CJA 2003 s.325(2)(b)).

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotChangeLevel: if the viewer may not change this person's level
    :raises LevelHasChanged: if the latest level is no longer the expected one
    :raises UnableToChangeLevel: if the change would break a rule, which the message says in words
    """
    subject = subject_for(viewer=by, subject_id=subject_id, parts=_FULL_STANDING)
    if not (subject.open["standing"] and by.may(Permission.CHANGE_LEVEL, area=subject.area)):
        raise MayNotChangeLevel
    with transaction.atomic():
        _hold(by, subject_id)
        current = latest_level(viewer=by, subject_id=subject_id)
        if token_of(current) != expected:
            raise LevelHasChanged(current)
        standing = _refuse_what_breaks_a_rule(by, subject_id, level, start_date, reason, current, as_at)
        _store(subject, standing, level, start_date, reason, current)
        _tell(by, subject, level, start_date, reason, current)


def _refuse_what_breaks_a_rule(
    by: Viewer,
    subject_id: UUID,
    level: int,
    start_date: date,
    reason: str,
    current: LevelSeen | None,
    as_at: date,
) -> StandingSeen:
    if level not in LEVEL_NAMES:
        raise UnableToChangeLevel(_("Select the new level"), field="level")
    if not reason.strip():
        raise UnableToChangeLevel(_("Enter the reason for the change"), field="reason")
    if len(reason) > LONGEST_REASON:
        raise UnableToChangeLevel(_("The reason must be 1,000 characters or fewer"), field="reason")
    if start_date > as_at:
        raise UnableToChangeLevel(_("The date must be today or in the past"), field="start_date")
    standing = standing_for_level(viewer=by, subject_id=subject_id, day=start_date)
    if standing is None:
        raise UnableToChangeLevel(
            _("The person was not MAPPA-eligible on %(day)s. A level needs an eligible standing.")
            % {"day": day(start_date)},
            field="start_date",
        )
    if standing.category == 3 and level == 1:
        raise UnableToChangeLevel(
            _("A Category 3 person cannot be managed at Level 1. Select Level 2 or Level 3."), field="level"
        )
    if current is not None:
        _refuse_what_the_present_level_bars(level, start_date, current)
    return standing


def _refuse_what_the_present_level_bars(level: int, start_date: date, current: LevelSeen) -> None:
    holds = current.until_date is None or current.until_date > start_date
    if holds and start_date <= current.start_date:
        raise UnableToChangeLevel(
            _("The date must be after %(day)s, when the present level started")
            % {"day": day(current.start_date)},
            field="start_date",
        )
    if holds and level == current.level:
        raise UnableToChangeLevel(
            _("The person is already at Level %(level)s. Select another level.") % {"level": level},
            field="level",
        )


def _hold(by: Viewer, subject_id: UUID) -> None:
    # Two changes at once: the second waits here, and then finds that the level is no longer the one it saw.
    list(Subject.objects.visible_to(by).filter(id=subject_id).select_for_update().values_list("id"))


def _store(
    subject: SubjectSeen,
    standing: StandingSeen,
    level: int,
    start_date: date,
    reason: str,
    current: LevelSeen | None,
) -> None:
    version = 1
    if current is not None:
        key, version_now = (int(part) for part in current.token.split("."))
        version = version_now + 1
    try:
        with transaction.atomic():
            if current is not None and (current.until_date is None or current.until_date > start_date):
                Level.objects.filter(id=key).update(until_date=start_date, version=version, changed_here=True)
            # An eligible standing, which this is, has a category.
            Level.objects.create(  # type: ignore[misc]
                subject_id=subject.id,
                responsible_area_id=subject.area,
                restricted=subject.restricted,
                standing_id=standing.id,
                category=standing.category,
                level=level,
                start_date=start_date,
                until_date=standing.last_date + timedelta(days=1) if standing.last_date else None,
                reason=reason.strip(),
                changed_here=True,
                version=version,
            )
    except IntegrityError as problem:
        # The rules above should have said so; the database has the last word.
        raise UnableToChangeLevel(_words_of(problem)) from problem


def _words_of(problem: IntegrityError) -> str:
    name = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "") or ""
    words = {
        "standing_level_category_3_not_level_1": _("A Category 3 person cannot be managed at Level 1."),
        "standing_level_one": _("The person is already at another level on one of these days."),
        "standing_level_inside_standing": _("The level must lie inside the time of eligibility."),
        "standing_level_dates": _("The date must be after the day on which the present level started."),
    }
    return words.get(name, _("The change contradicts what is recorded. Look at the levels and try again."))


def _tell(
    by: Viewer, subject: SubjectSeen, level: int, start_date: date, reason: str, current: LevelSeen | None
) -> None:
    connection = transaction.get_connection()
    before = {"level": current.level, "start_date": current.start_date} if current else None
    record_event(
        connection,
        Entry(
            Operation.ALTERATION,
            "level changed",
            actor=by.user_id,
            subjects=(subject.id,),
            area=subject.area,
            justification=reason.strip(),
            before=before,
            after={"level": level, "start_date": start_date},
        ),
    )
    changed(connection, area=subject.area, what={What.STANDING}, subjects=[subject.id])
