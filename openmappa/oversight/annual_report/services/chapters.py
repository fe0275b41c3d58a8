"""Write and approve the chapters that an area's agencies write."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import RIGHTS, Permission, Viewer
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.domain.chapters import MOST_PARTNERS, OWN, Kind, OwnChapter
from openmappa.oversight.annual_report.models import ChapterApproval, ReportChapter
from openmappa.oversight.statistics.domain.years import ReportingYear

LONGEST = 50_000
LONGEST_LINE = 200


class MayNotWrite(PermissionError):
    """The viewer's role does not allow it in this area."""


class UnableToWriteChapter(ValueError):
    """The chapter cannot be written or approved so. The message says why, and `field` names what is wrong."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ChapterHasChanged(UnableToWriteChapter):
    """Somebody else wrote a version of the chapter after the writer began."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has changed the chapter. Read it again."))


def write_chapter(
    *,
    by: Viewer,
    area: int,
    year: ReportingYear,
    chapter: OwnChapter,
    agency_id: int,
    number: int = 1,
    expected_version: int = 0,
) -> int:
    """
    Write a new version of a chapter, and return its version. It is printed once it is approved.

    `expected_version` is the version that the writer began from, 0 for a new chapter: nobody's edit is lost.

    :raises MayNotWrite: if the viewer may not write the area's report
    :raises UnableToWriteChapter: if the chapter is not the area's to write, is too long, or was changed since
    """
    if not may_write(by, area):
        raise MayNotWrite
    _check(area, chapter, agency_id, number)
    key = {"area_id": area, "year": year.name, "kind": chapter.kind.value, "number": number}
    latest = ReportChapter.objects.filter(**key).first()
    if (latest.version if latest else 0) != expected_version:
        raise ChapterHasChanged
    if not latest and not chapter.markdown.strip():
        raise UnableToWriteChapter(_("Enter the text of the chapter"), field="markdown")
    try:
        with transaction.atomic():
            made = ReportChapter.objects.create(
                **key,
                version=expected_version + 1,
                title=chapter.title.strip(),
                markdown=chapter.markdown,
                author=chapter.author.strip(),
                agency_id=agency_id,
                written_by=by.user_id,
            )
    except IntegrityError:
        raise ChapterHasChanged from None
    _write_down(by, area, "chapter of the annual report written", made)
    return made.version


def may_write(viewer: Viewer, area: int) -> bool:
    """Return whether the viewer may write the chapters of the area's report."""
    return viewer.may(Permission.PUBLISH_REPORT, area=area)


def may_approve(viewer: Viewer, area: int, agency_id: int) -> bool:
    """Return whether the viewer may approve a chapter of the agency: as one of its own, or in its name."""
    return approves_as_own(viewer, area, agency_id) or (
        viewer.may(Permission.APPROVE_REPORT, area=area) and may_write(viewer, area)
    )


def approves_as_own(viewer: Viewer, area: int, agency_id: int) -> bool:
    """Return whether the viewer approves the area's report as a member of the agency."""
    return any(
        each.agency_id == agency_id
        and each.area == area
        and Permission.APPROVE_REPORT in RIGHTS[each.role].permissions
        for each in viewer.held
    )


def can_be_numbered(kind: Kind, number: int) -> bool:
    """Return whether there can be a chapter of the kind and number: one of each, but several of partners."""
    return 1 <= number <= (MOST_PARTNERS if kind is Kind.PARTNER else 1)


