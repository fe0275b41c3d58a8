"""`openmappa law`: answers without a database, and errors that name the field."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "docs" / "law-examples"


def openmappa(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if "DATABASE" not in key}
    return subprocess.run(
        [sys.executable, "-m", "openmappa", "law", *words], capture_output=True, text=True, env=environment
    )


def test_explain_answers_without_a_database() -> None:
    done = openmappa("explain", "--facts", str(EXAMPLES / "young-person.json"), "--as-at", "2026-04-20")
    assert (done.returncode, done.stderr) == (0, "")
    assert "MAPPA-eligible: yes, in Category 1." in done.stdout
    assert "halved" in done.stdout


def test_explain_and_duties_as_json() -> None:
    file = str(EXAMPLES / "no-fixed-abode.json")
    answer = json.loads(openmappa("explain", "--facts", file, "--as-at", "2026-04-20", "--json").stdout)
    duties = json.loads(openmappa("duties", "--facts", file, "--as-at", "2026-04-20", "--json").stdout)
    assert answer["category"] == 1
    assert answer["duties"] == duties
    weekly = next(
        each for each in duties if each["rule"] == "s85_weekly" and each["due_date"] == "2026-04-16"
    )
    assert weekly["status"] == "overdue"


def test_duties_are_listed_overdue_first() -> None:
    file = str(EXAMPLES / "no-fixed-abode.json")
    done = openmappa("duties", "--facts", file, "--as-at", "2026-04-20")
    states = [line.partition(":")[0] for line in done.stdout.splitlines() if line and line[0].isupper()]
    assert states[0] == "Duties to notify, as at 20 April 2026"
    assert states[1] == "Overdue"


def test_without_a_day_the_answer_is_of_today() -> None:
    done = openmappa("duties", "--facts", str(EXAMPLES / "young-person.json"))
    assert done.returncode == 0


def test_schema_is_printed() -> None:
    assert json.loads(openmappa("schema").stdout)["$schema"].startswith("https://json-schema.org")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"custody": [{"kind": "prison", "start_date": "2020-01-01"}]}',
            "custody[0].kind is not one of the words",
        ),
        ('{"birth_date": "2001-02-31"}', "birth_date is not a day of the calendar: expected a day"),
        ("[]", "the document is a list: expected an object of facts"),
        ("not json", "line 1, column 1 is not JSON"),
    ],
)
def test_wrong_facts_are_named_by_field_with_exit_code_2(tmp_path: Path, text: str, expected: str) -> None:
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")
    for word in ("explain", "duties"):
        done = openmappa(word, "--facts", str(file))
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith(f"{file}: {expected}")
        assert "Traceback" not in done.stderr


def test_file_that_is_not_text_and_file_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(b"\xff\xfe\x00")
    done = openmappa("explain", "--facts", str(file))
    assert (done.returncode, "UTF-8" in done.stderr) == (2, True)
    assert openmappa("explain", "--facts", str(tmp_path / "none.json")).returncode == 2


def test_settings_that_differ(tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"short_notice_travel_hours": 12}', encoding="utf-8")
    file = str(EXAMPLES / "no-fixed-abode.json")
    answer = json.loads(openmappa("explain", "--facts", file, "--settings", str(settings), "--json").stdout)
    assert answer["settings"]["short_notice_travel_hours"] == 12
    settings.write_text('{"short_notice": 12}', encoding="utf-8")
    done = openmappa("explain", "--facts", file, "--settings", str(settings))
    assert done.returncode == 2
    assert done.stderr.startswith(f"{settings}: short_notice is not a setting known here")
