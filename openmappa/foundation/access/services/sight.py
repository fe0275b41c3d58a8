"""Give sight of a subject, and end it. Rooms above add their own sources by the same call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import RIGHTS, Level, Section, Source, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import User
from openmappa.foundation.accounts.queries import memberships_on
from openmappa.foundation.agencies.models import Agency, Team

LONGEST_REASON = 1000

# Plain SQL, since who gives sight may not read the row back unless it is also theirs.
_INSERT = """
INSERT INTO access_sight (subject_id, agency_id, team_id, user_id, level, section, source, start_date, until_date,
  until_at, reason, given_by_id, given_at, emergency_id)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class UnableToGive(ValueError):
    """Sight cannot be given or ended so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotGive(PermissionError):
    """The viewer's role, or own sight of this person, does not reach to deciding who else may see."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is to hold sight: an agency, a team or a user, one of them."""

    agency_id: int | None = None
    team_id: int | None = None
    user_id: UUID | None = None


def give_sight(
    *,
    by: Viewer,
    subject_id: UUID,
    holder: Holder,
    level: Level,
    section: Section | None,
    until_date: date | None,
    reason: str,
    source: Source = Source.GIVEN,
) -> None:
    """
    Let the holder see the subject at this level from the viewer's day until, not on, `until_date`.

    Level none excludes, and may have no end. Any other has one, at most `SIGHT_LONGEST_DAYS` away. A special
    section is given by name, by those who hold it themselves.

    :raises MayNotGive: if the viewer may not give sight of this subject, or not of this section
    :raises UnableToGive: if the reason, the end or the holder is not as it must be
    """
    refuse_without_reason(reason)
    _refuse_end(by, level, until_date)
    _refuse_holder(by, holder, level, source)
    if level is Level.NONE and section is not None:
        raise UnableToGive(
            _("An exclusion is from the whole record. Do not select a section."), field="section"
        )
    if not Subject.objects.given_by(by, section).filter(id=subject_id).exists():
        raise MayNotGive
    insert_sight(by, subject_id, holder, level=level, section=section, source=source,
                 until_date=until_date, reason=reason)  # fmt: skip


def insert_sight(by: Viewer, subject_id: UUID, holder: Holder, **given: object) -> None:
    """Write the row of sight; the database's policies have the last word on it."""
    values = {
        "level": Level.FULL,
        "section": None,
        "until_date": None,
        "until_at": None,
        "emergency_id": None,
    }
    row = {**values, **given}
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                subject_id,
                holder.agency_id,
                holder.team_id,
                holder.user_id,
                int(row["level"]),  # type: ignore[call-overload]
                row["section"],
                row["source"],
                by.as_at,
                row["until_date"],
                row["until_at"],
                str(row["reason"]).strip(),
                by.user_id,
                by.now,
                row["emergency_id"],
            ],
        )


def end_sight(*, by: Viewer, sight_id: int, reason: str) -> None:
    """
    End sight that was given by name, at once. The row stays.

    :raises UnableToGive: if there is no reason
    :raises NotVisible: if there is no such running sight, or the viewer may not end it
    """
    refuse_without_reason(reason)
    with transaction.get_connection().cursor() as cursor:
        cursor.execute("SELECT access_end_sight(%s, %s)", [sight_id, reason.strip()])
        if cursor.fetchone() is None:
            raise NotVisible


def refuse_without_reason(reason: str, *, field: str = "reason") -> None:
    """
    Refuse a reason that is blank or too long.

    :raises UnableToGive: if it is
    """
    if not reason.strip():
        raise UnableToGive(_("Enter the reason"), field=field)
    if len(reason) > LONGEST_REASON:
        raise UnableToGive(_("The reason must be 1,000 characters or fewer"), field=field)


def longest_until(viewer: Viewer) -> date:
    """Return the latest day on which sight given today may end."""
    return viewer.as_at + timedelta(days=settings.SIGHT_LONGEST_DAYS)


def refuse_until(viewer: Viewer, until_date: date | None, *, field: str) -> date:
    """
    Return the end of sight, unless it is missing, past or too far away.

    :raises UnableToGive: if it is
    """
    if until_date is None:
        raise UnableToGive(_("Enter the day on which access ends"), field=field)
    if until_date <= viewer.as_at:
        raise UnableToGive(_("The day on which access ends must be in the future"), field=field)
    if until_date > longest_until(viewer):
        raise UnableToGive(
            _("Access can be given for %(days)s days at most") % {"days": settings.SIGHT_LONGEST_DAYS},
            field=field,
        )
    return until_date


def _refuse_end(by: Viewer, level: Level, until_date: date | None) -> None:
    if level is not Level.NONE or until_date is not None:
        refuse_until(by, until_date, field="until_date")


def _refuse_holder(by: Viewer, holder: Holder, level: Level, source: Source) -> None:
    if holder.user_id is not None:
        if holder.user_id == by.user_id and source is Source.GIVEN and level is not Level.NONE:
            raise UnableToGive(_("You cannot give access to yourself"), field="email")
        if level is not Level.NONE and not _works_on_cases(by, holder.user_id):
            raise UnableToGive(
                _("This user holds no role that opens records, so access would open nothing"), field="email"
            )
    elif holder.team_id is not None:
        if not Team.objects.filter(id=holder.team_id).exists():
            raise UnableToGive(_("Select a team"), field="team")
    elif holder.agency_id is None or not Agency.objects.filter(id=holder.agency_id).exists():
        raise UnableToGive(_("Select an agency"), field="agency")


def _works_on_cases(by: Viewer, user_id: UUID) -> bool:
    user = User.objects.filter(id=user_id, is_active=True).first()
    return user is not None and any(
        RIGHTS[Role(each.role)].of_team for each in memberships_on(user, as_at=by.as_at)
    )
