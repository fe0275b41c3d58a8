"""Who may decide, and the lock under which it is decided."""

from __future__ import annotations

from uuid import UUID

from openmappa.casework.eligibility.models import WHOLE_RECORD
from openmappa.casework.eligibility.services.problems import MayNotDecide
from openmappa.foundation.access.domain import RIGHTS, Permission, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.access.queries import SubjectSeen, subject_for

_PARTS = {"record": WHOLE_RECORD}


def subject_to(permission: Permission, *, by: Viewer, subject_id: UUID) -> SubjectSeen:
    """
    Return the subject for whom the viewer may do this.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotDecide: if the viewer may not do this for the person
    """
    subject = subject_for(viewer=by, subject_id=subject_id, parts=_PARTS)
    if not (subject.open["record"] and by.may(permission, area=subject.area)):
        raise MayNotDecide
    return subject


def hold(by: Viewer, subject_id: UUID) -> None:
    """Have a second change of the same person wait for the first, which it then finds done."""
    list(Subject.objects.visible_to(by).filter(id=subject_id).select_for_update().values_list("id"))


def role_of(by: Viewer, permission: Permission, *, area: int) -> str:
    """Return the titles of the roles by which the viewer may do this in the area."""
    held = (each.role for each in by.held if each.area == area)
    titles = [RIGHTS[role].title for role in held if permission in RIGHTS[role].permissions]
    return ", ".join(dict.fromkeys(titles))[:200]
