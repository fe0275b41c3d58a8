"""Read a published edition again, exactly as it was, and make its files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import cast

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.annual_report.domain.editions import KeptEdition
from openmappa.oversight.annual_report.models import ReportEdition
from openmappa.oversight.annual_report.services.editions import MayNot, NoSuchEdition
from openmappa.oversight.annual_report.services.figures_json import edition_json
from openmappa.oversight.document.domain.blocks import Report, digest_of, from_data
from openmappa.oversight.document.services import OF_DOCUMENT
from openmappa.oversight.statistics.domain.years import ReportingYear


class EditionDamaged(RuntimeError):
    """What is kept of an edition is not what was published. The message says what is wrong."""


def edition(*, viewer: Viewer, area: int, year: ReportingYear, number: int) -> KeptEdition:
    """
    Return a published edition as it was.

    :raises MayNot: if the viewer may not read the area's figures
    :raises NoSuchEdition: if there is no such edition
    :raises EditionDamaged: if what is kept is not what was published
    """
    if not viewer.may(Permission.READ_FIGURES, area=area):
        raise MayNot
    return _kept(ReportEdition.objects.filter(area=area, year=year.name), year, number)


def edition_files(
    area: int, year: ReportingYear, number: int, *, formats: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    """
    Yield the name and content of each file of a published edition, made from what was frozen of it.

    :raises NoSuchEdition: if there is no such edition
    :raises EditionDamaged: if what is kept is not what was published
    """
    with acting_as(Role.STATISTICS) as connection:
        rows = ReportEdition.objects.using(connection.alias).filter(area=area, year=year.name)
        kept = _kept(rows, year, number)
    for name, make in OF_DOCUMENT.items():
        if name in formats:
            yield from make(kept.document)
    if "json" in formats:
        yield "report.json", edition_json(kept)


def _kept(rows: QuerySet[ReportEdition], year: ReportingYear, number: int) -> KeptEdition:
    row = rows.filter(number=number).first()
    if row is None:
        raise NoSuchEdition(_no_such(rows, year, number))
    if digest_of(row.document) != row.digest:
        raise EditionDamaged(
            _("Edition %(number)d cannot be shown: what is kept of it does not agree with its digest.")
            % {"number": number}
        )
    return KeptEdition(
        number=row.number,
        year=year,
        digest=row.digest,
        document=_marked(cast("Report", from_data(row.document)), row),
        fields=row.fields,
        rules=row.rules,
        loads=tuple(row.loads),
        population_year=row.population_year,
        data_as_at=row.data_as_at,
        counted_at=row.counted_at,
        published_at=row.published_at,
    )


def _marked(document: Report, row: ReportEdition) -> Report:
    """Return the document with what tells the edition among its facts. All else stays as it was."""
    return replace(
        document,
        facts=(
            *document.facts,
            (_("Edition"), str(row.number)),
            (_("Published"), date_format(localtime(row.published_at), "j F Y, H:i")),
            (_("Digest of the document (SHA-256)"), row.digest),
        ),
    )


def _no_such(rows: QuerySet[ReportEdition], year: ReportingYear, number: int) -> str:
    published = ", ".join(str(each) for each in sorted(rows.values_list("number", flat=True)))
    return _("There is no edition %(number)d of the report of %(year)s. Published: %(editions)s.") % {
        "number": number,
        "year": year.title,
        "editions": published or _("none"),
    }
