"""Sealed backups of a real server: there and back, one snapshot, nothing touched by a broken file, the drill."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from openmappa.foundation.database import backups
from openmappa.foundation.database.backups import (
    back_up,
    check,
    differences,
    of_database,
    restore,
    scratch_database,
)
from openmappa.foundation.database.roles import create_database
from openmappa.foundation.database.sealed_files import SealBroken, new_keys, private_key, public_key
from openmappa.foundation.database.server import UnableToBackUp
from tests.server import ADDRESS

PRIVATE, PUBLIC = new_keys()
KEY, RECIPIENT = private_key(PRIVATE), public_key(PUBLIC)


@pytest.fixture
def url() -> Iterator[str]:
    admin = os.environ[ADDRESS]
    name = f"openmappa_backup_{os.getpid()}"
    create_database(admin, name=name)
    found = of_database(admin, name)
    with psycopg.connect(found, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE kept AS SELECT generate_series(1, 3) AS number, 'Plantedname' AS name"
        )
        connection.execute("ALTER TABLE kept ENABLE ROW LEVEL SECURITY")
        connection.execute("CREATE POLICY all_rows ON kept USING (true)")
        connection.execute("CREATE UNLOGGED TABLE lost AS SELECT 1 AS one")
    yield found
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def numbers(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM kept ORDER BY number")]


def change(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def test_there_and_back(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    made = back_up(url, file, recipient=RECIPIENT)
    assert made.tables["public.kept"] == 3
    assert "public.lost" not in made.tables
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"Plantedname" not in file.read_bytes()
    assert check(file, key=KEY) == made
    change(url, "UPDATE kept SET number = 0")
    restore(url, file, key=KEY)
    assert numbers(url) == [1, 2, 3]
    assert differences(url, made) == []


def test_backup_is_of_the_moment_at_which_it_counted(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = backups._manifest

    def then_somebody_writes(connection: psycopg.Connection) -> backups.Manifest:
        made = counted(connection)
        change(url, "INSERT INTO kept VALUES (4, 'later')")
        return made

    monkeypatch.setattr(backups, "_manifest", then_somebody_writes)
    made = back_up(url, tmp_path / "backup", recipient=RECIPIENT)
    monkeypatch.undo()
    restore(url, tmp_path / "backup", key=KEY)
    assert numbers(url) == [1, 2, 3]
    assert differences(url, made) == []


@pytest.mark.parametrize("wrong", ["cut", "changed", "another key"])
def test_file_that_is_not_sound_is_refused_before_anything_is_touched(
    url: str, tmp_path: Path, wrong: str
) -> None:
    file = tmp_path / "backup"
    back_up(url, file, recipient=RECIPIENT)
    change(url, "UPDATE kept SET number = 9 WHERE number = 3")
    content = file.read_bytes()
    file.write_bytes({"cut": content[:-20], "changed": content[:-1] + b"\0"}.get(wrong, content))
    key = private_key(new_keys()[0]) if wrong == "another key" else KEY
    with pytest.raises(SealBroken):
        restore(url, file, key=key)
    assert numbers(url) == [1, 2, 9]


def test_file_that_changes_between_its_check_and_its_use_restores_nothing(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "backup"
    change(
        url, "INSERT INTO kept SELECT n, md5(n::text) || md5((n * 7)::text) FROM generate_series(10, 90000) n"
    )
    made = back_up(url, file, recipient=RECIPIENT)
    assert file.stat().st_size > 1 << 20
    change(url, "DELETE FROM kept WHERE number > 3")
    monkeypatch.setattr(backups, "check", lambda file, key: made)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(SealBroken):
        restore(url, file, key=KEY)
    assert numbers(url) == [1, 2, 3]


def test_existing_file_is_not_overwritten_and_a_failed_backup_leaves_none(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("mine")
    with pytest.raises(UnableToBackUp, match="exists already"):
        back_up(url, file, recipient=RECIPIENT)
    assert file.read_text() == "mine"
    with pytest.raises(psycopg.OperationalError):
        back_up(of_database(url, "absent"), tmp_path / "other", recipient=RECIPIENT)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup"]


def test_drill_restores_elsewhere_and_drops_it(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    made = back_up(url, file, recipient=RECIPIENT)
    with scratch_database(url) as scratch:
        assert scratch != url
        restore(scratch, file, key=KEY)
        assert differences(scratch, made) == []
        change(scratch, "DELETE FROM kept WHERE number = 1")
        change(scratch, "DROP POLICY all_rows ON kept")
        found = [(each.what, each.expected, each.found) for each in differences(scratch, made)]
        assert found == [("rows of public.kept", 3, 2), ("policies", 1, 0)]
    with pytest.raises(psycopg.OperationalError, match="does not exist"), psycopg.connect(scratch):
        pass
    with psycopg.connect(make_conninfo(url)) as connection:
        left = connection.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'openmappa_drill_%'")
        assert left.fetchone() == (0,)
