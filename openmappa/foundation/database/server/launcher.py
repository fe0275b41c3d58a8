"""Starts, finds, stops and deletes the embedded server of one data folder."""

import fcntl
import hashlib
import os
import secrets
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from openmappa.foundation.database.server import backup, binaries, configuration, process
from openmappa.foundation.database.server.identity import Identity, identity_for_server
from openmappa.foundation.database.server.problems import UnableToStart

ADMIN = "openmappa_admin"
PORT = 5432
SOCKET_PATH_LIMIT = 107
START_SECONDS = 120
STOP_SECONDS = 60
LOG_LIMIT = 10 * 1024 * 1024
CHECKOUT = Path(__file__).resolve().parents[4]
TEMPORARY = Path("/tmp")  # noqa: S108 - the same for every process, whatever its TMPDIR
ALTERNATIVE = Path("/var/lib/openmappa")


@dataclass(frozen=True)
class Running:
    """A server that accepts connections: where its socket is, and whether this call started it."""

    sockets: Path
    port: int
    started: bool


@dataclass(frozen=True)
class Status:
    """What `status` found: `version` is the data folder's major version, None before the first start."""

    running: bool
    version: int | None
    data: Path
    sockets: Path
    port: int


def default_folder() -> Path:
    """Return the data folder of this checkout: below OPENMAPPA_HOME, else below its own hidden folder."""
    home = os.environ.get("OPENMAPPA_HOME")
    return (Path(home) if home else CHECKOUT / ".openmappa") / "postgres"


