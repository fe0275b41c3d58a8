"""Approve an area's report, publish it as an edition, and say what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.agencies.domain import Part
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.domain.counted import Source
from openmappa.oversight.annual_report.domain.editions import (
    APPROVERS,
    Frozen,
    RecordsChanged,
    Revision,
    frozen_rules,
    revisions,
)
from openmappa.oversight.annual_report.domain.layout import published_fields
from openmappa.oversight.annual_report.models import ReportApproval, ReportEdition
from openmappa.oversight.annual_report.services.chapters import approved_chapters
from openmappa.oversight.annual_report.services.document import report
from openmappa.oversight.annual_report.services.source import counted, source_of
from openmappa.oversight.document.domain.blocks import Report, as_data, digest
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import stored_figures


class MayNot(PermissionError):
    """The viewer's role does not allow it in this area."""


class UnableToApprove(ValueError):
    """The report cannot be approved so. The message says why."""


class UnableToPublish(ValueError):
    """The report cannot be published yet. The message says what is missing."""


class NoSuchEdition(LookupError):
    """There is no such edition."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A published edition: its number, the digest of its document, and when it was published."""

    number: int
    digest: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """A report as it would be published now: what it is made from, the document, its digest, who has approved it."""

    source: Source
    document: Report
    digest: str
    approved: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the kinds of agency that have not approved this document."""
        return tuple(each for each in APPROVERS if each not in self.approved)


def preview(*, viewer: Viewer, area: int, year: ReportingYear, population: str | None = None) -> Preview:
    """
    Return the report as it would be published now, with the approved versions of the area's own chapters.

    `population` is a reader's choice of another population; what is approved and published has the area's.

    :raises MayNot: if the viewer may not read the area's figures
    :raises NotCounted: if no count of the area and year is stored
    :raises NoPopulation: if there is no such population
    """
    _need(viewer, Permission.READ_FIGURES, area)
    source = source_of(
        area, year, population=population, chapters=approved_chapters(viewer=viewer, area=area, year=year)
    )
    document = report(source)
    found = digest(document)
    approved = ReportApproval.objects.filter(area=area, year=year.name, digest=found)
    return Preview(source, document, found, tuple(approved.values_list("agency_kind", flat=True)))


def approve_report(
    *,
    by: Viewer,
    area: int,
    year: ReportingYear,
    population: str | None = None,
    agency_kind: str,
    expected: str,
    on_behalf_of: str = "",
) -> None:
    """
    Approve the report for one of the three agencies of the responsible authority (CJA 2003 s.326(3)).

    A member of such an agency approves for it. The co-ordinator enters an approval given otherwise, and names
    who gave it. `expected` is the digest of the document that was read: if the report is another by now, it
    must be read again.

    :raises MayNot: if the viewer may not approve, or not for that agency
    :raises UnableToApprove: if the document has changed, or was approved for that agency before
    """
    _need(by, Permission.APPROVE_REPORT, area)
    approver = _approver(by, area, agency_kind, on_behalf_of)
    ready = preview(viewer=by, area=area, year=year, population=population)
    if not ready.document.for_publication:
        raise UnableToApprove(_("The document is not for publication."))
    if ready.digest != expected:
        raise UnableToApprove(
            _("The report has changed since it was read. Read it again before approving it.")
        )
    try:
        with transaction.atomic():
            ReportApproval.objects.create(
                area_id=area,
                year=year.name,
                agency_kind=agency_kind,
                digest=expected,
                approved_by=by.user_id,
                approved_for=approver,
            )
    except IntegrityError:
        raise UnableToApprove(_("The report has been approved for this agency already.")) from None
    _write_down(
        by, area, "annual report approved", {"year": year.name, "agency": agency_kind, "digest": expected}
    )


def publish_edition(
    *, by: Viewer, area: int, year: ReportingYear, population: str | None = None
) -> ReportEdition:
    """
    Publish the report as the next edition: what is frozen is the very document that all three approved.

    :raises MayNot: if the viewer may not publish
    :raises UnableToPublish: if an agency has not approved this document, or it is published already
    """
    _need(by, Permission.PUBLISH_REPORT, area)
    ready = preview(viewer=by, area=area, year=year, population=population)
    if not ready.document.for_publication:
        raise UnableToPublish(_("The document is not for publication."))
    if ready.missing:
        raise UnableToPublish(
            _("Not yet approved by: %(agencies)s.") % {"agencies": ", ".join(ready.missing)}
        )
    latest = ReportEdition.objects.filter(area=area, year=year.name).first()
    if latest and latest.digest == ready.digest:
        raise UnableToPublish(
            _("This document is published already, as edition %(number)d.") % {"number": latest.number}
        )
    made = _freeze(by, ready, number=latest.number + 1 if latest else 1)
    _write_down(
        by,
        area,
        "annual report published",
        {"year": year.name, "edition": made.number, "digest": made.digest},
        operation=Operation.DISCLOSURE,
        recipient="the public",
    )
    return made


def revisions_since(*, viewer: Viewer, area: int, year: ReportingYear, number: int) -> tuple[Revision, ...]:
    """
    Return the figures of an edition that the newest count gives otherwise, each with why.

    :raises MayNot: if the viewer may not read the area's figures
    :raises NoSuchEdition: if there is no such edition
    """
    _need(viewer, Permission.READ_FIGURES, area)
    edition = ReportEdition.objects.filter(area=area, year=year.name, number=number).first()
    if edition is None:
        raise NoSuchEdition
    now = counted(stored_figures(year, area))
    return revisions(Frozen(edition.fields, edition.rules), now, _changes(edition))


def editions_of(*, viewer: Viewer, area: int, year: ReportingYear) -> tuple[Edition, ...]:
    """
    Return the published editions of the area and year, newest first.

    :raises MayNot: if the viewer may not read the area's figures
    """
    _need(viewer, Permission.READ_FIGURES, area)
    rows = ReportEdition.objects.filter(area=area, year=year.name)
    return tuple(Edition(each.number, each.digest, each.published_at) for each in rows)


def _freeze(by: Viewer, ready: Preview, *, number: int) -> ReportEdition:
    of, population = ready.source.counted, ready.source.population
    if population is None:
        raise UnableToPublish(_("The report has no population for its rate."))
    printed = set(published_fields())
    return ReportEdition.objects.create(
        area_id=of.area,
        year=of.year.name,
        number=number,
        digest=ready.digest,
        document=as_data(ready.document),
        fields={name: value for name, value in of.fields.items() if name in printed},
        rules=frozen_rules(of.rules),
        settings=ready.source.settings.as_json(),
        loads=list(of.loads),
        population_year=population.year,
        population=population.aged_10_and_over,
        data_as_at=of.data_as_at,
        counted_at=of.counted_at,
        fictitious=of.fictitious,
        published_by=by.user_id,
    )


def _changes(edition: ReportEdition) -> dict[str, RecordsChanged]:
    with acting_as(Role.STATISTICS) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, late, corrected FROM annual_report_changes(%s::smallint, %s, %s)",
            [edition.area_id, ReportingYear(edition.year).last_date, edition.counted_at],
        )
        return {table: RecordsChanged(late, corrected) for table, late, corrected in cursor.fetchall()}


def _approver(by: Viewer, area: int, agency_kind: str, on_behalf_of: str) -> str:
    """Return who approves, by name. Refuse an agency that is not one of the three, or not the viewer's to speak for."""
    if agency_kind not in APPROVERS:
        raise UnableToApprove(
            _("The police, the Probation Service and the Prison Service approve the report.")
        )
    held = [each.agency_id for each in by.held if each.area == area]
    if Agency.objects.filter(pk__in=held, kind=agency_kind, part=Part.RESPONSIBLE_AUTHORITY.value).exists():
        return by.name
    if not by.may(Permission.PUBLISH_REPORT, area=area):
        raise MayNot
    if not on_behalf_of.strip():
        raise UnableToApprove(_("Enter who approved the report for this agency."))
    return on_behalf_of.strip()


def _need(viewer: Viewer, permission: Permission, area: int) -> None:
    if not viewer.may(permission, area=area):
        raise MayNot


def _write_down(
    by: Viewer,
    area: int,
    what: str,
    detail: dict[str, object],
    *,
    operation: Operation = Operation.ALTERATION,
    recipient: str = "",
) -> None:
    record_event(
        transaction.get_connection(),
        Entry(operation, what, actor=by.user_id, area=area, detail=detail, recipient=recipient),
    )
