"""The sizes of files, functions and rooms: `python -m tests.sizes` fails on what is over the limit."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE_LINES, FUNCTION_LINES, ROOM_LINES, TEMPLATE_LINES, FOLDER_FILES = 500, 50, 4000, 200, 30


def main() -> int:
    """Print each breach; return 1 if there is one."""
    found = list(breaches())
    for breach in found:
        print(breach)
    return 1 if found else 0


def breaches() -> Iterator[str]:
    """Yield what is too large, in words."""
    rooms: dict[str, int] = {}
    folders: dict[Path, int] = {}
    for path in tracked("*.py", "*.jinja"):
        lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())
        folders[path.parent] = folders.get(path.parent, 0) + 1
        if path.suffix == ".jinja":
            if lines > TEMPLATE_LINES:
                yield f"{path}: {lines} lines, {TEMPLATE_LINES} at most"
            continue
        if "migrations" in path.parts:
            continue
        if lines > FILE_LINES:
            yield f"{path}: {lines} lines, {FILE_LINES} at most"
        yield from long_functions(path)
        if "tests" not in path.parts and len(path.parts) > 3:
            room = "/".join(path.parts[:3])
            rooms[room] = rooms.get(room, 0) + lines
    yield from (
        f"{room}: {lines} lines, {ROOM_LINES} at most" for room, lines in rooms.items() if lines > ROOM_LINES
    )
    yield from (
        f"{folder}: {count} files, {FOLDER_FILES} at most"
        for folder, count in folders.items()
        if count > FOLDER_FILES
    )


def long_functions(path: Path) -> Iterator[str]:
    """Yield the functions of a file that are too long."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines, {FUNCTION_LINES} at most"


def tracked(*patterns: str) -> list[Path]:
    """Return the files of the project: those of git, or all below the package where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        return [Path(line) for line in listed.stdout.split("\n") if line and (ROOT / line).exists()]
    return [path.relative_to(ROOT) for pattern in patterns for path in (ROOT / "openmappa").rglob(pattern)]


if __name__ == "__main__":
    sys.exit(main())
