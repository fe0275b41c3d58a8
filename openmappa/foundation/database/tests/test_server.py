"""The embedded server on real data folders: start, find, stop, recover."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from openmappa.foundation.database.server import Server, UnableToStart, binaries, identity, launcher, process

START = "import sys; from pathlib import Path; from openmappa.foundation.database.server import Server; "
START += "print(Server(Path(sys.argv[1]), fast=True).start().started)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose server has been started and stopped once."""
    server = Server(tmp_path_factory.mktemp("made") / "postgres", fast=True)
    server.start()
    server.stop()
    return server.data


@pytest.fixture
def server(tmp_path: Path, made: Path) -> Iterator[Server]:
    shutil.copytree(made, tmp_path / "postgres")
    server = Server(tmp_path / "postgres", fast=True)
    yield server
    server.reset()


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "postgres", fast=True)
    yield server
    server.reset()


def postmaster_of(server: Server) -> int:
    pid = process.postmaster(server.data / "cluster")
    assert pid is not None
    return pid


def ask(server: Server, sql: str) -> object:
    with psycopg.connect(server.admin_url(), autocommit=True) as connection:
        cursor = connection.execute(sql)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def test_start_makes_a_server_that_answers_and_stop_ends_it(new_server: Server) -> None:
    assert not new_server.status().running
    assert new_server.start().started
    assert new_server.status().running
    pid = postmaster_of(new_server)
    assert new_server.stop()
    assert not new_server.status().running
    assert not process.serves(pid, new_server.data / "cluster")
    assert not (new_server.data / "cluster" / "postmaster.pid").exists()


def test_second_start_finds_the_first(server: Server) -> None:
    server.start()
    pid = postmaster_of(server)
    assert not server.start().started
    assert postmaster_of(server) == pid


def test_stop_is_clean(server: Server) -> None:
    server.start()
    server.stop()
    assert "database system is shut down" in (server.data / "server.log").read_text()
    assert not server.stop()


def test_stop_does_not_wait_for_open_connections(server: Server) -> None:
    server.start()
    connection = psycopg.connect(server.admin_url(), autocommit=True)
    began = time.monotonic()
    server.stop()
    assert time.monotonic() - began < 5
    connection.close()


def test_two_starts_at_once_make_one_server(new_server: Server) -> None:
    starts = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(new_server.data)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    answers = sorted(start.communicate(timeout=60)[0].strip() for start in starts)
    assert answers == ["False", "True"]
    assert new_server.status().running


def test_server_outlives_the_command_that_started_it(server: Server) -> None:
    subprocess.run([sys.executable, "-c", START, str(server.data)], check=True, stdout=subprocess.DEVNULL)
    assert server.status().running
    assert os.getsid(postmaster_of(server)) != os.getsid(0)


