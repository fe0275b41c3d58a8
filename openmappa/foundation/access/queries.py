"""What a viewer may know of one subject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404

from openmappa.foundation.access.domain import Sensitivity, Viewer
from openmappa.foundation.access.models import Subject, opens


class NotVisible(Http404):
    """There is no such record, or the viewer may not know of it. The two answer alike."""


@dataclass(frozen=True, slots=True)
class SubjectSeen:
    """A subject whose existence the viewer may know of, and which parts of the record are open, by name."""

    id: UUID
    area: int
    area_name: str
    restricted: bool
    open: Mapping[str, bool]


def subject_for(
    *, viewer: Viewer, subject_id: UUID, parts: Mapping[str, Sensitivity] | None = None
) -> SubjectSeen:
    """
    Return the subject, and for each part whether the viewer sees rows of that sensitivity.

    :raises NotVisible: if there is no such subject or the viewer may not know of it
    """
    parts = parts or {}
    names = {f"opens_{number}": name for number, name in enumerate(parts)}
    columns = {
        column: ExpressionWrapper(opens(viewer, parts[name], subject="id"), output_field=BooleanField())
        for column, name in names.items()
    }
    found = (
        Subject.objects.visible_to(viewer)
        .annotate(**columns)
        .values("id", "responsible_area_id", "responsible_area__name", "restricted", *columns)
        .filter(id=subject_id)
        .first()
    )
    if found is None:
        raise NotVisible
    return SubjectSeen(
        found["id"],
        found["responsible_area_id"],
        found["responsible_area__name"],
        found["restricted"],
        {name: bool(found[column]) for column, name in names.items()},
    )
