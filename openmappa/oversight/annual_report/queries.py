"""The versions of an area's own chapters, as far as the viewer may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.agencies.models import Agency, Area
from openmappa.oversight.annual_report.domain.chapters import Kind
from openmappa.oversight.annual_report.models import ReportChapter
from openmappa.oversight.statistics.domain.years import ReportingYear


@dataclass(frozen=True, slots=True)
class ChapterVersion:
    """One version of a chapter. `approved_for` names who approved it for its agency; None if nobody has."""

    id: int
    kind: Kind
    number: int
    version: int
    title: str
    markdown: str
    author: str
    agency_id: int
    agency: str
    written_at: datetime
    approved_for: str | None = None
    approved_at: datetime | None = None


def may_read(viewer: Viewer, area: int) -> bool:
    """Return whether the viewer may read drafts of the area's chapters: those who write or approve them."""
    return viewer.may(Permission.PUBLISH_REPORT, area=area) or viewer.may(
        Permission.APPROVE_REPORT, area=area
    )


def chapter_versions(
    *, viewer: Viewer, area: int, year: ReportingYear, kind: Kind | None = None, number: int | None = None
) -> tuple[ChapterVersion, ...]:
    """Return all versions of the area's own chapters, or of one, by kind and number, the newest version first.

    Kinds are in the order of the document. Nothing is returned to a viewer who may not read drafts.
    """
    if not may_read(viewer, area):
        return ()
    rows = ReportChapter.objects.filter(area=area, year=year.name).select_related("agency", "approval")
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if number is not None:
        rows = rows.filter(number=number)
    order = list(Kind)
    return tuple(
        sorted(
            (_version(each) for each in rows),
            key=lambda each: (order.index(each.kind), each.number, -each.version),
        )
    )


def area_name(*, viewer: Viewer, area: int) -> str:
    """Return the name of the area; nothing to a viewer who may not read drafts."""
    return Area.objects.get(number=area).name if may_read(viewer, area) else ""


def agencies_of(*, viewer: Viewer, area: int) -> tuple[tuple[int, str], ...]:
    """Return the agencies that a chapter of the area can be of, by name: those of the area, and national ones.

    Nothing is returned to a viewer who may not read drafts.
    """
    if not may_read(viewer, area):
        return ()
    found = Agency.objects.filter(Q(area=area) | Q(area__isnull=True)).order_by("name")
    return tuple(found.values_list("pk", "name"))


def _version(row: ReportChapter) -> ChapterVersion:
    approval = getattr(row, "approval", None)
    return ChapterVersion(
        id=row.pk,
        kind=Kind(row.kind),
        number=row.number,
        version=row.version,
        title=row.title,
        markdown=row.markdown,
        author=row.author,
        agency_id=row.agency_id,
        agency=row.agency.name,
        written_at=row.written_at,
        approved_for=approval.approved_for if approval else None,
        approved_at=approval.approved_at if approval else None,
    )
