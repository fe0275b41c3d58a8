"""The annual return of all units, and the national tables, as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path

from openmappa.foundation.agencies.models import Area
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.foundation.ui.spreadsheet import Sheet, csv_file, spreadsheet
from openmappa.oversight.annual_return.domain.fields import COLUMNS, row
from openmappa.oversight.annual_return.domain.national import Return
from openmappa.oversight.annual_return.services.national import national_report
from openmappa.oversight.document.domain.blocks import Report
from openmappa.oversight.document.services.files import put
from openmappa.oversight.document.services.html import html
from openmappa.oversight.document.services.ods import sheets
from openmappa.oversight.document.services.pdf import pdf
from openmappa.oversight.document.services.tables_csv import metadata, tables_csv
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import (
    distinct_fields,
    populations,
    snapshot_by,
    stored_fields,
    stored_figures,
)

HEADER = ("AREA", "NAME", *COLUMNS)
Cells = tuple[str | int | None, ...]


def gather(year: ReportingYear, *, population: str) -> Return:
    """
    Return what all units counted for the year, from their newest stored counts.

    :raises NotCounted: if no unit was counted
    """
    fields = stored_fields(year)
    counts = [stored_figures(year, each) for each in fields]
    with acting_as(Role.STATISTICS) as connection:
        names = dict(Area.objects.using(connection.alias).values_list("number", "name"))
    return Return(
        year=year,
        units={number: names[number] for number in fields},
        fields=fields,
        distinct=distinct_fields(year),
        by_sex=snapshot_by(year, "sex"),
        by_ethnicity=snapshot_by(year, "ethnicity"),
        population_year=population,
        populations={each.area: each.aged_10_and_over for each in populations(year=population)},
        counted_on=max((each.counted_at.date() for each in counts), default=date(year.last_date.year, 4, 1)),
        fictitious=any(each.fictitious for each in counts),
    )


def write_return(year: ReportingYear, *, formats: Collection[str], out: Path, population: str) -> list[Path]:
    """
    Write the annual return, a row for each unit, and the national tables, and return the paths of the files.

    The return is `annual-return.csv` with its description, `annual-return.ods` (with the national tables on
    sheets of their own) and `annual-return.json`; the national tables are `national.html`, `national.pdf`
    and a folder `national` of CSV files.

    :raises NotCounted: if no unit was counted
    :raises UnableToWriteReport: if a file cannot be written
    """
    gathered = gather(year, population=population)
    national = national_report(gathered)
    return [
        put(out / name, content)
        for each, make in _FORMATS.items()
        if each in formats
        for name, content in make(gathered, national)
    ]


def rows(gathered: Return) -> list[Cells]:
    """Return the return's rows: a unit's number and name, and its fields. What was not counted is empty."""
    return [
        (number, name, *row(gathered.fields[number], population=gathered.populations.get(number)).values())
        for number, name in gathered.units.items()
    ]


def _csv(gathered: Return, national: Report) -> Iterable[tuple[str, bytes]]:
    name, lines = "annual-return.csv", rows(gathered)
    yield name, csv_file(HEADER, lines)
    notes = (national.warning,) if national.warning else ()
    title = f"Annual return {gathered.year.title}"
    yield (
        f"{name}-metadata.json",
        metadata(name, title, HEADER, lines, notes=notes, facts=national.facts, language="en"),
    )
    yield from ((f"national/{each}", content) for each, content in tables_csv(national))


def spreadsheet_of(gathered: Return, national: Report) -> bytes:
    """Return the return as a spreadsheet, with the national tables on sheets of their own."""
    lines = tuple((name, number, *others) for number, name, *others in rows(gathered))
    sheet = Sheet(
        "Annual_return",
        f"Annual return {gathered.year.title}",
        ("A row for each of the units. An empty cell was not counted, or the unit has no population.",),
        ("NAME", "AREA", *COLUMNS),
        lines,
    )
    title = f"{national.title}, {national.subtitle}"
    cover, contents, *tables = sheets(national)
    return spreadsheet([cover, contents, sheet, *tables], title=title, created=national.date)


def _json(gathered: Return, _national: Report) -> Iterable[tuple[str, bytes]]:
    units = [dict(zip(HEADER, each, strict=True)) for each in rows(gathered)]
    said = {
        "year": gathered.year.name,
        "population": gathered.population_year,
        "fictitious": gathered.fictitious,
        "units": units,
        "distinct_people": dict(gathered.distinct),
    }
    yield "annual-return.json", (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


_FORMATS: Mapping[str, Callable[[Return, Report], Iterable[tuple[str, bytes]]]] = {
    "html": lambda _gathered, national: [("national.html", html(national))],
    "pdf": lambda _gathered, national: [("national.pdf", pdf(national))],
    "ods": lambda gathered, national: [("annual-return.ods", spreadsheet_of(gathered, national))],
    "csv": _csv,
    "json": _json,
}
