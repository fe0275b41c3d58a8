"""`openmappa count`, `report` and `reconcile`: figures, and the documents that print them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openmappa.front.command_line.areas import area_names, area_number
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import Unable, set_up_django

if TYPE_CHECKING:
    from openmappa.oversight.statistics.domain.choices import CountingChoices

AREA = click.option("--area", default="London", show_default=True, help="The area, by name or number.")
YEAR = click.option("--year", default="2023-24", show_default=True, help="The reporting year.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
SETTINGS = click.option(
    "--settings",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="JSON with the settings of areas that differ from the usual, by area.",
)
DEFAULT_OUT = Path("build/annual-report")
FORMATS = ("html", "pdf", "ods", "csv", "json")


@click.command()
@AREA
@click.option("--all-areas", is_flag=True, help="Count all 43 units.")
@YEAR
@SETTINGS
@AS_JSON
def count(area: str, all_areas: bool, year: str, settings: Path | None, as_json: bool) -> None:
    """Count every figure of the annual return, and store the counts.

    \b
    A file of settings: {"London": {"interim_orders_count": true}}
    Examples:
      openmappa count --area London --year 2023-24
      openmappa count --all-areas --year 2023-24 --settings settings.json
    """
    areas = None if all_areas else [area_number(area)]
    choices = settings_of_areas(settings) if settings else {}
    with running_database():
        set_up_django()
        prepare()
        runs = count_areas(year, areas, choices=choices)
    if as_json:
        click.echo(json.dumps({str(number): total for number, total in runs.items()}))
        return
    for number, total in runs.items():
        click.echo(f"Area {number}: {total:,} people in the area's published table")


def settings_of_areas(file: Path) -> dict[int, CountingChoices]:
    """
    Return the settings of a JSON file by area.

    :raises Unable: if it is not JSON, or names an area or a setting that there is not
    """
    from openmappa.oversight.statistics.domain.choices import ChoicesRefused, choices_of

    try:
        document = json.loads(file.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise Unable(f"{file.name}, line {error.lineno}: expected valid JSON") from None
    except (UnicodeDecodeError, RecursionError):
        raise Unable(f"{file.name}: expected valid JSON in UTF-8") from None
    if not isinstance(document, dict) or not all(isinstance(each, dict) for each in document.values()):
        raise Unable(f"{file.name}: expected areas, each with its settings")
    found: dict[int, CountingChoices] = {}
    for area, settings in document.items():
        try:
            found[area_number(area)] = choices_of(settings)
        except ChoicesRefused as refused:
            raise Unable(f"{file.name}, {area}, {refused}") from None
    return found


def count_areas(
    year: str, areas: Collection[int] | None, *, choices: Mapping[int, CountingChoices] | None = None
) -> dict[int, int]:
    """Count the areas, store the runs and return how many people each area's published table has.

    `choices` are the settings of areas that differ from the usual.
    """
    from openmappa.exchange.extracts.queries import loads_by_area
    from openmappa.oversight.statistics.domain.years import ReportingYear
    from openmappa.oversight.statistics.services import count as count_and_store

    runs = count_and_store(ReportingYear(year), areas, loads=loads_by_area(), choices=choices)
    return {run.area: run.table.figure(None, None) or 0 for run in runs}


@click.command()
@AREA
@click.option(
    "--all-areas", is_flag=True, help="Write all areas' reports, the annual return and the national tables."
)
@YEAR
@SETTINGS
@click.option("--population", default="mid-2023", show_default=True, help="The population of the rate.")
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    show_default=True,
    help="Formats, separated by commas.",
)
@click.option(
    "--suppress-below",
    type=click.IntRange(min=2),
    help="Hide numbers below this, and what would give them away. Not for the statutory tables.",
)
@click.option(
    "--out", default=DEFAULT_OUT, show_default=True, type=click.Path(path_type=Path, file_okay=False)
)
@AS_JSON
def report(
    area: str,
    all_areas: bool,
    year: str,
    settings: Path | None,
    population: str,
    formats: str,
    suppress_below: int | None,
    out: Path,
    as_json: bool,
) -> None:
    """Count anew and write the annual report: HTML, PDF, ODS, CSV and JSON of the same document.

    \b
    Examples:
      openmappa report --area London --year 2023-24 --out build/annual-report
      openmappa report --area Kent --format pdf,ods --population mid-2020
      openmappa report --all-areas --year 2023-24 --format csv,ods
    """
    number = area_number(area)
    chosen = _formats(formats)
    with running_database():
        set_up_django()
        prepare()
        choices = settings_of_areas(settings) if settings else None
        count_areas(year, None if all_areas else [number], choices=choices)
        if all_areas:
            written = write_all(year, chosen, out, population)
        else:
            written = write(number, year, chosen, out, population, suppress_below)
    if as_json:
        click.echo(json.dumps([str(path) for path in written]))
        return
    for path in written:
        click.echo(f"Written: {path}")


def _formats(words: str) -> list[str]:
    chosen = [each.strip() for each in words.split(",")]
    unknown = sorted(set(chosen) - set(FORMATS))
    if unknown:
        raise click.UsageError(f"--format: {', '.join(unknown)}: expected {' or '.join(FORMATS)}")
    return chosen


def write(
    area: int,
    year: str,
    formats: Collection[str],
    out: Path,
    population: str = "mid-2023",
    suppress_below: int | None = None,
) -> list[Path]:
    """Write the report of the newest stored counts and return its files."""
    from openmappa.oversight.annual_report.services import write_report
    from openmappa.oversight.statistics.domain.years import ReportingYear

    return write_report(
        area,
        ReportingYear(year),
        formats=formats,
        out=out,
        population=population,
        suppress_below=suppress_below,
    )


def write_all(year: str, formats: Collection[str], out: Path, population: str) -> list[Path]:
    """Write the annual return, the national tables, and a folder with each area's report; return the files."""
    from openmappa.foundation.agencies.domain import NATIONAL_SECURITY_DIVISION
    from openmappa.oversight.annual_return.services import write_return
    from openmappa.oversight.statistics.domain.years import ReportingYear

    written = write_return(ReportingYear(year), formats=formats, out=out, population=population)
    for number, (name, *_) in area_names().items():
        if number != NATIONAL_SECURITY_DIVISION:
            folder = out / "areas" / name.lower().replace(" ", "-")
            written += write(number, year, formats, folder, population)
    return written


@click.command()
@click.option("--published", required=True, metavar="FILE|london-2023-24", help="The published figures.")
@AS_JSON
def reconcile(published: str, as_json: bool) -> None:
    """Compare published figures with the newest count.

    Exit code 0 only if every count and sum agrees. A printed rate that contradicts the report's own footnote is
    named, and is no difference of the count.

    \b
    Example:
      openmappa reconcile --published london-2023-24
    """
    with running_database():
        set_up_django()
        prepare()
        if not reconciled(published, as_json=as_json):
            raise click.exceptions.Exit(1)


def reconciled(published: str, *, as_json: bool = False) -> bool:
    """Print the comparison of published figures with the newest count, and return whether they agree."""
    from openmappa.oversight.annual_report.services import compare, read_published

    printed = read_published(published)
    result = compare(printed, area_number(printed.area))
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=1))
    else:
        for line in result.lines():
            click.echo(line)
    return result.ok
