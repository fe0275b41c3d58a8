"""As whom PostgreSQL runs: it refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NOBODY = 65534
NAMESPACE = ("unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}")


@dataclass(frozen=True)
class Identity:
    """
    Who runs the server: the present user, root inside a user namespace, or the user nobody.

    `owner` is the user who owns the data folder as seen from outside.
    """

    owner: int
    prefix: tuple[str, ...] = ()
    becomes: int | None = None

    def run(
        self, command: Sequence[str], *, environment: Mapping[str, str], input_text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as this user, in the root folder, and return what it said."""
        return subprocess.run(
            [*self.prefix, *command],
            env=dict(environment),
            cwd="/",
            user=self.becomes,
            group=self.becomes,
            extra_groups=None if self.becomes is None else [],
            input=input_text,
            capture_output=True,
            text=True,
            check=False,
        )

    def can_run(self, program: str) -> bool:
        """Tell whether this user can reach and run a program."""
        try:
            return self.run([program, "--version"], environment=os.environ).returncode == 0
        except PermissionError:
            return False

    def can_reach(self, folder: Path) -> bool:
        """Tell whether this user can pass through every parent of a folder."""
        if self.becomes is None:
            return True
        existing = next(parent for parent in folder.resolve().parents if parent.exists())
        return self.run(["test", "-x", str(existing)], environment=os.environ).returncode == 0

    def give(self, path: Path) -> None:
        """Make this user the owner of a path."""
        if self.becomes is not None:
            os.chown(path, self.becomes, self.becomes)


@cache
def identity_for_server() -> Identity:
    """Return the present user or, for root, the least privileged user that this machine allows."""
    if os.geteuid() != 0:
        return Identity(os.geteuid())
    if _namespaces_work():
        return Identity(0, prefix=NAMESPACE)
    nobody = pwd.getpwnam("nobody").pw_uid
    return Identity(nobody, becomes=nobody)


def _namespaces_work() -> bool:
    try:
        return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
