"""`openmappa simulate`: extracts of a wholly fictitious caseload."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openmappa.front.command_line.main import set_up_django
from openmappa.front.command_line.progress import Bar

if TYPE_CHECKING:
    from openmappa.exchange.simulation.domain.summary import Summary


@click.command()
@click.option(
    "--published", metavar="FILE|london-2023-24", help="The published figures that the caseload adds up to."
)
@click.option("--national", is_flag=True, help="All 43 units, spread by population.")
@click.option("--people", default=100_000, show_default=True, help="With --national: people eligible now.")
@click.option(
    "--ended", default=300_000, show_default=True, help="With --national: people whose eligibility ended."
)
@click.option(
    "--area", default="London", show_default=True, help="With --published: the area, by name or number."
)
@click.option("--year", default="2023-24", show_default=True, help="With --published: the reporting year.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Where to write."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def simulate(
    published: str | None,
    national: bool,
    people: int,
    ended: int,
    area: str,
    year: str,
    seed: int,
    out: Path,
    as_json: bool,
) -> None:
    """Write extracts of people who do not exist, with plausible lives.

    \b
    Examples:
      openmappa simulate --published london-2023-24 --out build/london
      openmappa simulate --national --people 100000 --ended 300000 --out build/national
    """
    if national == (published is not None):
        raise click.UsageError("Give either --published or --national.")
    set_up_django()
    from openmappa.exchange.simulation.services.national import simulate_national
    from openmappa.exchange.simulation.services.published import simulate_published
    from openmappa.front.command_line.areas import area_number
    from openmappa.oversight.reconciliation.services import read_published

    with Bar() as bar:

        def report(done: int, total: int) -> None:
            bar.reach(done, total, words="Simulating", unit="people")

        if published is None:
            summary = simulate_national(people=people, ended=ended, seed=seed, out=out, report=report)
        else:
            figures = read_published(published).document
            number = area_number(area)
            summary = simulate_published(figures, area=number, year=year, seed=seed, out=out, report=report)
    _show(summary, out, as_json=as_json)


def _show(summary: Summary, out: Path, *, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps(
                {
                    "people": summary.people,
                    "rows": dict(summary.rows),
                    "folders": {str(number): str(folder) for number, folder in summary.folders.items()},
                    "not_counted": dict(summary.not_counted),
                }
            )
        )
        return
    click.echo(f"{summary.people:,} fictitious people, {sum(summary.rows.values()):,} rows, in {out}")
    for words, number in summary.not_counted.items():
        click.echo(f"  not to be counted: {words}: {number:,}")
