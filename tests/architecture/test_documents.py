"""The documents agree with the tree: links lead somewhere, rooms and decisions are listed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = ROOT / "docs" / "adr"
README_LINES = 80

_FENCED = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"\[[^\]\n]*\n?[^\]\n]*\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)", re.MULTILINE)
_ELSEWHERE = re.compile(r"[a-z]+:")


def documents() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        found = [ROOT / line for line in listed.stdout.splitlines()]
    else:
        found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "openmappa").rglob("*.md")]
    return sorted(path for path in found if path.exists())


def links(path: Path) -> list[str]:
    """Return where a document's links lead, code left out."""
    prose = _CODE.sub("", _FENCED.sub("", path.read_text(encoding="utf-8")))
    return [inline or defined for inline, defined in _LINK.findall(prose)]


def headings(path: Path) -> set[str]:
    """Return the fragments by which a document's headings can be reached."""
    found = re.findall(r"^#+ (.+)$", _FENCED.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).strip().replace(" ", "-") for each in found}


def rooms() -> list[str]:
    """Return every room of the package; front and statute name their folders."""
    package = ROOT / "openmappa"
    return sorted(
        f"{room.parent.name}/{room.name}"
        for room in package.glob("*/*")
        if (room / "__init__.py").exists() and room.name != "tests"
    )


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_what_exists(path: Path) -> None:
    broken = []
    for link in links(path):
        if _ELSEWHERE.match(link):
            continue
        place, _, fragment = unquote(link).partition("#")
        target = (path.parent / place).resolve() if place else path
        if (
            not target.exists()
            or not target.is_relative_to(ROOT)
            or fragment
            and fragment not in headings(target)
        ):
            broken.append(link)
    assert broken == []


def test_links_are_found_where_they_are(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("[one](b.md) `[no](c.md)`\n```\n[no](d.md)\n```\n[two\nlines](e.md#f)\n\n[g]: h.md\n")
    assert links(document) == ["b.md", "e.md#f", "h.md"]


def test_every_decision_is_listed_and_numbered_once() -> None:
    decisions = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
    assert decisions, "there are no decisions"
    assert [name for name in decisions if name not in links(DECISIONS / "README.md")] == []
    assert [int(name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))


def test_every_decision_says_what_a_decision_says() -> None:
    parts = ["## Context", "## Decision", "## Alternatives", "## Consequences"]
    for path in DECISIONS.glob("[0-9]*.md"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"^## .+$", text, re.MULTILINE) == parts, path.name
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name


def test_readme_stays_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < README_LINES


def test_every_room_stands_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    front = {f"front/{name}" for name in re.findall(r"`(\w+)`", _row(text, "**front**"))}
    named = set(re.findall(r"`(\w+/\w+)`", text)) | front
    assert [room for room in rooms() if room not in named] == []


def test_the_architecture_names_no_room_that_is_not_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    missing = [
        path
        for path in re.findall(r"^\| `(\w+/\w+)` \|", text, re.MULTILINE)
        if not (ROOT / "openmappa" / path).is_dir()
    ]
    assert missing == []


def test_files_that_the_architecture_names_exist() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:\w+/)+[\w.]*)`", text)
    assert named
    missing = [
        path for path in named if not any((base / path).exists() for base in (ROOT, ROOT / "openmappa"))
    ]
    assert missing == []


def _row(text: str, beginning: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| {beginning}"))