class Server:
    """The embedded PostgreSQL of one data folder; `fast` (for tests alone) may lose rows in a crash."""

    def __init__(self, data: Path, *, fast: bool = False) -> None:
        """Name the server of this folder; nothing is started or written."""
        self._identity = identity_for_server()
        self.data = _place_for(data.absolute(), self._identity)
        self.fast = fast
        self._cluster = self.data / "cluster"
        self._log = self.data / "server.log"
        self._password_file = self.data / "admin-password"

    @property
    def sockets(self) -> Path:
        """The folder of the unix socket: the data folder, or a short one in the temporary directory."""
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_LIMIT:
            return self.data
        name = hashlib.sha256(os.fsencode(self.data.resolve())).hexdigest()[:16]
        return TEMPORARY / f"openmappa-{self._identity.owner}-{name}"

    def start(self) -> Running:
        """
        Start the server, making its cluster the first time; a running one is found and left alone.

        :raises UnableToStart: with the last line of the server's log
        """
        with self._locked():
            if self._is_ready():
                return Running(self.sockets, PORT, started=False)
            if process.postmaster(self._cluster) is not None and self._becomes_ready():
                return Running(self.sockets, PORT, started=False)
            self._refuse_foreign_data()
            programs = binaries.locate(self._version()).for_use_by(self._identity, self.data / "programs")
            if self._version() is None:
                self._make_cluster(programs)
            self._launch(programs)
        return Running(self.sockets, PORT, started=True)

    def stop(self) -> bool:
        """Shut the server down fast and clean; True if it was running. Orphaned backends are ended too."""
        if not self.data.exists():
            return False
        with self._locked():
            return self._stop()

    def status(self) -> Status:
        """Ask the server itself whether it accepts connections."""
        return Status(self._is_ready(), self._version(), self.data, self.sockets, PORT)

    def reset(self) -> None:
        """Stop the server and delete everything that it holds."""
        if not self.data.exists():
            return
        with self._locked():
            self._stop()
            for entry in self.data.iterdir():
                if entry.name != "lock":
                    shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
            if self.sockets != self.data:
                shutil.rmtree(self.sockets, ignore_errors=True)

    def url(self, *, user: str, password: str, database: str) -> str:
        """Return the postgresql:// address of a database of this server, over its unix socket."""
        place = f"host={quote(str(self.sockets), safe='')}&port={PORT}"
        user, password, database = (quote(part, safe="") for part in (user, password, database))
        return f"postgresql://{user}:{password}@/{database}?{place}"

    def admin_url(self, database: str = "postgres") -> str:
        """
        Return the address for the role that made the cluster: it bypasses every policy.

        :raises UnableToStart: before the first start
        """
        return self.url(user=ADMIN, password=self._password(), database=database)

    def psql_environment(self, database: str = "postgres") -> dict[str, str]:
        """Return the environment variables with which PostgreSQL's own programs reach this server."""
        return {
            "PGHOST": str(self.sockets),
            "PGPORT": str(PORT),
            "PGUSER": ADMIN,
            "PGPASSWORD": self._password(),
            "PGDATABASE": database,
        }

    @staticmethod
    def backup(database_url: str, file: Path) -> str:
        """Write a database to a file and return the warning that it is not encrypted; see `backup.backup`."""
        return backup.backup(database_url, file)

    @staticmethod
    def restore(database_url: str, file: Path) -> str:
        """Replace a database's tables by those of a backup; see `backup.restore`."""
        return backup.restore(database_url, file)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the data folder, so that two starts at once make one server."""
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            if not self.data.exists():
                self.data.mkdir(mode=0o700, exist_ok=True)
                self._identity.give(self.data)
            with (self.data / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except PermissionError as problem:
            raise UnableToStart(
                f"{problem.filename} cannot be used by this user ({problem.strerror})"
            ) from problem

    def _stop(self) -> bool:
        was_running = process.postmaster(self._cluster) is not None
        process.shut_down(self._cluster, seconds=STOP_SECONDS)
        return was_running

    def _is_ready(self) -> bool:
        if self._version() is None or not (self.sockets / f".s.PGSQL.{PORT}").exists():
            return False
        command = [
            binaries.locate().program("pg_isready"),
            "-q",
            "-t",
            "3",
            "-h",
            str(self.sockets),
            "-p",
            str(PORT),
        ]
        return Identity(os.geteuid()).run(command, environment=_environment()).returncode == 0

    def _becomes_ready(self) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while process.postmaster(self._cluster) is not None:
            if self._is_ready():
                return True
            if time.monotonic() > deadline:
                raise UnableToStart(
                    f"the server is still starting after {START_SECONDS} seconds: {self._last_words()}"
                )
            time.sleep(0.05)
        return False

    def _version(self) -> int | None:
        try:
            return int((self._cluster / "PG_VERSION").read_text())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _password(self) -> str:
        try:
            return self._password_file.read_text().strip()
        except FileNotFoundError:
            raise UnableToStart("the server has not been started yet, so it has no administrator") from None

    def _refuse_foreign_data(self) -> None:
        owner = self.data.stat().st_uid
        if owner != self._identity.owner:
            raise UnableToStart(
                f"{self.data} belongs to user {owner}, the server would run as user {self._identity.owner}: "
                "run as that user, or set OPENMAPPA_HOME to another folder"
            )

    def _make_cluster(self, programs: binaries.Binaries) -> None:
        """Make the cluster aside and move it into place: an interrupted initdb leaves nothing half made."""
        unfinished = self.data / "cluster.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        self._password_file.unlink(missing_ok=True)
        self._password_file.touch(mode=0o600)
        self._password_file.write_text(secrets.token_urlsafe(32) + "\n")
        self._identity.give(self._password_file)
        options = configuration.initdb_options(
            major=programs.major, password_file=self._password_file, admin=ADMIN
        ) + (["--no-sync"] if self.fast else [])
        command = [programs.program("initdb"), f"--pgdata={unfinished}", *options]
        made = self._identity.run(command, environment=_environment())
        if made.returncode != 0:
            lines = made.stderr.strip().splitlines() or ["initdb failed"]
            raise UnableToStart(lines[-1])
        configuration.include(unfinished)
        unfinished.rename(self._cluster)

    def _launch(self, programs: binaries.Binaries) -> None:
        self._make_socket_folder()
        if process.clear_stale(self._cluster):
            # The socket has a lock file too, and a zombie's process id in it stops a start.
            (self.sockets / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
        configuration.write(self._cluster, sockets=self.sockets, fast=self.fast)
        self._identity.give(self._cluster / configuration.INCLUDED)
        self._begin_log()
        command = [programs.program("pg_ctl"), "start", "--silent", "--wait", f"--timeout={START_SECONDS}"]
        command += [f"--pgdata={self._cluster}", f"--log={self._log}"]
        launched = self._identity.run(command, environment=_environment())
        if launched.returncode != 0:
            raise UnableToStart(self._last_words())

    def _make_socket_folder(self) -> None:
        """Make the short socket folder; a folder that somebody else put there is refused, not used."""
        if self.sockets == self.data:
            return
        try:
            self.sockets.mkdir(mode=0o700)
            self._identity.give(self.sockets)
        except FileExistsError:
            found = self.sockets.lstat()
            ours = stat.S_ISDIR(found.st_mode) and found.st_uid == self._identity.owner
            if not ours or stat.S_IMODE(found.st_mode) != 0o700:
                raise UnableToStart(
                    f"{self.sockets} exists already and is not this server's: remove it"
                ) from None

    def _begin_log(self) -> None:
        if self._log.exists() and self._log.stat().st_size > LOG_LIMIT:
            self._log.replace(self._log.with_name("server.log.1"))
        self._log.touch(mode=0o600)
        self._identity.give(self._log)

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").strip().splitlines() if self._log.exists() else []
        telling = [line for line in lines[-20:] if "FATAL" in line or "PANIC" in line]
        return f"{(telling or lines or ['it said nothing'])[-1]} (log: {self._log})"


def _place_for(data: Path, identity: Identity) -> Path:
    """Return the folder itself, or one among the system's data where the user nobody cannot reach it."""
    if identity.can_reach(data):
        return data
    return ALTERNATIVE / hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]


def _environment() -> dict[str, str]:
    """Return the present environment without what would lead PostgreSQL's programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LANG": "C", "LC_ALL": "C"}
