"""Backups of one database: a file of pg_dump's own format, and back again."""

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from openmappa.foundation.database.server.binaries import locate

NOT_ENCRYPTED = "This backup is not encrypted: keep it as safe as the records themselves."


class UnableToBackUp(RuntimeError):
    """The backup could not be made."""


class UnableToRestore(RuntimeError):
    """The backup could not be restored; the database is as it was."""


def backup(database_url: str, file: Path) -> str:
    """
    Write a database to a file that only the present user can read, and return the warning to show.

    :raises UnableToBackUp: if the file exists or pg_dump refuses
    """
    if file.exists():
        raise UnableToBackUp(f"{file} exists already")
    partial = file.with_name(f"{file.name}.partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        said = _run("pg_dump", ["--format=custom", f"--file={partial}"], database_url)
        if said is not None:
            raise UnableToBackUp(said)
        partial.rename(file)
    finally:
        partial.unlink(missing_ok=True)
    return NOT_ENCRYPTED


def restore(database_url: str, file: Path) -> str:
    """
    Replace a database's tables by those of a backup, all or nothing, and return the warning to show.

    :raises UnableToRestore: if pg_restore refuses
    """
    options = ["--clean", "--if-exists", "--single-transaction", "--exit-on-error", str(file)]
    said = _run("pg_restore", options, database_url)
    if said is not None:
        raise UnableToRestore(said)
    return NOT_ENCRYPTED


def _run(program: str, options: list[str], database_url: str) -> str | None:
    """Run a program on a database and return its complaint; no password among the processes."""
    url, password = _without_password(database_url)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    if password is not None:
        environment["PGPASSWORD"] = password
    command = [locate().program(program), f"--dbname={url}", "--no-password", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = done.stderr.strip().splitlines()
    return None if done.returncode == 0 else (lines[0] if lines else f"{program} failed")


def _without_password(url: str) -> tuple[str, str | None]:
    parts = urlsplit(url)
    credentials, at, place = parts.netloc.rpartition("@")
    user, _, _ = credentials.partition(":")
    password = None if parts.password is None else unquote(parts.password)
    return urlunsplit(parts._replace(netloc=f"{user}{at}{place}")), password
