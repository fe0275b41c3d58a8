"""Every address and search × every role × every kind of sight × restricted or not, against a checked-in table.

`python -m tests.matrix` writes the table anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

import pytest

from openmappa.foundation.accounts.domain import Role
from tests.matrix import table, world
from tests.matrix.situations import MARKERS, SITUATIONS, Situation, allowed, may_know
from tests.matrix.visits import Seen, visit_all
from tests.server import COUNTED

FIRST = ("role alone", "role in another area", "user: full")
ROLES = (*Role, None)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value if role else "no role")
def test_every_role_sees_what_the_table_says_and_nothing_leaks(
    role: Role | None, record_property: Callable[[str, object], None]
) -> None:
    found, leaks = visits_of(role)
    visited = sum(cell != table.QUIET for cells in found.values() for cell in cells)
    record_property(COUNTED, [visited, len(leaks)])
    assert leaks == []
    if os.environ.get(table.WRITING):
        table.replace(role, found)
    expected = {key: cells for key, cells in table.read().items() if key[2] == table.role_word(role)}
    assert found == expected


def visits_of(role: Role | None) -> tuple[dict[table.Key, tuple[str, ...]], list[str]]:
    """Return what the role sees, as rows of the table, and every mark that it should not have seen."""
    about = world.subjects()
    cells: dict[table.Key, dict[str, str]] = {}
    leaks = []
    for situation in sorted(SITUATIONS, key=lambda each: each.name not in FIRST):
        quiet = {} if situation.name in FIRST else _quiet(cells)
        for seen in visit_all(world.user(role, situation, about), about, skipped=quiet):
            key = (seen.page, seen.whose, table.role_word(role))
            cells.setdefault(key, {})[situation.name] = seen.words
            leaks += _leaks(seen, role, situation)
    names = [each.name for each in SITUATIONS]
    return {key: tuple(found.get(name, table.QUIET) for name in names) for key, found in cells.items()}, leaks


def _quiet(cells: Mapping[table.Key, Mapping[str, str]]) -> set[str]:
    """Return the pages about no person that showed nobody to a user with full sight of both people.

    What such a page shows does not hang on sight, so it is not visited in every situation.
    """
    return {
        page
        for (page, whose, _), found in cells.items()
        if not whose and all(map(str.isdigit, found.values()))
    }


def _leaks(seen: Seen, role: Role | None, situation: Situation) -> list[str]:
    """Return every mark, of either person, that the user should not have seen."""
    found = []
    for restricted, marks in ((False, seen.open), (True, seen.restricted)):
        known = {"p"} if may_know(role, situation, restricted=restricted) else set()
        too_much = set(marks) - allowed(role, situation, restricted=restricted) - known
        if too_much:
            found.append(f"{seen.page}, {situation.name}, restricted {restricted}: {sorted(too_much)}")
    return found


def test_the_table_is_of_these_situations_and_roles() -> None:
    rows = table.read()
    assert {key[2] for key in rows} == {table.role_word(role) for role in ROLES}
    assert {len(cells) for cells in rows.values()} == {len(SITUATIONS)}


def test_each_mark_is_shown_to_somebody() -> None:
    # A mark that stands on no page could not leak, and so would prove nothing.
    shown = {letter for cells in table.read().values() for cell in cells for letter in cell.partition(" ")[2]}
    assert set(MARKERS) <= shown
