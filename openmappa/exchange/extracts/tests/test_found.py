"""How faults are listed: some of each rule to read, and all of them in a file."""

from __future__ import annotations

import csv
from pathlib import Path

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.services.found import summarise, write_faults


def test_twenty_of_each_rule_are_listed() -> None:
    faults = [
        Fault("people.csv", line, "sex", "code_unknown", "one of these", "P-7") for line in range(2, 1402)
    ]
    faults.append(Fault("levels.csv", None, "", "file_missing", "the file"))
    lines = summarise(faults)
    assert lines[0] == "code_unknown: 1,400"
    assert lines[1] == "  people.csv line 2, sex: expected one of these"
    assert lines[20] == "  people.csv line 21, sex: expected one of these"
    assert lines[21:] == ["  and 1,380 more", "file_missing: 1", "  levels.csv: expected the file"]


def test_all_are_written_without_the_person(tmp_path: Path) -> None:
    path = tmp_path / "faults.csv"
    faults = [
        Fault("people.csv", 2, "sex", "code_unknown", "one of a, b", "P-7"),
        Fault("levels.csv", None, "", "file_missing", "the file"),
    ]
    assert write_faults(faults, path) == 2
    with path.open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["file", "line", "column", "rule", "expected"],
            ["people.csv", "2", "sex", "code_unknown", "one of a, b"],
            ["levels.csv", "", "", "file_missing", "the file"],
        ]