def _check(area: int, chapter: OwnChapter, agency_id: int, number: int) -> None:
    """Refuse what no chapter of the area can be."""
    if chapter.kind not in OWN or not can_be_numbered(chapter.kind, number):
        raise UnableToWriteChapter(
            _("There is one of each chapter, and as many of partners as there are partners, up to %(most)d.")
            % {"most": MOST_PARTNERS}
        )
    if len(chapter.title.strip()) > LONGEST_LINE:
        raise UnableToWriteChapter(
            _("The title must be %(most)d characters or fewer") % {"most": LONGEST_LINE}, field="title"
        )
    if not chapter.author.strip():
        raise UnableToWriteChapter(_("Enter who wrote the chapter"), field="author")
    if len(chapter.author.strip()) > LONGEST_LINE:
        raise UnableToWriteChapter(
            _("The author must be %(most)d characters or fewer") % {"most": LONGEST_LINE}, field="author"
        )
    if len(chapter.markdown) > LONGEST:
        raise UnableToWriteChapter(
            _("The text must be %(most)s characters or fewer") % {"most": f"{LONGEST:,}"}, field="markdown"
        )
    of_area = Agency.objects.filter(Q(area=area) | Q(area__isnull=True), pk=agency_id)
    if not of_area.exists():
        raise UnableToWriteChapter(
            _("Select an agency of this area, or one that works in all areas"), field="agency"
        )


def approve_chapter(*, by: Viewer, area: int, chapter_id: int, approved_for: str = "") -> None:
    """
    Approve the version of a chapter for its agency. The co-ordinator names who approved it there.

    :raises MayNotWrite: if the viewer may not approve the area's report
    :raises UnableToWriteChapter: if there is no such chapter, it was approved before, or nobody is named
    """
    if not by.may(Permission.APPROVE_REPORT, area=area):
        raise MayNotWrite
    chapter = ReportChapter.objects.filter(area=area, pk=chapter_id).select_related("approval").first()
    if chapter is None:
        raise UnableToWriteChapter(_("There is no such chapter."))
    if not may_approve(by, area, chapter.agency_id):
        raise MayNotWrite
    own = approves_as_own(by, area, chapter.agency_id)
    approver = by.name if own else approved_for.strip()[:LONGEST_LINE]
    if not approver:
        raise UnableToWriteChapter(_("Enter who approved the chapter for its agency."), field="approved_for")
    try:
        with transaction.atomic():
            ChapterApproval.objects.create(
                area_id=area, chapter=chapter, approved_by=by.user_id, approved_for=approver
            )
    except IntegrityError:
        raise UnableToWriteChapter(_("The chapter has been approved already.")) from None
    _write_down(by, area, "chapter of the annual report approved", chapter)


def approved_chapters(*, viewer: Viewer, area: int, year: ReportingYear) -> tuple[OwnChapter, ...]:
    """Return the newest approved version of each of the area's own chapters, as far as the viewer reads its figures."""
    if not viewer.may(Permission.READ_FIGURES, area=area):
        return ()
    return _approved(ReportChapter.objects.filter(area=area, year=year.name))


def chapters_to_print(area: int, year: ReportingYear) -> tuple[OwnChapter, ...]:
    """Return the newest approved version of each own chapter of any area, for files, in the statistics role."""
    with acting_as(Role.STATISTICS) as connection:
        return _approved(ReportChapter.objects.using(connection.alias).filter(area=area, year=year.name))


def _approved(chapters: QuerySet[ReportChapter]) -> tuple[OwnChapter, ...]:
    """Return the newest approved version of each chapter. One without text was taken out of the report."""
    rows = (
        chapters.filter(approval__isnull=False)
        .select_related("agency")
        .order_by("kind", "number", "-version")
        .distinct("kind", "number")
    )
    return tuple(
        OwnChapter(Kind(each.kind), each.title, each.markdown, each.author, each.agency.name)
        for each in rows
        if each.markdown.strip()
    )


def _write_down(by: Viewer, area: int, what: str, chapter: ReportChapter) -> None:
    record_event(
        transaction.get_connection(),
        Entry(
            Operation.ALTERATION,
            what,
            actor=by.user_id,
            area=area,
            detail={
                "year": chapter.year,
                "kind": chapter.kind,
                "number": chapter.number,
                "version": chapter.version,
            },
        ),
    )
