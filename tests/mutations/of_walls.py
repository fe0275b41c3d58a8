"""Edits of policies, of sight and of what the database refuses, and of the first table's rule."""

from __future__ import annotations

from tests.mutations.edits import (
    FUNCTIONS,
    HELD,
    HOLDING,
    POLICIES,
    SIGHT,
    STANDING,
    WALLS,
    Edit,
)

WALL_EDITS = (
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
        HOLDING,
        " AND (m.until_date IS NULL OR m.until_date > on_day)",
        "",
        HELD,
    ),
    Edit("memberships open before they begin", HOLDING, "AND m.start_date <= on_day ", "", HELD),
    Edit("closed accounts hold their roles", HOLDING, " AND u.is_active", "", HELD),
    Edit("a qualification counts after its last day", HOLDING, " AND q.last_date >= on_day", "", WALLS),
    Edit("a qualification ends a day early", HOLDING, "q.last_date >= on_day", "q.last_date > on_day", WALLS),
    Edit("a qualification counts before it begins", HOLDING, "q.start_date <= on_day AND ", "", WALLS),
    Edit("any level of a qualification will do", HOLDING, " AND q.level >= c.level", "", WALLS),
    Edit(
        "the database asks the wrong user's memberships",
        FUNCTIONS,
        "FROM accounts_holding(access_viewer(), access_day()) m WHERE true",
        "FROM accounts_membership m WHERE m.user_id = access_viewer()",
        WALLS,
    ),
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
