"""What an edit is, and the files and tests that the edits name."""

from __future__ import annotations

from dataclasses import dataclass

RULES = "openmappa/oversight/statistics/domain/rules"
POSITION = f"{RULES}/position.py"
POLICIES = "openmappa/foundation/access/permissions/policies.py"
FUNCTIONS = "openmappa/foundation/access/permissions/functions.py"
HOLDING = "openmappa/foundation/accounts/permissions.py"
LET_IN = "openmappa/foundation/administration/permissions.py"
OF_LET_IN = "openmappa/foundation/administration/tests/test_wall.py"
HELD = "openmappa/foundation/accounts/tests"
SIGHT = "openmappa/foundation/access/models.py"
STANDING = "openmappa/casework/standing"
COUNT = "tests/second_count/test_edge_cases.py::test_every_case_counts_where_it_should"
OF_RULE = "tests/second_count/test_event_edges.py::test_every_case_of_the_rule_counts_where_it_should"
CHOICES = "openmappa/oversight/statistics/tests/test_choices.py"
RATE = "openmappa/oversight/statistics/tests/test_rate.py"
REVISIONS = "openmappa/oversight/annual_report/permissions.py"
OF_REVISIONS = "tests/test_revisions.py"
SUPPRESSION = "openmappa/oversight/annual_report/domain/suppression.py"
EDITIONS = "openmappa/oversight/annual_report/services/editions.py"
OF_REPORT = "openmappa/oversight/annual_report/tests"
GIVING = "openmappa/foundation/access/permissions/giving.py"
OF_ACCESS = "openmappa/foundation/access/tests"
SEARCH = "openmappa/record/people/permissions.py"
DE_IDENTIFIED = "openmappa/oversight/de_identified"
WALLS = "tests/architecture/test_two_walls.py"


@dataclass(frozen=True)
class Edit:
    """One break: what it does, where, the text before and after, and the tests that must notice it."""

    words: str
    file: str
    before: str
    after: str
    tests: str


def of_rule(words: str, rule: str, file: str, *edits: tuple[str, str, str]) -> tuple[Edit, ...]:
    """Return the edits of a rule's file, each killed by the rule's own cases: what it does, before, after."""
    return tuple(
        Edit(f"{words}: {each}", f"{RULES}/{file}.py", before, after, f"{OF_RULE}[{rule}]")
        for each, before, after in edits
    )
