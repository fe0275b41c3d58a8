"""Write and approve the chapters that an area's agencies write."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.oversight.annual_report.domain.chapters import OWN, Kind, OwnChapter
from openmappa.oversight.annual_report.models import ChapterApproval, ReportChapter
from openmappa.oversight.statistics.domain.years import ReportingYear

LONGEST = 50_000


class MayNotWrite(PermissionError):
    """The viewer's role does not allow it in this area."""


class UnableToWriteChapter(ValueError):
    """The chapter cannot be written or approved so. The message says why."""


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
    if not by.may(Permission.PUBLISH_REPORT, area=area):
        raise MayNotWrite
    if chapter.kind not in OWN or (chapter.kind is not Kind.PARTNER and number != 1):
        raise UnableToWriteChapter(
            _("There is one of each chapter, and as many of partners as there are partners.")
        )
    if not chapter.author.strip() or len(chapter.markdown) > LONGEST:
        raise UnableToWriteChapter(
            _("A chapter needs an author, and has at most %(most)s characters.") % {"most": f"{LONGEST:,}"}
        )
    key = {"area_id": area, "year": year.name, "kind": chapter.kind.value, "number": number}
    latest = ReportChapter.objects.filter(**key).first()
    if (latest.version if latest else 0) != expected_version:
        raise UnableToWriteChapter(_("Somebody else has changed the chapter. Read it again."))
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
        raise UnableToWriteChapter(_("Somebody else has changed the chapter. Read it again.")) from None
    _write_down(by, area, "chapter of the annual report written", made)
    return made.version


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
    own = any(each.agency_id == chapter.agency_id and each.area == area for each in by.held)
    approver = by.name if own else approved_for.strip()
    if not own and not by.may(Permission.PUBLISH_REPORT, area=area):
        raise MayNotWrite
    if not approver:
        raise UnableToWriteChapter(_("Enter who approved the chapter for its agency."))
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
    rows = (
        ReportChapter.objects.filter(area=area, year=year.name, approval__isnull=False)
        .select_related("agency")
        .order_by("kind", "number", "-version")
        .distinct("kind", "number")
    )
    return tuple(
        OwnChapter(Kind(each.kind), each.title, each.markdown, each.author, each.agency.name) for each in rows
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
