"""`openmappa db backup`, `restore`, `restore-drill` and `backup-keys`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from openmappa.foundation.database.addresses import VARIABLES, addresses, home, is_managed
from openmappa.foundation.database.roles import Role
from openmappa.foundation.database.secrets import found
from openmappa.foundation.database.server import Server
from openmappa.front.command_line.local import running_database, server
from openmappa.front.command_line.main import WORDS, Unable

PUBLIC, PRIVATE = "OPENMAPPA_BACKUP_PUBLIC_KEY", "OPENMAPPA_BACKUP_PRIVATE_KEY"
FILE = click.Path(path_type=Path, dir_okay=False)
OLD = click.Path(path_type=Path, exists=True, dir_okay=False)


def record() -> dict[str, str]:
    """Return when this installation was last backed up and drilled, and whether sealed; empty if never."""
    kept = home() / "backups.json"
    return json.loads(kept.read_text("utf-8")) if kept.exists() else {}


def _note(**values: str) -> None:
    kept = home() / "backups.json"
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept.write_text(json.dumps(record() | values, indent=1), "utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@click.command("backup-keys")
@click.argument("private_file", type=FILE)
def backup_keys(private_file: Path) -> None:
    """Make the two keys of sealed backups: the private one into PRIVATE_FILE, the public one on the screen.

    Keep the private key away from the machine that makes backups, and twice: without it no backup can be read.
    """
    from openmappa.foundation.database.sealed_files import new_keys

    private, public = new_keys()
    try:
        handle = os.open(private_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise Unable(f"{private_file} exists already, and may be the key of earlier backups") from None
    with open(handle, "w", encoding="ascii") as file:
        file.write(f"{private}\n")
    click.echo(f"{PUBLIC}={public}")


@click.command()
@click.argument("file", type=FILE)
@click.option("--unencrypted", is_flag=True, help="Write it so that whoever has the file can read it.")
def backup(file: Path, unencrypted: bool) -> None:
    """Write the whole database to FILE, sealed for the key in OPENMAPPA_BACKUP_PUBLIC_KEY.

    \b
    Example:
      openmappa db backup-keys /media/safe/openmappa.key
      OPENMAPPA_BACKUP_PUBLIC_KEY=openmappa-public-… openmappa db backup monday.sealed
    """
    if unencrypted:
        with running_database():
            click.echo(Server.backup(_whole(), file))
        _note(backed_up_at=_now(), sealed="no")
        return
    from openmappa.foundation.database.backups import back_up

    recipient = _key(PUBLIC, "public_key", "to back up without encryption, add --unencrypted")
    with running_database():
        made = back_up(_whole(), file, recipient=recipient)
    _note(backed_up_at=_now(), sealed="yes")
    rows = sum(made.tables.values())
    click.echo(f"Sealed backup of {len(made.tables)} tables and {rows:,} rows: {file}")


@click.command()
@click.argument("file", type=OLD)
def restore(file: Path) -> None:
    """Replace the database by what is in FILE, once the whole of FILE is known to be sound.

    A sealed backup needs OPENMAPPA_BACKUP_PRIVATE_KEY, or OPENMAPPA_BACKUP_PRIVATE_KEY_FILE.
    """
    from openmappa.foundation.database import backups
    from openmappa.foundation.database.sealed_files import MARK

    with file.open("rb") as opened:
        is_sealed = opened.read(len(MARK)) == MARK
    if not is_sealed:
        with running_database():
            click.echo(Server.restore(_whole(), file))
        return
    key = _key(PRIVATE, "private_key", "a sealed backup cannot be read without it")
    made = backups.check(file, key=key)
    with running_database():
        backups.restore(_whole(), file, key=key)
    click.echo(f"Restored: the database as it was at {made.made_at}")


@click.command("restore-drill")
@click.argument("file", type=OLD)
def restore_drill(file: Path) -> None:
    """Restore FILE into a scratch database, compare it with its manifest, bring it to this version, drop it.

    The database in use is not touched. Exit code 1 if the backup does not hold what it should.
    """
    from openmappa.foundation.database import backups

    key = _key(PRIVATE, "private_key", "a sealed backup cannot be read without it")
    made = backups.check(file, key=key)
    click.echo(f"The file is whole and unchanged: a backup of {made.made_at}, PostgreSQL {made.server}")
    with running_database(), backups.scratch_database(_whole()) as scratch:
        backups.restore(scratch, file, key=key)
        found = backups.differences(scratch, made)
        for each in found:
            click.echo(f"FAILED  {each.what}: expected {each.expected}, found {each.found}")
        if found:
            raise click.exceptions.Exit(1)
        rows = sum(made.tables.values())
        click.echo(
            f"Restored: {len(made.tables)} tables with {rows:,} rows, {made.policies} policies, as backed up"
        )
        # What waited for its seal when the backup was made has waited ever since: it is late as at that moment only.
        for words in (["db", "migrate"], ["audit", "verify", "--as-at", made.made_at]):
            if words[0] in WORDS:
                _run_there(scratch, words)
    _note(drilled_at=_now())
    click.echo("The drill is done; the scratch database is dropped")


def _run_there(scratch: str, words: list[str]) -> None:
    """Run a word of this command line on the scratch database."""
    name = scratch.partition("?")[0].rpartition("/")[2]
    from openmappa.foundation.database.backups import of_database

    there = {VARIABLES[role]: of_database(addresses()[role], name) for role in Role}
    command = [sys.executable, "-m", "openmappa", *words]
    done = subprocess.run(command, env={**os.environ, **there}, capture_output=True, text=True, check=False)
    said = (done.stdout if done.returncode == 0 else done.stderr or done.stdout).strip().splitlines()
    click.echo(
        f"{'passed' if done.returncode == 0 else 'FAILED'}  openmappa {' '.join(words)}: {' '.join(said[-1:])}"
    )
    if done.returncode:
        raise click.exceptions.Exit(1)


def _key(name: str, kind: str, otherwise: str) -> Any:
    from openmappa.foundation.database import sealed_files

    text = found(name)
    if not text:
        raise Unable(f"{name} is not set: {otherwise}")
    try:
        return getattr(sealed_files, kind)(text)
    except sealed_files.KeyRefused as problem:
        raise Unable(f"{name}: {problem}") from None


def _whole() -> str:
    """Return a superuser's address: every other role is bound by policies, or may not read every table."""
    if not is_managed():
        return server().admin_url("openmappa")
    address = os.environ.get("DATABASE_ADMIN_URL")
    if not address:
        raise Unable("a managed server needs DATABASE_ADMIN_URL, a superuser's address of the database")
    return address
