"""Who answers for people, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from openmappa.casework.responsibility.domain import Responsible
from openmappa.casework.responsibility.models import Responsibility
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import AboutSubjectQuerySet
from openmappa.foundation.agencies.models import Area, Team


def subjects_led_by(*, viewer: Viewer, lead_agency: str) -> QuerySet[Any]:
    """Return the ids of the subjects for whom this lead agency answers on the viewer's day."""
    return _on_day(viewer).filter(lead_agency=lead_agency).values("subject_id")


def subjects_of(
    *, viewer: Viewer, lead_agency: str = "", team: int | None = None, officer: str = ""
) -> QuerySet[Any]:
    """Return the ids of the subjects for whom this agency, team and officer answer on the viewer's day."""
    rows = _on_day(viewer)
    if lead_agency:
        rows = rows.filter(lead_agency=lead_agency)
    if team is not None:
        rows = rows.filter(team_id=team)
    if officer:
        rows = rows.filter(officer=officer)
    return rows.values("subject_id")


def areas_answering(*, viewer: Viewer) -> dict[int, str]:
    """Return the areas in which the viewer holds a role, by number."""
    areas = {each.area for each in viewer.held if each.area}
    return dict(Area.objects.filter(number__in=areas).order_by("number").values_list("number", "name"))


def teams_answering(*, viewer: Viewer) -> dict[int, str]:
    """Return the open teams of lead agencies in the areas in which the viewer holds a role, by name."""
    areas = {each.area for each in viewer.held if each.area}
    teams = Team.objects.filter(area_id__in=areas).exclude(lead_agency="")
    open_teams = teams.filter(Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at))
    return dict(open_teams.order_by("name").values_list("id", "name"))


def officers_of(*, viewer: Viewer, team: int) -> list[str]:
    """Return the officers of a team who answer for somebody whom the viewer sees, by name."""
    found = _on_day(viewer).filter(team_id=team, officer__isnull=False)
    return sorted(set(found.values_list("officer", flat=True)))


def responsible_for(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, Responsible]:
    """Return who answers for each of these subjects on the viewer's day."""
    rows = _on_day(viewer).filter(subject_id__in=subjects).select_related("area", "team")
    return {each.subject_id: _seen(each) for each in rows}


def responsibilities_of(*, viewer: Viewer, subject_id: UUID) -> list[Responsible]:
    """Return everybody who answered for the subject, the latest first."""
    found = Responsibility.objects.visible_to(viewer).counting().filter(subject_id=subject_id)
    return [_seen(each) for each in found.order_by("-start_date", "id").select_related("area", "team")]


def rows_with_history(*, viewer: Viewer, subject_id: UUID) -> QuerySet[Responsibility]:
    """Return the subject's responsibilities with what each said before, errors included."""
    found = Responsibility.objects.visible_to(viewer).filter(subject_id=subject_id)
    return found.select_related("area", "team", "source_system").prefetch_related(
        "history__area", "history__team"
    )


def _on_day(viewer: Viewer) -> AboutSubjectQuerySet:
    rows = Responsibility.objects.visible_to(viewer).counting()
    return rows.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at), start_date__lte=viewer.as_at
    )


def _seen(row: Responsibility) -> Responsible:
    return Responsible(
        row.area.name,
        row.lead_agency,
        row.team.name if row.team else "",
        row.officer or "",
        row.start_date,
        row.until_date,
    )