def test_killed_postmaster_recovers_with_committed_rows_kept(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "postgres")
    server = Server(tmp_path / "postgres")
    try:
        server.start()
        ask(server, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
        os.kill(postmaster_of(server), signal.SIGKILL)
        assert server.start().started
        assert ask(server, "SELECT count(*) FROM kept") == 1000
    finally:
        server.reset()


def test_orphaned_backend_is_ended_before_a_restart(server: Server) -> None:
    server.start()
    with psycopg.connect(server.admin_url()) as connection:
        orphan = connection.info.backend_pid
        os.kill(orphan, signal.SIGSTOP)
        os.kill(postmaster_of(server), signal.SIGKILL)
        assert orphan in process.processes(server.data / "cluster")
        assert server.start().started
        assert not process.serves(orphan, server.data / "cluster")


@pytest.mark.parametrize("recorded", ["dead", "another program", "zombie"])
def test_stale_pid_file_does_not_hinder_a_start(server: Server, recorded: str) -> None:
    server.start()
    server.stop()
    program = shutil.copy(shutil.which("true") or "true", server.data / "postgres")
    ended = subprocess.Popen([program], cwd=server.data / "cluster")
    if recorded == "dead":
        ended.wait()
    time.sleep(0.1)
    pid = os.getpid() if recorded == "another program" else ended.pid
    pid_file = server.data / "cluster" / "postmaster.pid"
    pid_file.write_text(f"{pid}\n{pid_file.parent}\n")
    assert server.start().started
    ended.wait()


def test_pid_of_another_clusters_postgres_is_stale(server: Server, tmp_path: Path) -> None:
    other = Server(tmp_path / "other", fast=True)
    other.start()
    try:
        server.start()
        server.stop()
        pid_file = server.data / "cluster" / "postmaster.pid"
        pid_file.write_text(f"{postmaster_of(other)}\n")
        assert server.start().started
        assert other.status().running
    finally:
        other.reset()


def test_long_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    server = Server(tmp_path / ("long" * 20) / "postgres", fast=True)
    try:
        server.start()
        assert ask(server, "SELECT 1") == 1
        assert server.sockets != server.data
        assert server.sockets.stat().st_mode & 0o777 == 0o700
    finally:
        server.reset()
    assert not server.sockets.exists()


def test_somebody_elses_socket_folder_is_refused(tmp_path: Path) -> None:
    server = Server(tmp_path / ("long" * 20) / "postgres", fast=True)
    server.sockets.symlink_to(tmp_path)
    try:
        with pytest.raises(UnableToStart, match="is not this server's"):
            server.start()
    finally:
        server.sockets.unlink()
        server.reset()


def test_passwords_are_asked_for_and_kept_private(server: Server) -> None:
    server.start()
    wrong = server.url(user=launcher.ADMIN, password="wrong", database="postgres")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    assert (server.data / "admin-password").stat().st_mode & 0o777 == 0o600
    assert server.data.stat().st_mode & 0o777 == 0o700


def test_server_is_set_as_documented(server: Server) -> None:
    server.start()
    documented = {
        "data_checksums": "on",
        "listen_addresses": "",
        "server_encoding": "UTF8",
        "log_error_verbosity": "terse",
    }
    found = {name: ask(server, f"SELECT current_setting('{name}')") for name in documented}
    assert found == documented


def test_writes_survive_a_power_cut_unless_asked_otherwise(tmp_path: Path) -> None:
    server = Server(tmp_path / "postgres")
    try:
        server.start()
        assert ask(server, "SELECT current_setting('fsync') || current_setting('full_page_writes')") == "onon"
    finally:
        server.reset()


def test_log_keeps_no_personal_data(server: Server) -> None:
    server.start()
    ask(server, "CREATE TABLE names (name text UNIQUE)")
    ask(server, "INSERT INTO names VALUES ('Zebedee')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        ask(server, "INSERT INTO names VALUES ('Zebedee')")
    log = (server.data / "server.log").read_text()
    assert "duplicate key" in log
    assert "Zebedee" not in log


def test_trigrams_know_letters_with_accents(server: Server) -> None:
    server.start()
    ask(server, "CREATE EXTENSION pg_trgm")
    assert ask(server, "SELECT similarity('Â', 'â')") == 1


def test_failure_to_start_tells_the_last_line_of_the_log(server: Server) -> None:
    server.start()
    server.stop()
    with (server.data / "cluster" / "postgresql.conf").open("a") as file:
        file.write("no_such_setting = 1\n")
    with pytest.raises(UnableToStart, match="FATAL.*configuration file.*contains errors"):
        server.start()


def test_other_major_version_is_refused(server: Server) -> None:
    server.start()
    server.stop()
    version = server.data / "cluster" / "PG_VERSION"
    kept = version.read_text()
    version.write_text("9\n")
    with pytest.raises(UnableToStart, match="made by PostgreSQL 9"):
        server.start()
    version.write_text(kept)


def test_reset_leaves_nothing_to_read(server: Server) -> None:
    server.start()
    server.reset()
    assert [entry.name for entry in server.data.iterdir()] == ["lock"]
    with pytest.raises(UnableToStart, match="not been started"):
        server.admin_url()


def test_interrupted_first_start_is_made_good(new_server: Server) -> None:
    (new_server.data / "cluster.unfinished" / "base").mkdir(parents=True)
    assert new_server.start().started


def test_psql_environment_reaches_the_server(server: Server) -> None:
    server.start()
    psql = [binaries.locate().program("psql"), "-Atc", "SELECT current_user"]
    environment = {"PATH": os.environ["PATH"], **server.psql_environment()}
    assert subprocess.check_output(psql, env=environment, text=True).strip() == launcher.ADMIN


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become the user nobody")
def test_root_without_namespaces_runs_the_server_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    barred = identity.Identity(identity.NOBODY, becomes=identity.NOBODY)
    monkeypatch.setattr(launcher, "identity_for_server", lambda: barred)
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    server = Server(place / "postgres", fast=True)
    try:
        server.start()
        assert ask(server, "SELECT 1") == 1
        assert Path(f"/proc/{postmaster_of(server)}").stat().st_uid == identity.NOBODY
        server.stop()
        assert server.start().started
    finally:
        server.reset()
        shutil.rmtree(place)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become the user nobody")
def test_data_out_of_reach_of_nobody_goes_among_the_systems_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        launcher, "identity_for_server", lambda: identity.Identity(identity.NOBODY, becomes=identity.NOBODY)
    )
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    assert Server(private / "postgres").data.parent == launcher.ALTERNATIVE
    assert private.stat().st_mode & 0o777 == 0o700
