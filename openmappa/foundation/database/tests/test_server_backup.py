"""Backups of the embedded server: there and back, private, nothing half done."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from openmappa.foundation.database.server import Server, UnableToBackUp, UnableToRestore
from openmappa.foundation.database.server.backup import NOT_ENCRYPTED


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("backup") / "postgres", fast=True)
    server.start()
    yield server
    server.reset()


@pytest.fixture
def server(running: Server) -> Server:
    with psycopg.connect(running.admin_url(), autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("DROP ROLE IF EXISTS web")
        connection.execute("CREATE ROLE web LOGIN PASSWORD 'kept: with/odd@signs'")
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 3) AS number")
        connection.execute("GRANT SELECT ON kept TO web")
    return running


def numbers(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM kept ORDER BY number")]


def test_round_trip_keeps_rows_rights_and_passwords(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    assert server.backup(server.admin_url(), file) == NOT_ENCRYPTED
    assert file.stat().st_mode & 0o777 == 0o600
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        connection.execute("UPDATE kept SET number = 0")
        connection.execute("REVOKE ALL ON kept FROM web")
    assert server.restore(server.admin_url(), file) == NOT_ENCRYPTED
    as_web = server.url(user="web", password="kept: with/odd@signs", database="postgres")
    assert numbers(as_web) == [1, 2, 3]


def test_password_with_signs_reaches_pg_dump(server: Server, tmp_path: Path) -> None:
    url = server.url(user="web", password="kept: with/odd@signs", database="postgres")
    server.backup(url, tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_size > 0


def test_existing_file_is_not_overwritten(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("mine")
    with pytest.raises(UnableToBackUp, match="exists already"):
        server.backup(server.admin_url(), file)
    assert file.read_text() == "mine"


def test_failed_backup_leaves_no_file(server: Server, tmp_path: Path) -> None:
    wrong = server.url(user="web", password="wrong", database="postgres")
    with pytest.raises(UnableToBackUp, match="password authentication failed"):
        server.backup(wrong, tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_broken_backup_changes_nothing(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("not a backup")
    with pytest.raises(UnableToRestore, match="not appear to be a valid archive"):
        server.restore(server.admin_url(), file)
    assert numbers(server.admin_url()) == [1, 2, 3]
