"""Every address and search × every role × every kind of sight × restricted or not, against a checked-in table.

`python -m tests.matrix` writes the table anew; read the difference before you commit it.
"""

from __future__ import annotations

import os

import pytest

from openmappa.foundation.accounts.domain import Role
from tests.matrix import table, world
from tests.matrix.situations import SITUATIONS, allowed, may_know
from tests.matrix.visits import visit_all

ROLES = (*Role, None)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.value if role else "no role")
def test_every_role_sees_what_the_table_says_and_nothing_leaks(role: Role | None) -> None:
    found, leaks = visits_of(role)
    assert leaks == []
    if os.environ.get(table.WRITING):
        others = {key: cells for key, cells in table.read().items() if key[2] != table.role_word(role)}
        table.write({**others, **found})
    expected = {key: cells for key, cells in table.read().items() if key[2] == table.role_word(role)}
    assert found == expected


def visits_of(role: Role | None) -> tuple[dict[table.Key, tuple[str, ...]], list[str]]:
    """Return what the role sees, as rows of the table, and every mark that it should not have seen."""
    about = world.subjects()
    rows: dict[table.Key, list[str]] = {}
    leaks = []
    for situation in SITUATIONS:
        user = world.user(role, situation, about)
        for seen in visit_all(user, about):
            rows.setdefault((seen.page, seen.whose, table.role_word(role)), []).append(seen.words)
            for restricted, marks in ((False, seen.open), (True, seen.restricted)):
                known = {"p"} if may_know(role, situation, restricted=restricted) else set()
                too_much = set(marks) - allowed(role, situation, restricted=restricted) - known
                if too_much:
                    leaks.append(f"{seen.page}, {situation.name}, restricted {restricted}: {too_much}")
    return {key: tuple(cells) for key, cells in rows.items()}, leaks


def test_the_table_is_of_these_situations_and_roles() -> None:
    rows = table.read()
    assert {key[2] for key in rows} == {table.role_word(role) for role in ROLES}
    assert {len(cells) for cells in rows.values()} == {len(SITUATIONS)}
    print(f"\n{len(rows) * len(SITUATIONS):,} combinations of page, role, sight and restriction")


def test_each_mark_is_shown_to_somebody() -> None:
    # A mark that stands on no page could not leak, and so would prove nothing.
    shown = {letter for cells in table.read().values() for cell in cells for letter in cell.partition(" ")[2]}
    assert set("nioccrtbsa") <= shown
