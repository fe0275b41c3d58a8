"""`openmappa population`: the populations over which rates are worked out."""

from __future__ import annotations

import json
from pathlib import Path

import click

from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import set_up_django

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def population() -> None:
    """Load and list the populations of areas, aged ten and over, in the middle of a year.

    \b
    The package brings mid-2019, mid-2020 and mid-2023.
    Examples:
      openmappa population load mid-2024.csv
      openmappa population list
    """


@population.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@AS_JSON
def load(file: Path, as_json: bool) -> None:
    """Load FILE. What it says of an area and year takes the place of what was there. Exit code 1 if it has faults.

    \b
    FILE is CSV in UTF-8, with the columns area_number (1 to 42), year (such as mid-2024), aged_10_and_over
    (a whole number) and source (who published it, and when). Other columns are passed over.
    """
    with running_database():
        set_up_django()
        prepare()
        from openmappa.oversight.statistics.domain.population import PopulationRefused
        from openmappa.oversight.statistics.services.population import load_populations

        try:
            found = load_populations(file)
        except PopulationRefused as refused:
            for fault in refused.faults:
                click.echo(f"openmappa: {fault}", err=True)
            click.echo("Nothing was loaded.", err=True)
            raise click.exceptions.Exit(1) from None
    years = sorted({each.year for each in found})
    if as_json:
        click.echo(json.dumps({year: sum(each.year == year for each in found) for year in years}))
        return
    for year in years:
        click.echo(f"{year}: areas loaded: {sum(each.year == year for each in found)}")


@population.command("list")
@AS_JSON
def list_years(as_json: bool) -> None:
    """List the years: how many areas have a population, how many people, and the source."""
    with running_database():
        set_up_django()
        prepare()
        from openmappa.oversight.statistics.services import populations

        found = populations()
    years = {year: [each for each in found if each.year == year] for year in {each.year for each in found}}
    if as_json:
        click.echo(
            json.dumps(
                {year: {each.area: each.aged_10_and_over for each in years[year]} for year in sorted(years)}
            )
        )
        return
    for year, rows in sorted(years.items()):
        people = sum(each.aged_10_and_over for each in rows)
        click.echo(f"{year}: {len(rows)} areas, {people:,} people aged ten and over")
        for source in sorted({each.source for each in rows}):
            click.echo(f"  {source}")
