"""`openmappa extracts`: check and load an area's extract."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openmappa.front.command_line.clock import today
from openmappa.front.command_line.local import prepare, running_database
from openmappa.front.command_line.main import set_up_django
from openmappa.front.command_line.positions import in_words
from openmappa.front.command_line.progress import Bar

if TYPE_CHECKING:
    from openmappa.exchange.extracts.domain.faults import Fault
    from openmappa.exchange.extracts.services.check import Checked
    from openmappa.exchange.extracts.services.load import Loaded

FOLDER = click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
FAULTS = click.option(
    "--faults",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("faults.csv"),
    show_default=True,
    help="Where to write all faults, if there are any.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def extracts() -> None:
    """Check and load the extracts in which an area's records come in.

    \b
    The format is described in docs/extract-format.md.
    Examples:
      openmappa extracts check path/to/extract
      openmappa extracts load path/to/extract --accept-partial
    """


@extracts.command()
@FOLDER
@FAULTS
@AS_JSON
def check(folder: Path, faults: Path, as_json: bool) -> None:
    """Check the extract in FOLDER. Exit code 1 if it has faults. Nothing is loaded."""
    from openmappa.exchange.extracts.services.check import check as check_extract

    with Bar() as bar, check_extract(folder, as_at=today(), report=bar) as checked:
        _show(checked, faults, as_json=as_json)
        if checked.faults.count():
            raise click.exceptions.Exit(1)


def _show(checked: Checked, faults: Path, *, as_json: bool) -> None:
    from openmappa.exchange.extracts.services.found import summarise, write_faults

    count = checked.faults.count()
    if count:
        write_faults(checked.faults, faults)
    if as_json:
        click.echo(json.dumps({"faults": count, "rows": dict(checked.rows), "digest": checked.digest}))
        return
    for line in summarise(checked.faults):
        click.echo(line)
    if count:
        click.echo(f"{count:,} faults, of which all are in {faults}")
    else:
        click.echo(f"No faults in {sum(checked.rows.values()):,} rows")


@extracts.command()
@FOLDER
@click.option("--accept-partial", is_flag=True, help="Load the people without faults and list the others.")
@FAULTS
@AS_JSON
def load(folder: Path, accept_partial: bool, faults: Path, as_json: bool) -> None:
    """Check the extract in FOLDER and load it. Nothing is loaded unless all of it can be."""
    with running_database():
        set_up_django()
        from openmappa.exchange.extracts.services.load import UnableToLoad
        from openmappa.exchange.extracts.services.load import load as load_extract

        prepare()
        try:
            with Bar() as bar:
                loaded = load_extract(
                    folder, as_at=today(), accept_partial=accept_partial, by=getpass.getuser(), report=bar
                )
        except UnableToLoad as refused:
            _show_faults(refused.faults, faults, as_json=as_json)
            raise click.exceptions.Exit(1) from None
    _show_loaded(loaded, faults, as_json=as_json)


def _show_faults(found: tuple[Fault, ...], path: Path, *, as_json: bool) -> None:
    from openmappa.exchange.extracts.services.found import summarise, write_faults

    write_faults(found, path)
    if as_json:
        click.echo(json.dumps({"loaded": False, "faults": len(found), "faults_file": str(path)}))
        return
    for line in summarise(found):
        click.echo(line)
    click.echo(f"Nothing was loaded. {len(found):,} faults, of which all are in {path}")


def _show_loaded(loaded: Loaded, faults: Path, *, as_json: bool) -> None:
    from openmappa.exchange.extracts.services.found import summarise, write_faults

    if loaded.faults:
        write_faults(loaded.faults, faults)
    if as_json:
        said: dict[str, object] = {
            "loaded": True,
            "number": loaded.number,
            "area": loaded.area,
            "again": loaded.again,
        }
        said |= {
            "people_left_out": loaded.people_left_out,
            "counts": {table: dict(counts) for table, counts in loaded.counts.items()},
            "positions": asdict(loaded.positions),
        }
        click.echo(json.dumps(said))
        return
    for line in summarise(loaded.faults):
        click.echo(line)
    if loaded.again:
        click.echo(f"This extract is loaded already, as load {loaded.number}. Nothing was changed.")
        return
    click.echo(f"Load {loaded.number} of area {loaded.area}:")
    for table, counts in loaded.counts.items():
        click.echo(
            f"  {table:<18}"
            + ", ".join(f"{number:,} {what.replace('_', ' ')}" for what, number in counts.items())
        )
    click.echo(in_words(loaded.positions))
    if loaded.people_left_out:
        click.echo(f"{loaded.people_left_out:,} people were left out; their faults are in {faults}")
