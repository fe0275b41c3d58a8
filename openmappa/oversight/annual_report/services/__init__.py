"""Read a published report, and write an area's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from openmappa.oversight.annual_report.domain.blocks import Report
from openmappa.oversight.annual_report.domain.counted import Source
from openmappa.oversight.annual_report.services.document import report
from openmappa.oversight.annual_report.services.files import UnableToWriteReport, put
from openmappa.oversight.annual_report.services.formats.figures_json import figures_json
from openmappa.oversight.annual_report.services.formats.html import html
from openmappa.oversight.annual_report.services.formats.ods import ods
from openmappa.oversight.annual_report.services.formats.pdf import pdf
from openmappa.oversight.annual_report.services.formats.tables_csv import tables_csv
from openmappa.oversight.annual_report.services.published import compare, read_published
from openmappa.oversight.annual_report.services.source import NoPopulation, source_of
from openmappa.oversight.statistics.domain.years import ReportingYear

__all__ = (
    "FORMATS",
    "NoPopulation",
    "UnableToWriteReport",
    "compare",
    "read_published",
    "report",
    "source_of",
    "write_report",
)

Files = Iterable[tuple[str, bytes]]
POPULATION = "mid-2023"


def write_report(
    area: int,
    year: ReportingYear,
    *,
    formats: Collection[str],
    out: Path,
    population: str = POPULATION,
    suppress_below: int | None = None,
) -> list[Path]:
    """
    Write the report of the newest stored counts of the area and year, and return the paths of its files.

    `report.html`, `report.pdf`, `report.ods` and `report.json` are one file each; CSV is a folder `csv` of a
    file for each table with its description. A file appears whole or not at all. `suppress_below` hides small
    numbers; the statutory tables are published in full, so by default none is hidden.

    :raises NotCounted: if no count of the area and year is stored
    :raises NoPopulation: if there is no such population
    :raises ValueError: if a format is not one of FORMATS
    :raises UnableToWriteReport: if a file cannot be written
    """
    check(formats)
    source = source_of(area, year, population=population, suppress_below=suppress_below)
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


def _csv(_source: Source, made: Report) -> Iterator[tuple[str, bytes]]:
    yield from ((f"csv/{name}", content) for name, content in tables_csv(made))


FORMATS: Mapping[str, Callable[[Source, Report], Files]] = {
    "html": lambda _source, made: [("report.html", html(made))],
    "pdf": lambda _source, made: [("report.pdf", pdf(made))],
    "ods": lambda _source, made: [("report.ods", ods(made))],
    "csv": _csv,
    "json": lambda source, _made: [("report.json", figures_json(source))],
}
