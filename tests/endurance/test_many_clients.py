"""Hundreds of clients on a handful of server connections never meet another's viewer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import psycopg
import pytest

from openmappa.foundation.database.addresses import VARIABLES
from openmappa.foundation.database.roles import Role
from tests.endurance.pooler import CONNECTIONS, pooled

pytestmark = pytest.mark.slow

CLIENTS, ASKED_EACH = 400, 10
DAY = "2024-06-03"


def test_clients_through_a_pooler_see_their_own_person_and_nobody_is_left_behind(
    crowded, tmp_path: Path
) -> None:
    environment, members = crowded
    with pooled(environment[VARIABLES[Role.WEB]], tmp_path, clients=CLIENTS) as address:
        seen = asyncio.run(_ask(address, members))
    assert len(seen) == CLIENTS * ASKED_EACH
    assert {found for found, _, _ in seen} == {True}, "somebody saw what another may see"
    assert {before for _, before, _ in seen} <= {"", None}, "a transaction began with somebody's viewer set"
    assert len({backend for _, _, backend in seen}) <= CONNECTIONS


async def _ask(address: str, members: Sequence[dict[str, str]]) -> list[tuple[bool, str | None, int]]:
    start = asyncio.Event()
    clients = [
        asyncio.create_task(_client(address, members[each % len(members)], start)) for each in range(CLIENTS)
    ]
    start.set()
    return [seen for answers in await asyncio.gather(*clients) for seen in answers]


async def _client(
    address: str, member: dict[str, str], start: asyncio.Event
) -> list[tuple[bool, str | None, int]]:
    found = []
    await start.wait()
    async with await psycopg.AsyncConnection.connect(address, prepare_threshold=None) as connection:
        for _ in range(ASKED_EACH):
            async with connection.transaction():
                row = await (
                    await connection.execute(
                        "SELECT current_setting('openmappa.viewer', true), pg_backend_pid()"
                    )
                ).fetchone()
                assert row is not None
                await connection.execute(
                    "SELECT set_config('openmappa.viewer', %s, true), set_config('openmappa.day', %s, true)",
                    [member["user"], DAY],
                )
                names = await (await connection.execute("SELECT family_name FROM people_name")).fetchall()
                found.append((names == [(member["name"],)], row[0], row[1]))
            await asyncio.sleep(0)
    return found


def test_the_test_would_notice_a_viewer_left_behind(crowded, tmp_path: Path) -> None:
    # A plain SET outlives its transaction: exactly what the product must never do.
    environment, members = crowded
    with pooled(environment[VARIABLES[Role.WEB]], tmp_path, clients=2) as address:
        with psycopg.connect(address, autocommit=True, prepare_threshold=None) as careless:
            careless.execute(f"SET openmappa.viewer = '{members[0]['user']}'")
        with psycopg.connect(address, autocommit=True, prepare_threshold=None) as next_client:
            left = next_client.execute("SELECT current_setting('openmappa.viewer', true)").fetchone()
    assert left == (members[0]["user"],)
