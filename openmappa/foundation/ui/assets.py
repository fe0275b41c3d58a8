"""Builds the style sheet and scripts that pages load, from the npm packages and our own sources."""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path("openmappa/foundation/ui/static_src")
BUILT = Path("openmappa/foundation/ui/static/ui")
STAMP = ".stamp"
SCRIPTS = {
    "govuk-frontend.min.js": Path("govuk-frontend/dist/govuk"),
    "moj-frontend.min.js": Path("@ministryofjustice/frontend/moj"),
}
IMAGES = Path("@ministryofjustice/frontend/moj/assets/images")


class UnableToBuild(RuntimeError):
    """The static files could not be built; the message is the compiler's or names what is missing."""


def is_fresh(root: Path) -> bool:
    """Tell whether the built files belong to the present sources and packages."""
    stamp = root / BUILT / STAMP
    return stamp.exists() and stamp.read_text() == _fingerprint(root)


def build(root: Path) -> Path:
    """
    Build the static files of a checkout where its npm packages are installed; return their folder.

    :raises UnableToBuild: if a package is missing or a style sheet is wrong
    """
    unfinished = (root / BUILT).with_name("ui.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    (unfinished / "vendor").mkdir(parents=True)
    try:
        style = _compile(root)
        (unfinished / "openmappa.css").write_text(style)
        _copy_scripts(root, unfinished)
        _copy_images(root, unfinished / "images", style)
    except FileNotFoundError as problem:
        raise UnableToBuild(f"{problem.filename} is missing: run npm ci --ignore-scripts") from problem
    (unfinished / STAMP).write_text(_fingerprint(root))
    shutil.rmtree(root / BUILT, ignore_errors=True)
    unfinished.rename(root / BUILT)
    return root / BUILT


def _compile(root: Path) -> str:
    # The packages' own warnings about themselves are not ours to mend, hence --quiet.
    command = [
        "node_modules/.bin/sass",
        "--load-path=.",
        "--load-path=node_modules",
        "--quiet",
        "--quiet-deps",
    ]
    command += ["--style=compressed", "--no-source-map", "--no-charset", str(SOURCES / "openmappa.scss")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise UnableToBuild(done.stderr.strip())
    return done.stdout


def _copy_scripts(root: Path, place: Path) -> None:
    for script in sorted((root / SOURCES).glob("*.js")):
        shutil.copy(script, place)
    for name, folder in SCRIPTS.items():
        text = (root / "node_modules" / folder / name).read_text()
        # The source maps are not served, and a hashing storage refuses a reference to a missing file.
        (place / "vendor" / name).write_text(re.sub(r"//# sourceMappingURL=\S+\s*", "", text))


def _copy_images(root: Path, place: Path, style: str) -> None:
    shutil.copytree(root / SOURCES / "images", place)
    for name in set(re.findall(r"url\(\"?\./images/([\w.-]+)", style)):
        shutil.copy(root / "node_modules" / IMAGES / name, place)


def _fingerprint(root: Path) -> str:
    seen = hashlib.sha256()
    for path in _inputs(root):
        seen.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    yield root / "package-lock.json"
    yield root / "openmappa/foundation/ui/assets.py"
    yield from sorted(path for path in (root / SOURCES).rglob("*") if path.is_file())


if __name__ == "__main__":
    try:
        build(Path(__file__).resolve().parents[3])
    except UnableToBuild as problem:
        sys.exit(str(problem))
