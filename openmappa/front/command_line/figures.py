"""`openmappa count`, `report` and `reconcile`: figures, and the documents that print them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
    help="JSON with settings by area, in place of those that the area has stored.",
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

    Each area is counted by the settings that it has stored; without any, by the usual ones.

    \b
    A file of settings takes their place for an area that it names; what it does not name is then as usual:
      {"London": {"interim_orders_count": true}}
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

    `choices` take the place of the settings that areas have stored.
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
@click.option(
    "--population", help="The population of the rate, such as mid-2020, in place of the area's setting."
)
@click.option(
    "--format",
    "formats",
    default=",".join(FORMATS),
    show_default=True,
    help="Formats, separated by commas.",
)
@click.option(
    "--suppress-below",
    type=click.IntRange(min=0),
    help="Hide numbers below this, and what would give them away, in place of the area's setting; 0 hides none."
    " The statutory tables are published in full.",
)
@click.option(
    "--with-data-quality",
    is_flag=True,
    help="Write the data-quality annex too, in a folder apart. It is not for publication.",
)
@click.option(
    "--edition",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Write this published edition as it was, instead of counting anew.",
)
@click.option(
    "--out", default=DEFAULT_OUT, show_default=True, type=click.Path(path_type=Path, file_okay=False)
)
@AS_JSON
@click.pass_context
def report(
    context: click.Context,
    area: str,
    all_areas: bool,
    year: str,
    settings: Path | None,
    population: str | None,
    formats: str,
    suppress_below: int | None,
    with_data_quality: bool,
    edition: int | None,
    out: Path,
    as_json: bool,
) -> None:
    """Count anew and write the annual report: HTML, PDF, ODS, CSV and JSON of the same document.

    The settings that the area has stored apply, but for those that an option names. The report says which
    applied, and whether they are the usual ones.
    With --edition, write a published edition from what was frozen of it. Nothing is counted then.

    \b
    Examples:
      openmappa report --area London --year 2023-24 --out build/annual-report
      openmappa report --area Kent --format pdf,ods --population mid-2020
      openmappa report --area London --with-data-quality
      openmappa report --all-areas --year 2023-24 --format csv,ods
      openmappa report --area London --year 2023-24 --edition 1 --format pdf
    """
    if suppress_below == 1:
        raise click.UsageError("--suppress-below: 1: expected 0, or 2 and above")
    number = area_number(area)
    chosen = _formats(formats)
    if edition:
        _refuse_beside_an_edition(context)
    with running_database():
        set_up_django()
        prepare()
        if edition:
            written = write_edition(number, year, edition, chosen, out)
        else:
            choices = settings_of_areas(settings) if settings else None
            count_areas(year, None if all_areas else [number], choices=choices)
            making = Making(population, suppress_below, with_data_quality)
            if all_areas:
                written = write_all(year, chosen, out, making)
            else:
                written = write(number, year, chosen, out, making)
    _say_what_is_written(written, as_json=as_json)


def _say_what_is_written(written: list[Path], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([str(path) for path in written]))
        return
    for path in written:
        click.echo(f"Written: {path}")


def _refuse_beside_an_edition(context: click.Context) -> None:
    """Refuse what would make another document than the one that was published."""
    for name in ("all_areas", "settings", "population", "suppress_below"):
        if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
            raise click.UsageError(
                f"--edition writes what was published: leave out --{name.replace('_', '-')}."
            )


def _formats(words: str) -> list[str]:
    chosen = [each.strip() for each in words.split(",")]
    unknown = sorted(set(chosen) - set(FORMATS))
    if unknown:
        raise click.UsageError(f"--format: {', '.join(unknown)}: expected {' or '.join(FORMATS)}")
    return chosen


@dataclass(frozen=True, slots=True)
class Making:
    """What the options say of how a report is made; None leaves it to the area's settings."""

    population: str | None = None
    suppress_below: int | None = None
    with_data_quality: bool = False


def write(
    area: int, year: str, formats: Collection[str], out: Path, making: Making | None = None
) -> list[Path]:
    """
    Write the report of the newest stored counts and return its files.

    :raises Unable: if the annex is asked for and the records were never checked
    """
    from openmappa.oversight.annex.services import write_annex
    from openmappa.oversight.annual_report.services import write_report
    from openmappa.oversight.data_quality.services import NotChecked
    from openmappa.oversight.statistics.domain.years import ReportingYear

    making, of = making or Making(), ReportingYear(year)
    annex: list[Path] = []
    if making.with_data_quality:
        # Before the report: without a check, nothing of what was asked for is written.
        try:
            annex = write_annex(area, of, formats=formats, out=out)
        except NotChecked:
            raise Unable(
                f"the records of area {area} were never checked: run openmappa data-quality --area {area} first"
            ) from None
    return annex + write_report(
        area,
        of,
        formats=formats,
        out=out,
        population=making.population,
        suppress_below=making.suppress_below,
    )


def write_edition(area: int, year: str, number: int, formats: Collection[str], out: Path) -> list[Path]:
    """Write a published edition and return its files."""
    from openmappa.oversight.annual_report.services import write_edition as write_kept
    from openmappa.oversight.statistics.domain.years import ReportingYear

    return write_kept(area, ReportingYear(year), number, formats=formats, out=out)


def write_all(year: str, formats: Collection[str], out: Path, making: Making) -> list[Path]:
    """Write the annual return, the national tables, and a folder with each area's report; return the files."""
    from openmappa.foundation.agencies.domain import NATIONAL_SECURITY_DIVISION
    from openmappa.oversight.annual_return.services import write_return
    from openmappa.oversight.statistics.domain.settings import USUAL_POPULATION
    from openmappa.oversight.statistics.domain.years import ReportingYear

    # The return and the national tables are over one population, whatever single areas have settled.
    national = making.population or USUAL_POPULATION
    written = write_return(ReportingYear(year), formats=formats, out=out, population=national)
    for number, (name, *_) in area_names().items():
        if number != NATIONAL_SECURITY_DIVISION:
            folder = out / "areas" / name.lower().replace(" ", "-")
            written += write(number, year, formats, folder, making)
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
    from openmappa.oversight.reconciliation.services import compare, read_published

    printed = read_published(published)
    result = compare(printed, area_number(printed.area))
    if as_json:
        click.echo(json.dumps(result.as_json(), indent=1))
    else:
        for line in result.lines():
            click.echo(line)
    return result.ok
