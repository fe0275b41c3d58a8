"""Write an area's report, and its editions, as files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from openmappa.oversight.annual_report.domain.counted import Source
from openmappa.oversight.annual_report.services.chapters import chapters_to_print
from openmappa.oversight.annual_report.services.document import report
from openmappa.oversight.annual_report.services.figures_json import figures_json
from openmappa.oversight.annual_report.services.kept_editions import edition_files
from openmappa.oversight.annual_report.services.source import NoPopulation, source_of
from openmappa.oversight.document.domain.blocks import Report
from openmappa.oversight.document.services import OF_DOCUMENT, Files
from openmappa.oversight.document.services.files import UnableToWriteReport, put
from openmappa.oversight.statistics.domain.years import ReportingYear

__all__ = (
    "FORMATS",
    "NoPopulation",
    "UnableToWriteReport",
    "report",
    "source_of",
    "write_edition",
    "write_report",
)


def write_report(
    area: int,
    year: ReportingYear,
    *,
    formats: Collection[str],
    out: Path,
    population: str | None = None,
    suppress_below: int | None = None,
) -> list[Path]:
    """
    Write the report of the newest stored counts of the area and year, with the approved versions of the
    area's own chapters, and return the paths of its files.

    `report.html`, `report.pdf`, `report.ods` and `report.json` are one file each; CSV is a folder `csv` of a
    file for each table with its description. A file appears whole or not at all. `population` and
    `suppress_below` (0: hide none) take the place of the area's settings.

    :raises NotCounted: if no count of the area and year is stored
    :raises NoPopulation: if there is no such population
    :raises ValueError: if a format is not one of FORMATS
    :raises UnableToWriteReport: if a file cannot be written
    """
    check(formats)
    source = source_of(
        area,
        year,
        population=population,
        chapters=chapters_to_print(area, year),
        suppress_below=suppress_below,
    )
    made = report(source)
    return [
        put(out / name, content)
        for each, make in FORMATS.items()
        if each in formats
        for name, content in make(source, made)
    ]


def check(formats: Collection[str]) -> None:
    """Refuse an unknown format.

    :raises ValueError: if a format is not one of FORMATS
    """
    if set(formats) - set(FORMATS):
        raise ValueError(f"A report's format is one of {', '.join(FORMATS)}.")


def _of_document(make: Callable[[Report], Files], _source: Source, made: Report) -> Files:
    return make(made)


def write_edition(
    area: int, year: ReportingYear, number: int, *, formats: Collection[str], out: Path
) -> list[Path]:
    """
    Write a published edition from what was frozen of it, and return the paths of its files.

    Nothing is counted, and no word is made anew. The edition's number, its day and its digest are added to
    what is said about the report. The files are named as those of `write_report` are.

    :raises NoSuchEdition: if there is none of the number
    :raises EditionDamaged: if what is kept is not what was published
    :raises ValueError: if a format is not one of FORMATS
    :raises UnableToWriteReport: if a file cannot be written
    """
    check(formats)
    return [put(out / name, content) for name, content in edition_files(area, year, number, formats=formats)]


FORMATS: Mapping[str, Callable[[Source, Report], Files]] = {
    **{name: partial(_of_document, make) for name, make in OF_DOCUMENT.items()},
    "json": lambda source, made: [("report.json", figures_json(source, made))],
}
