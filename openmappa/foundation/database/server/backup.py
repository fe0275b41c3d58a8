"""Backups of one database: a file of pg_dump's own format, and back again."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit, urlunsplit

from openmappa.foundation.database.server.binaries import Binaries, locate
from openmappa.foundation.database.server.problems import UnableToStart

_RESTORE = ["--clean", "--if-exists", "--single-transaction", "--exit-on-error"]
_PIECE = 1 << 20
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
    said = _run("pg_restore", [*_RESTORE, str(file)], database_url)
    if said is not None:
        raise UnableToRestore(said)
    return NOT_ENCRYPTED


def dumped(database_url: str, *, snapshot: str, major: int | None = None) -> Iterator[bytes]:
    """
    Yield what pg_dump writes of an exported snapshot, without the rows of tables that a crash may empty.

    `major` is the server's version: the programs of that version are used where they are installed, since
    newer ones write statements that an older server does not know.

    :raises UnableToBackUp: if pg_dump refuses, after all that it wrote before
    """
    options = ["--format=custom", f"--snapshot={snapshot}", "--no-unlogged-table-data"]
    with _started("pg_dump", options, database_url, major, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None  # noqa: S101  a pipe was asked for
        while piece := process.stdout.read(_PIECE):
            yield piece
        said = _last_word(process)
    if said is not None:
        raise UnableToBackUp(said)


@contextmanager
def restoring(database_url: str, *, major: int | None = None) -> Iterator[IO[bytes]]:
    """
    Yield where to write a dump to that replaces a database's tables, all or nothing.

    If the block raises, the database stays as it was. `major` is as for dumped().

    :raises UnableToRestore: if pg_restore refuses
    """
    with _started("pg_restore", _RESTORE, database_url, major, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101  a pipe was asked for
        try:
            yield process.stdin
        except BrokenPipeError:
            # It gave up before the end; what it says is raised below.
            pass
        except BaseException:
            # Killed before the end of its input it has committed nothing.
            process.kill()
            raise
        said = _last_word(process)
    if said is not None:
        raise UnableToRestore(said)


@contextmanager
def _started(
    program: str, options: list[str], database_url: str, major: int | None, **pipes: int
) -> Iterator["subprocess.Popen[bytes]"]:
    command, environment = _command(program, options, database_url, major)
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **pipes)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue


def _last_word(process: "subprocess.Popen[bytes]") -> str | None:
    _, errors = process.communicate()
    return _complaint(process.returncode, errors.decode(errors="replace"))


def _run(program: str, options: list[str], database_url: str) -> str | None:
    """Run a program on a database and return its complaint."""
    command, environment = _command(program, options, database_url)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return _complaint(done.returncode, done.stderr)


def _command(
    program: str, options: list[str], database_url: str, major: int | None = None
) -> tuple[list[str], dict[str, str]]:
    """Return what to run, and in which environment; no password among the processes."""
    url, password = _without_password(database_url)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    if password is not None:
        environment["PGPASSWORD"] = password
    return [str(_programs(major).program(program)), f"--dbname={url}", "--no-password", *options], environment


def _programs(major: int | None) -> Binaries:
    try:
        return locate(major)
    except UnableToStart:
        return locate()


def _complaint(code: int, errors: str) -> str | None:
    lines = errors.strip().splitlines()
    return None if code == 0 else (lines[0] if lines else f"it ended with code {code}")


def _without_password(url: str) -> tuple[str, str | None]:
    parts = urlsplit(url)
    credentials, at, place = parts.netloc.rpartition("@")
    user, _, _ = credentials.partition(":")
    password = None if parts.password is None else unquote(parts.password)
    return urlunsplit(parts._replace(netloc=f"{user}{at}{place}")), password
