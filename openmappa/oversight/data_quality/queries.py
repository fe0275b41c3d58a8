"""Stored checks as the viewer may read them, and the people of a finding as the viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet, Sum

from openmappa.casework.legal_position.queries import Seen, computed_of
from openmappa.casework.responsibility.domain import Responsible
from openmappa.casework.responsibility.queries import responsible_for
from openmappa.casework.standing.queries import categories_on
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.models import Subject, opens
from openmappa.foundation.agencies.models import Area
from openmappa.oversight.data_quality.domain.findings import Finding, FoundRow
from openmappa.oversight.data_quality.domain.position import EXPLAINED
from openmappa.oversight.data_quality.models import StoredCheck, StoredFinding
from openmappa.oversight.statistics.domain.tables import NATIONAL_CATEGORY
from openmappa.oversight.statistics.models import AreaChange
from openmappa.record.people.queries import names_of


class NotPermitted(Exception):
    """The viewer may not read the area's findings, or may not open them."""


class UnknownArea(LookupError):
    """There is no area of this number."""


@dataclass(frozen=True, slots=True)
class Check:
    """The newest check of an area: for which day, made when, and how many people each finding had, by name.

    `checked_at` is None and `counts` empty if the area was never checked; the day is then the last 31 March.
    """

    area: int
    area_name: str
    day: date
    checked_at: datetime | None
    facts_have_changed: bool
    may_open: bool
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person of a finding, with the name and who answers for them on the viewer's day, as far as seen.

    Where the finding is about the law, `position` is what was worked out and `recorded` the category recorded then.
    """

    row: FoundRow
    name: str
    owner: Responsible | None
    position: Seen | None = None
    recorded: int | None = None


@dataclass(frozen=True, slots=True)
class PageOfPeople:
    """One page of the people of a finding, by name, out of all that the viewer sees."""

    people: tuple[PersonFound, ...]
    total: int
    number: int
    pages: int


def areas_to_check(*, viewer: Viewer) -> list[tuple[int, str]]:
    """Return the areas whose findings the viewer may open, by number."""
    areas = [
        each.area for each in viewer.held if each.area and viewer.may(Permission.OPEN_FIGURES, area=each.area)
    ]
    if not areas:
        return []
    return list(Area.objects.filter(number__in=areas).order_by("number").values_list("number", "name"))


def latest_check(*, viewer: Viewer, area: int) -> Check:
    """
    Return the newest stored check of the area, without Category 4 for those who read one area only.

    :raises NotPermitted: if the viewer may not read the area's figures
    :raises UnknownArea: if there is no such area
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise NotPermitted
    name = Area.objects.filter(number=area).values_list("name", flat=True).first()
    if name is None:
        raise UnknownArea
    may_open = viewer.may(Permission.OPEN_FIGURES, area=area)
    run = StoredCheck.objects.filter(area=area).first()
    if run is None:
        return Check(area, name, _last_31_march(viewer.as_at), None, False, may_open, {})
    changed = AreaChange.objects.filter(area=area, changed_at__gt=run.checked_at).exists()
    return Check(area, name, run.day, run.checked_at, changed, may_open, _counts(viewer, run))


def people_found(
    *, viewer: Viewer, check: Check, finding: Finding, number: int, size: int = 50
) -> PageOfPeople:
    """
    Run the finding under the viewer's own sight and return a page of its people, by name.

    People of whom the viewer does not see everything that the finding reads are left out, so that what is
    hidden never reads as missing. A page beyond the last is the last.

    :raises NotPermitted: if the viewer may not open the area's figures
    """
    if not check.may_open:
        raise NotPermitted
    rows = _rows(viewer, check, finding)
    names = names_of(viewer=viewer, subjects=[each.subject_id for each in rows])
    rows.sort(
        key=lambda each: (
            each.subject_id not in names,
            names.get(each.subject_id, "").lower(),
            each.subject_id,
        )
    )
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, number), pages)
    shown = rows[(number - 1) * size : number * size]
    owners = responsible_for(viewer=viewer, subjects=[each.subject_id for each in shown])
    worked_out, recorded = _positions(viewer, finding, shown)
    people = (
        PersonFound(
            each,
            names.get(each.subject_id, ""),
            owners.get(each.subject_id),
            worked_out.get(each.subject_id),
            recorded.get(each.subject_id),
        )
        for each in shown
    )
    return PageOfPeople(tuple(people), len(rows), number, pages)


def _rows(viewer: Viewer, check: Check, finding: Finding) -> list[FoundRow]:
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(finding.sql, {"day": check.day, "areas": [check.area]})
        rows = [FoundRow(*each) for each in cursor.fetchall()]
    whole = set(_seen_whole(viewer, finding).values_list("id", flat=True)) if rows else set()
    return [each for each in rows if each.subject_id in whole]


def _positions(
    viewer: Viewer, finding: Finding, shown: list[FoundRow]
) -> tuple[dict[UUID, Seen], dict[UUID, int]]:
    if finding.name not in EXPLAINED:
        return {}, {}
    found = computed_of(viewer=viewer, subjects=[each.subject_id for each in shown])
    days = {subject: each.as_at for subject, each in found.items()}
    return found, categories_on(viewer=viewer, days=days)


def _seen_whole(viewer: Viewer, finding: Finding) -> QuerySet[Subject]:
    read = [each for each in apps.get_models() if each._meta.db_table in finding.tables]
    condition = Q()
    for sensitivity in {each.sensitivity for each in read if hasattr(each, "sensitivity")}:
        condition &= opens(viewer, sensitivity, subject="id")
    return Subject.objects.filter(condition)


def _counts(viewer: Viewer, run: StoredCheck) -> dict[str, int]:
    cells = StoredFinding.objects.filter(run=run)
    if not viewer.all_figures:
        cells = cells.exclude(category=NATIONAL_CATEGORY)
    return dict(cells.order_by().values_list("finding").annotate(Sum("count")))


def _last_31_march(as_at: date) -> date:
    this_year = date(as_at.year, 3, 31)
    return this_year if this_year <= as_at else date(as_at.year - 1, 3, 31)
