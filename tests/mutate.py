"""`python -m tests.mutate`: break rules and policies one at a time, and see that a test fails for each.

Every edit is made in a copy of the tree. An edit that no test notices is named, and the exit code is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RULE = "openmappa/oversight/statistics/domain/eligible.py"
POLICIES = "openmappa/foundation/access/permissions/policies.py"
FUNCTIONS = "openmappa/foundation/access/permissions/functions.py"
SIGHT = "openmappa/foundation/access/models.py"
STANDING = "openmappa/casework/standing"
COUNT = "tests/second_count/test_edge_cases.py"
WALLS = "tests/architecture/test_two_walls.py"
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".node", "node_modules", ".openmappa", "build", "*cache*"
)
SECONDS = 400


@dataclass(frozen=True)
class Edit:
    """One break: what it does, where, the text before and after, and the tests that must notice it."""

    words: str
    file: str
    before: str
    after: str
    tests: str


EDITS = (
    Edit(
        "the last day of eligibility no longer counts",
        RULE,
        "standing.last_date >= %(snapshot)s",
        "standing.last_date > %(snapshot)s",
        COUNT,
    ),
    Edit(
        "eligibility counts from the day after its first",
        RULE,
        "standing.start_date <= %(snapshot)s",
        "standing.start_date < %(snapshot)s",
        COUNT,
    ),
    Edit(
        "a level's last day becomes inclusive",
        RULE,
        "level.until_date > %(snapshot)s",
        "level.until_date >= %(snapshot)s",
        COUNT,
    ),
    Edit(
        "a level counts from the day after its first",
        RULE,
        "level.start_date <= %(snapshot)s",
        "level.start_date < %(snapshot)s",
        COUNT,
    ),
    Edit(
        "the day of release counts as inside",
        RULE,
        "spell.until_date > %(snapshot)s",
        "spell.until_date >= %(snapshot)s",
        COUNT,
    ),
    Edit(
        "the first day inside counts as outside",
        RULE,
        "spell.start_date <= %(snapshot)s",
        "spell.start_date < %(snapshot)s",
        COUNT,
    ),
    Edit(
        "custody is not excluded",
        RULE,
        "AND NOT EXISTS (\n      SELECT FROM custody_custodyspell spell",
        "AND (true OR EXISTS (SELECT 1)) AND NOT EXISTS (\n      SELECT FROM custody_custodyspell spell"
        " JOIN people_person p ON false",
        COUNT,
    ),
    Edit(
        "people abroad are not excluded",
        RULE,
        "WHERE abroad.subject_id = standing.subject_id",
        "WHERE false AND abroad.subject_id = standing.subject_id",
        COUNT,
    ),
    Edit(
        "the day of return from abroad counts as abroad",
        RULE,
        "abroad.until_date > %(snapshot)s",
        "abroad.until_date >= %(snapshot)s",
        COUNT,
    ),
    Edit(
        "the day of a transfer still counts for the old area",
        RULE,
        "responsibility.until_date > %(snapshot)s",
        "responsibility.until_date >= %(snapshot)s",
        COUNT,
    ),
    Edit(
        "the day of a transfer does not count for the new area",
        RULE,
        "responsibility.start_date <= %(snapshot)s",
        "responsibility.start_date < %(snapshot)s",
        COUNT,
    ),
    Edit("people who are not eligible are counted", RULE, "AND standing.kind = 'eligible'", "", COUNT),
    Edit("standings recorded in error are counted", RULE, "AND NOT standing.recorded_in_error", "", COUNT),
    Edit("levels recorded in error are counted", RULE, "AND NOT level.recorded_in_error", "", COUNT),
    Edit("spells recorded in error exclude", RULE, "AND NOT spell.recorded_in_error", "", COUNT),
    Edit("people recorded in error are counted", RULE, "AND NOT person.recorded_in_error", "", COUNT),
    Edit(
        "responsibilities recorded in error count",
        RULE,
        "AND NOT responsibility.recorded_in_error",
        "",
        COUNT,
    ),
    Edit("sight by area opens restricted people", FUNCTIONS, "AND NOT {table}.restricted)", ")", WALLS),
    Edit("history of restricted people is open to the area", FUNCTIONS, "AND NOT x.restricted)", ")", WALLS),
    Edit(
        "exclusions are forgotten",
        FUNCTIONS,
        'return f"(({by_area} OR {sight}) AND {excluded})"',
        'return f"({by_area} OR {sight})"',
        WALLS,
    ),
    Edit(
        "ended memberships still open",
        FUNCTIONS,
        "AND (m.until_date IS NULL OR m.until_date > access_day())",
        "",
        WALLS,
    ),
    Edit("memberships open before they begin", FUNCTIONS, "AND m.start_date <= access_day()", "", WALLS),
    Edit(
        "ended sight still opens",
        FUNCTIONS,
        "AND (s.until_date IS NULL OR s.until_date > access_day())",
        "",
        WALLS,
    ),
    Edit(
        "the level of sight is not asked",
        FUNCTIONS,
        "AND s.level >= lowest AND s.level > 0",
        "AND s.level > 0",
        WALLS,
    ),
    Edit(
        "special sections open without being named",
        FUNCTIONS,
        "s.section IS NULL AND of_section NOT IN ({special})",
        "true",
        WALLS,
    ),
    Edit(
        "presence of the area opens everything",
        FUNCTIONS,
        "ELSE {int(Level.NONE)} END >= lowest",
        "ELSE {int(Level.NONE)} END >= 1",
        WALLS,
    ),
    Edit(
        "the policy of reading is dropped",
        POLICIES,
        'USING {condition(declared.least)}"',
        'USING (true)"',
        WALLS,
    ),
    Edit(
        "policies are not enabled", POLICIES, "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY", WALLS
    ),
    Edit(
        "Python forgets restriction",
        SIGHT,
        'f"{carrier}restricted": False',
        'f"{carrier}restricted__in": [True, False]',
        WALLS,
    ),
    Edit("Python forgets exclusions", SIGHT, ' & ~Q(**{f"{subject}__in": excluded})', "", WALLS),
    Edit(
        "Category 3 at Level 1 is let in by the database",
        f"{STANDING}/migrations/0001_initial.py",
        "('category', 3), ('level', 1), _negated=True",
        "('category', 3), ('level', 9), _negated=True",
        f"{STANDING}/tests",
    ),
    Edit(
        "a level may lie outside its standing",
        f"{STANDING}/migrations/0002_carried.py",
        "l.start_date < s.start_date",
        "false",
        f"{STANDING}/tests",
    ),
)


def main(arguments: list[str]) -> int:
    """Apply every edit whose words contain one of the arguments (or every one); report; return 1 if one survives."""
    chosen = [edit for edit in EDITS if not arguments or any(word in edit.words for word in arguments)]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        outcomes = list(pool.map(killed, chosen))
    for edit, outcome in zip(chosen, outcomes, strict=True):
        print(f"{outcome:<9} {edit.words}")
    survivors = [edit for edit, outcome in zip(chosen, outcomes, strict=True) if outcome != "killed"]
    print(f"{len(chosen) - len(survivors)} killed, {len(survivors)} not")
    return 1 if survivors else 0


def killed(edit: Edit) -> str:
    """Return whether a test notices the edit: `killed`, `survived`, or why that cannot be said."""
    with tempfile.TemporaryDirectory(prefix="openmappa-mutate-") as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED, symlinks=True)
        target = copy / edit.file
        text = target.read_text(encoding="utf-8")
        if edit.before not in text:
            return "not found"
        target.write_text(text.replace(edit.before, edit.after), encoding="utf-8")
        environment = {
            **os.environ,
            "OPENMAPPA_TEST_HOME": str(Path(folder) / "server"),
            "PYTHONPATH": str(copy),
        }
        environment["OPENMAPPA_HOME"] = str(Path(folder) / "home")
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", edit.tests]
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, text=True, timeout=SECONDS
        )
        return {0: "survived", 1: "killed"}.get(done.returncode, f"no tests ran ({done.returncode})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
