"""The checked-in table of what each role sees, page by page: expected.csv."""

from __future__ import annotations

import csv
import fcntl
import os
from collections.abc import Mapping
from pathlib import Path

from openmappa.foundation.accounts.domain import Role
from tests.matrix.situations import SITUATIONS

FILE = Path(__file__).with_name("expected.csv")
WRITING = "OPENMAPPA_WRITE_MATRIX"
QUIET = "."
"""Not visited: the page showed nobody even to a user with full sight of both people."""
Key = tuple[str, str, str]
"""Page, whose record it is of (open, restricted, or empty), and role."""


def role_word(role: Role | None) -> str:
    """Return the role as the table writes it."""
    return role.value if role else "no role"


def read() -> dict[Key, tuple[str, ...]]:
    """Return the table: what each page showed in each situation."""
    if os.environ.get(WRITING) and not FILE.exists():
        return {}
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert os.environ.get(WRITING) or rows[0][3:] == [each.name for each in SITUATIONS], (
        "the table's situations are others"
    )
    return {(page, whose, role): tuple(cells) for page, whose, role, *cells in rows[1:]}


def write(rows: Mapping[Key, tuple[str, ...]]) -> None:
    """Write the table, in order."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["page", "record", "role", *(each.name for each in SITUATIONS)])
        writer.writerows([*key, *cells] for key, cells in sorted(rows.items()))


def replace(role: Role | None, found: Mapping[Key, tuple[str, ...]]) -> None:
    """Write the rows of one role anew. Other processes write those of other roles, one after the other."""
    with FILE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        others = {key: cells for key, cells in read().items() if key[2] != role_word(role)}
        write({**others, **found})
