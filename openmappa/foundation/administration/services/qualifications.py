"""Vetting and training: registered of a user, and asked of a role."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.domain import LEVELS, QualificationKind, Role
from openmappa.foundation.accounts.models import Condition, Qualification, User
from openmappa.foundation.administration.queries import managed_areas, user_for
from openmappa.foundation.administration.services.writing_down import (
    UnableToAdminister,
    must_manage,
    write_down,
)
from openmappa.foundation.audit.domain import Operation


def register_qualification(
    *,
    by: Viewer,
    user: User,
    kind: QualificationKind,
    level: int,
    start_date: date,
    last_date: date,
    evidence: str,
) -> None:
    """Register that the user was vetted or trained. `last_date` is the last day on which it counts.

    :raises UnableToAdminister: if the days are not in order or there is no such level
    :raises PermissionDenied: if it is the viewer's own
    """
    user_for(user.pk, viewer=by)
    if user.pk == by.user_id:
        raise PermissionDenied
    if level not in LEVELS[kind]:
        raise UnableToAdminister(_("There is no such level"), field="kind")
    if start_date > by.as_at:
        raise UnableToAdminister(_("The day must be today or earlier"), field="start_date")
    if last_date < start_date:
        raise UnableToAdminister(_("The last day must be on or after the first"), field="last_date")
    Qualification.objects.create(
        user=user,
        kind=kind.value,
        level=level,
        start_date=start_date,
        last_date=last_date,
        evidence=evidence,
        recorded_by_id=by.user_id,
    )
    area = user.area_id or managed_areas(viewer=by)[0]
    write_down(
        by,
        "qualification registered",
        area=area,
        operation=Operation.COLLECTION,
        account=user.pk,
        kind=kind,
        level=level,
        last_date=last_date,
    )


def set_condition(
    *, by: Viewer, area: int, role: Role, kind: QualificationKind, level: int, source: str
) -> None:
    """Ask of holders of the role in the area, from today, that they can show the qualification.

    :raises UnableToAdminister: if the role has a condition of this kind, or there is no such level
    """
    must_manage(by, area)
    if role is Role.SYSTEM_MANAGER:
        # One lapse would otherwise leave nobody who could register its renewal.
        raise UnableToAdminister(_("The role of system manager has no conditions"), field="role")
    if level not in LEVELS[kind]:
        raise UnableToAdminister(_("There is no such level"), field="kind")
    if Condition.objects.filter(area_id=area, role=role.value, kind=kind.value, until_date=None).exists():
        raise UnableToAdminister(_("The role has a condition of this kind already"), field="kind")
    Condition.objects.create(
        area_id=area, role=role.value, kind=kind.value, level=level, source=source, start_date=by.as_at
    )
    write_down(by, "condition of a role set", area=area, role=role, kind=kind, level=level)


def end_condition(*, by: Viewer, condition: Condition) -> None:
    """Ask it no more, from today."""
    must_manage(by, condition.area_id)
    Condition.objects.filter(pk=condition.pk).update(until_date=max(by.as_at, condition.start_date))
    write_down(
        by, "condition of a role ended", area=condition.area_id, role=condition.role, kind=condition.kind
    )
