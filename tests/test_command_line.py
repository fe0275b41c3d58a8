"""The command line as a person uses it: each command a process of its own, on a server of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "openmappa" / "oversight" / "statistics" / "data" / "published" / "london-2023-24.json"
Run = Callable[..., subprocess.CompletedProcess[str]]


def runner(home: Path) -> Run:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_", "DJANGO_SETTINGS"))
    }

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "openmappa", *words]
        return subprocess.run(
            command, cwd=home, env={**environment, "OPENMAPPA_HOME": str(home), "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    return run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return runner(tmp_path)


@pytest.mark.parametrize(
    "words",
    ["", "count", "db", "db backup", "db backup-keys", "db restore-drill", "demo", "docs", "doctor",
     "extracts", "extracts check", "extracts load",
     "reconcile", "report", "serve", "simulate"],
)  # fmt: skip
def test_every_word_explains_itself(run: Run, words: str) -> None:
    done = run(*words.split(), "--help")
    assert done.returncode == 0
    assert "Usage: openmappa" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("reprot", 2, "No such command 'reprot'"),
        ("simulate --out here", 2, "Give either --published or --national"),
        ("simulate --published absent.json --out here", 3, "absent.json: expected a file that can be read"),
        ("report --area Atlantis", 2, "There is no area 'Atlantis'"),
        ("report --edition 1 --population mid-2020", 2, "leave out --population"),
        ("report --edition 1 --all-areas", 2, "leave out --all-areas"),
        ("report --edition 0", 2, "--edition"),
        ("extracts check absent", 2, "does not exist"),
        ("db reset", 2, "Add --yes"),
    ],
)
def test_mistake_is_answered_in_words(run: Run, words: str, code: int, said: str) -> None:
    done = run(*words.split())
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_status_of_no_server_is_no(run: Run) -> None:
    done = run("db", "status", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["running"] is False


@pytest.fixture(scope="module")
def london(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Path]]:
    home = tmp_path_factory.mktemp("london")
    run = runner(home)
    done = run("demo", "--no-serve", "--out", str(home / "out"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "49 of 49 figures equal." in done.stdout
    assert "Those found are those planted, all and only." in done.stdout
    yield run, home
    run("db", "stop")


@pytest.mark.slow
def test_demonstration_equals_every_published_figure_but_the_rate(london: tuple[Run, Path]) -> None:
    _, home = london
    published = json.loads(PUBLISHED.read_text("utf-8"))
    report = json.loads((home / "out" / "report.json").read_text("utf-8"))
    rate = "cat1_per_100000_population_printed"
    for key, figure in published.items():
        if key not in ("source", rate) and not key.startswith("footnote"):
            counted = report[key]
            expected = figure["rows"] if isinstance(figure, dict) and "rows" in figure else figure
            assert (
                counted["rows"] if isinstance(counted, dict) and "rows" in counted else counted
            ) == expected, key
    assert (published[rate], report[rate]) == (91, 90)
    assert "11,108" in (home / "out" / "report.html").read_text("utf-8")
    assert {"report.html", "report.pdf", "report.ods", "report.json", "csv"} <= {
        path.name for path in (home / "out").iterdir()
    }


@pytest.mark.slow
def test_reconciliation_with_another_figure_says_no_and_which(
    london: tuple[Run, Path], tmp_path: Path
) -> None:
    run, _ = london
    published = json.loads(PUBLISHED.read_text("utf-8"))
    published["table1_eligible_on_31_march"]["rows"]["level_2"][1] = 68
    other = tmp_path / "other.json"
    other.write_text(json.dumps(published), "utf-8")
    done = run("reconcile", "--published", str(other), "--json")
    assert done.returncode == 1, done.stderr
    different = [each["figure"] for each in json.loads(done.stdout)["figures"] if not each["equal"]]
    assert different == ["Category 2, Level 2"]


@pytest.mark.slow
def test_extract_with_a_fault_is_refused_without_its_value(london: tuple[Run, Path], tmp_path: Path) -> None:
    run, home = london
    folder = tmp_path / "extract"
    shutil.copytree(home / "demonstration" / "london-2023-24", folder)
    names = folder / "names.csv"
    lines = names.read_text("utf-8").splitlines()
    header = lines[0].split(",")
    row = lines[1].split(",")
    row[header.index("kind")] = "Secretive-Value"
    lines[1] = ",".join(row)
    names.write_text("\n".join(lines) + "\n", "utf-8")
    for word in ("check", "load"):
        done = run("extracts", word, str(folder), "--faults", str(tmp_path / "faults.csv"))
        assert done.returncode == 1, done.stderr
        assert "names.csv line 2, kind" in done.stdout
        assert "Secretive-Value" not in done.stdout + done.stderr + (tmp_path / "faults.csv").read_text(
            "utf-8"
        )


@pytest.mark.slow
def test_loading_the_same_extract_again_changes_nothing(london: tuple[Run, Path]) -> None:
    run, home = london
    done = run("extracts", "load", str(home / "demonstration" / "london-2023-24"))
    assert done.returncode == 0, done.stderr
    assert "Nothing was changed" in done.stdout


@pytest.mark.slow
def test_doctor_finds_a_sound_installation(london: tuple[Run, Path]) -> None:
    run, _ = london
    done = run("doctor", "--json")
    assert [each["check"] for each in json.loads(done.stdout) if not each["passed"]] == []
    assert done.returncode == 0


@pytest.mark.slow
def test_backup_without_encryption_has_to_be_asked_for(london: tuple[Run, Path], tmp_path: Path) -> None:
    run, _ = london
    done = run("db", "backup", str(tmp_path / "all.dump"))
    assert done.returncode == 3
    assert "OPENMAPPA_BACKUP_PUBLIC_KEY is not set" in done.stderr
    done = run("db", "backup", "--unencrypted", str(tmp_path / "all.dump"))
    assert done.returncode == 0, done.stderr
    assert "not encrypted" in done.stdout
    done = run("db", "restore", str(tmp_path / "all.dump"))
    assert done.returncode == 0, done.stderr
    assert run("reconcile", "--published", "london-2023-24").returncode == 0


@pytest.mark.slow
def test_sealed_backup_is_drilled_and_restored(
    london: tuple[Run, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, home = london
    key, sealed = tmp_path / "key", tmp_path / "all.sealed"
    for moment, faults in (("2020-01-01T00:00:00Z", 0), ("2100-01-01T00:00:00Z", 1)):
        assert runner(home)("audit", "verify", "--as-at", moment).returncode == faults
    # As `serve` does all the time: what waits for its seal for a minute is a fault.
    assert runner(home)("audit", "seal").returncode == 0
    name, public = runner(home)("db", "backup-keys", str(key)).stdout.strip().split("=", 1)
    monkeypatch.setenv(name, public)
    done = runner(home)("db", "backup", str(sealed))
    assert done.returncode == 0, done.stderr
    assert b"PGDMP" not in sealed.read_bytes()
    assert runner(home)("db", "restore", str(sealed)).returncode == 3
    monkeypatch.setenv("OPENMAPPA_BACKUP_PRIVATE_KEY_FILE", str(key))
    drilled = runner(home)("db", "restore-drill", str(sealed))
    assert drilled.returncode == 0, drilled.stderr + drilled.stdout
    assert "as backed up" in drilled.stdout
    assert "passed  openmappa db migrate" in drilled.stdout
    done = runner(home)("db", "restore", str(sealed))
    assert done.returncode == 0, done.stderr
    assert runner(home)("reconcile", "--published", "london-2023-24").returncode == 0
    broken = tmp_path / "broken"
    broken.write_bytes(sealed.read_bytes()[:-1])
    refused = runner(home)("db", "restore", str(broken))
    assert (refused.returncode, "not whole" in refused.stderr) == (3, True)
    assert "Traceback" not in refused.stderr
