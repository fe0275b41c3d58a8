"""`openmappa db`: the embedded database server and what is in it."""

from __future__ import annotations

import json

import click

from openmappa.foundation.database.addresses import addresses, home, is_managed
from openmappa.foundation.database.roles import Role
from openmappa.foundation.database.server import Server
from openmappa.front.command_line import backups
from openmappa.front.command_line.local import make_roles, prepare, running_database, server
from openmappa.front.command_line.main import Unable, set_up_django


@click.group()
def db() -> None:
    """Start, stop, look after and back up the database.

    \b
    Without DATABASE_URL in the environment, OpenMAPPA runs a PostgreSQL of its own in its home folder.
    Examples:
      openmappa db start
      openmappa db backup monday.sealed
    """


def _own() -> Server:
    if is_managed():
        raise Unable("DATABASE_URL is set: the server it names is not ours to start, stop or reset")
    return server()


@db.command()
def start() -> None:
    """Start the server, make roles and tables as needed, and leave it running."""
    local = _own()
    running = local.start()
    if not addresses():
        make_roles()
    set_up_django()
    prepare()
    click.echo(f"{'Started' if running.started else 'Already running'}: {local.status().data}")


@db.command()
def stop() -> None:
    """Stop the server cleanly."""
    click.echo("Stopped" if _own().stop() else "It was not running")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(as_json: bool) -> None:
    """Say whether the server answers. Exit code 1 if it does not."""
    found = _own().status()
    if as_json:
        click.echo(json.dumps({"running": found.running, "version": found.version, "data": str(found.data)}))
    else:
        version = f"PostgreSQL {found.version}" if found.version else "no data yet"
        click.echo(f"{'Running' if found.running else 'Stopped'}: {version}, {found.data}")
    if not found.running:
        raise click.exceptions.Exit(1)


@db.command()
@click.option("--yes", is_flag=True, help="Delete without being asked again.")
def reset(yes: bool) -> None:
    """Delete the database and all in it. Needs --yes."""
    if not yes:
        raise click.UsageError("This deletes every record. Add --yes if that is meant.")
    _own().reset()
    for name in ("addresses.json", "prepared.json", "demonstration.json"):
        (home() / name).unlink(missing_ok=True)
    click.echo("Deleted")


@db.command()
@click.option("--admin-url", envvar="DATABASE_ADMIN_URL", help="A superuser's address, for a managed server.")
def roles(admin_url: str | None) -> None:
    """Create the roles, or give them new passwords, and print where their addresses are.

    For a managed server the addresses are read from DATABASE_URL and its companions: the roles get the
    passwords that stand there.
    """
    from urllib.parse import unquote, urlsplit

    from openmappa.foundation.database.roles import create_database, create_roles

    if not is_managed():
        with running_database():
            make_roles()
        click.echo(f"Roles made; their addresses are in {home() / 'addresses.json'}")
        return
    if not admin_url:
        raise Unable("a managed server needs --admin-url, or DATABASE_ADMIN_URL, with a superuser's address")
    found = addresses()
    create_roles(
        admin_url, passwords={role: unquote(urlsplit(url).password or "") for role, url in found.items()}
    )
    create_database(admin_url, name=urlsplit(found[Role.WEB]).path.lstrip("/"))
    click.echo("Roles and database made on the managed server")


@db.command()
def migrate() -> None:
    """Bring tables, policies and reference data up to this version's."""
    with running_database():
        set_up_django()
        prepare(always=True)
    click.echo("Tables, policies and reference data are up to date")


for _each in (backups.backup_keys, backups.backup, backups.restore, backups.restore_drill):
    db.add_command(_each)
