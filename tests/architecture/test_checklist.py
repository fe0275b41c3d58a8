"""The security checklist: every requirement of levels 1 and 2 once, and everything that it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKLIST = ROOT / "docs" / "security-checklist.md"
# The requirements of levels 1 and 2 of OWASP ASVS 5.0.0: the numbers of each section, as first to last.
SECTIONS = {
    "1.1": "1-2", "1.2": "1-9", "1.3": "1-11", "1.4": "1-3", "1.5": "1-2",
    "2.1": "1-3", "2.2": "1-3", "2.3": "1-4", "2.4": "1-1",
    "3.2": "1-2", "3.3": "1-4", "3.4": "1-6", "3.5": "1-5", "3.7": "1-2",
    "4.1": "1-3", "4.2": "1-1", "4.3": "1-2", "4.4": "1-4",
    "5.1": "1-1", "5.2": "1-3", "5.3": "1-2", "5.4": "1-3",
    "6.1": "1-3", "6.2": "1-12", "6.3": "1-4", "6.4": "1-4", "6.5": "1-5", "6.6": "1-3", "6.8": "1-4",
    "7.1": "1-3", "7.2": "1-4", "7.3": "1-2", "7.4": "1-5", "7.5": "1-2", "7.6": "1-2",
    "8.1": "1-2", "8.2": "1-3", "8.3": "1-1", "8.4": "1-1",
    "9.1": "1-3", "9.2": "1-4",
    "10.1": "1-2", "10.2": "1-2", "10.3": "1-4", "10.4": "1-11", "10.5": "1-5", "10.6": "1-2", "10.7": "1-3",
    "11.1": "1-2", "11.2": "1-3", "11.3": "1-3", "11.4": "1-4", "11.5": "1-1", "11.6": "1-1",
    "12.1": "1-3", "12.2": "1-2", "12.3": "1-4",
    "13.1": "1-1", "13.2": "1-5", "13.3": "1-2", "13.4": "1-5",
    "14.1": "1-2", "14.2": "1-4", "14.3": "1-3",
    "15.1": "1-3", "15.2": "1-3", "15.3": "1-7",
    "16.1": "1-1", "16.2": "1-5", "16.3": "1-4", "16.4": "1-3", "16.5": "1-3",
    "17.1": "1-1", "17.2": "1-4", "17.3": "1-2",
}  # fmt: skip


def rows() -> list[tuple[list[str], str]]:
    found = []
    for line in CHECKLIST.read_text("utf-8").splitlines():
        cells = [each.strip() for each in line.strip("|").split("|")]
        if re.match(r"\| \d", line):
            assert len(cells) == 3, line
            found.append((cells[0].split(", "), cells[2]))
    return found


def test_every_requirement_is_there_once() -> None:
    expected = [
        f"{section}.{number}"
        for section, span in SECTIONS.items()
        for number in range(int(span.split("-")[0]), int(span.split("-")[1]) + 1)
    ]
    assert len(expected) == 253
    listed = [number for numbers, _ in rows() for number in numbers]
    assert sorted(listed) == sorted(expected)


def test_every_requirement_says_what_shows_it() -> None:
    assert [numbers for numbers, shown in rows() if len(shown) < 4] == []


def test_whatever_the_checklist_names_exists() -> None:
    named = {each for _, shown in rows() for each in re.findall(r"`([\w./-]+\.\w+(?:::\w+)?)`", shown)}
    assert len(named) > 50
    for each in named:
        path, _, test = each.partition("::")
        assert (ROOT / path).is_file(), each
        if test:
            tree = ast.parse((ROOT / path).read_text("utf-8"))
            assert test in {part.name for part in ast.walk(tree) if isinstance(part, ast.FunctionDef)}, each
