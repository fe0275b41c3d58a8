"""Every word of the command line: which show people's data, and that no other does.

A command acts in a database role, not as a user, so whoever may run it is decided by who has its address. What
it prints and writes must still hold nobody's data, unless that is what it is for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import click
import pytest

from openmappa.front.command_line.main import WORDS
from tests.journeys.conftest import ROOT, installation

SHOWS_PEOPLE: Mapping[str, str] = {
    "audit export": "answers the request of the person whose log it is, or of the Commissioner; written down",
    "db backup": "writes everything, sealed to a public key",
    "django": "the framework's own words, for developers",
    "simulate": "writes people who do not exist",
    "law duties": "reads a file of facts, and repeats facts of it; no database",
    "law explain": "reads a file of facts, and repeats facts of it; no database",
}
NOT_RUN: Mapping[str, str] = {
    "accounts link": "needs an account; prints a link and no person of the records",
    "accounts statistician": "as accounts link",
    "accounts system-manager": "as accounts link",
    "audit seal": "runs beside serve; tested in openmappa/foundation/audit",
    "db migrate": "prints names of migrations",
    "db reset": "deletes a local database",
    "db restore": "needs a sealed file; tested in tests/test_command_line.py",
    "db restore-drill": "needs a sealed file; tested in tests/test_command_line.py",
    "db roles": "needs a superuser's address",
    "db start": "of a local database only",
    "db stop": "of a local database only",
    "demo": "refuses a database of others; tested in tests/test_command_line.py",
    "docs": "writes into the checkout",
    "extracts load": "faults are tested in openmappa/exchange/extracts",
    "population load": "reads figures of populations",
    "serve": "pages are tested page by page",
}
RUN: Mapping[str, tuple[str, ...]] = {
    "audit head": (),
    "audit key": (),
    "audit verify": ("--json",),
    "count": ("--area", "London", "--year", "2023-24", "--json"),
    "data-quality": ("--area", "London", "--json"),
    "db backup-keys": ("{out}/private-key",),
    "db status": ("--json",),
    "doctor": ("--json",),
    "extracts check": ("docs/extract-example", "--json"),
    "law schema": (),
    "population list": ("--json",),
    "positions": ("--json",),
    "reconcile": ("--published", "london-2023-24", "--json"),
    "report": ("--area", "London", "--with-data-quality", "--out", "{out}"),
}
# Parts of the names, numbers and addresses of the journeys' people, which stand nowhere else.
MARKS = (
    "Robin Fict",
    "Seriously-Fictitious",
    "Unlevelled",
    "Placeholder",
    "Notreal",
    "Example Road",
    "Officer 1",
    "2010/99",
)


def words(command: click.Command, prefix: str) -> Iterator[str]:
    """Yield the words of a command and of those below it."""
    if isinstance(command, click.Group):
        for name in command.commands:
            yield from words(command.commands[name], f"{prefix} {name}")
    else:
        yield prefix


def every_word() -> set[str]:
    """Return each word of the command line that does something."""
    found: set[str] = set()
    for word, module in WORDS.items():
        command = getattr(import_module(f"openmappa.front.command_line.{module}"), word.replace("-", "_"))
        found |= set(words(command, word))
    return found


def test_every_word_is_in_one_of_the_lists() -> None:
    lists = [set(SHOWS_PEOPLE), set(NOT_RUN), set(RUN)]
    assert every_word() == set().union(*lists)
    assert sum(map(len, lists)) == len(every_word())


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with installation("words", tmp_path_factory.mktemp("home")) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("word", RUN)
def test_command_shows_nobody(word: str, environment: dict[str, str], tmp_path: Path) -> None:
    arguments = [each.format(out=tmp_path) for each in RUN[word]]
    done = subprocess.run(
        [sys.executable, "-m", "openmappa", *word.split(), *arguments],
        cwd=ROOT, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    written = b"".join(
        Path(folder, name).read_bytes() for folder, _, names in os.walk(tmp_path) for name in names
    )
    said = done.stdout + done.stderr + written
    assert said, "it said nothing, so this proves nothing"
    assert [mark for mark in MARKS if mark.encode() in said] == []
