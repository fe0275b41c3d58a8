"""Edits of who may agree to a decision on eligibility, of what a decision changes, and of what is to decide."""

from __future__ import annotations

from tests.mutations.edits import Edit

ROOM = "openmappa/casework/eligibility"
MIGRATION = f"{ROOM}/migrations/0001_initial.py"
DECIDING = f"{ROOM}/services/deciding.py"
EFFECTS = f"{ROOM}/domain/effects.py"
TARGETS = f"{ROOM}/domain/deciding.py"
OF_OVERRIDING = f"{ROOM}/tests/test_overriding.py"
OF_DECIDING = f"{ROOM}/tests/test_deciding.py"
OF_EFFECTS = f"{ROOM}/tests/test_effects.py"
OF_DANGEROUS = f"{ROOM}/tests/test_dangerous.py"
OF_LIST = f"{ROOM}/tests/test_worklist.py"

ELIGIBILITY_EDITS = (
    Edit(
        "the officer who decided agrees",
        DECIDING,
        "if waiting.by_id == by.user_id:",
        "if waiting.by_id is None:",
        f"{OF_OVERRIDING}::test_the_same_officer_may_not_agree",
    ),
    Edit(
        "another account of the same name agrees",
        DECIDING,
        "if _plain(waiting.by) == _plain(by.name):",
        "if waiting.by == by.name:",
        f"{OF_OVERRIDING}::test_another_account_of_the_same_name_may_not_agree",
    ),
    Edit(
        "anybody withdraws a decision",
        DECIDING,
        "if waiting.by_id != by.user_id:",
        "if waiting.by_id is None:",
        f"{OF_OVERRIDING}::test_nobody_withdraws_anothers_decision",
    ),
    Edit(
        "the database lets the same person answer",
        MIGRATION,
        "IF same AND NEW.answer <> 'withdrawn' THEN",
        "IF false THEN",
        f"{OF_OVERRIDING}::test_the_database_itself_refuses_the_wrong_person",
    ),
    Edit(
        "the database lets decisions be changed",
        MIGRATION,
        "operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c6d40', table='eligibility_decision'",
        "operation='DELETE', pgid='pgtrigger_append_only_c6d40', table='eligibility_decision'",
        f"{OF_OVERRIDING}::test_no_role_changes_or_deletes_a_decision",
    ),
    Edit(
        "decisions are entered under another's name",
        f"{ROOM}/permissions.py",
        'return f"decided_by_id = (SELECT access_viewer()) AND ',
        'return f"',
        f"{OF_OVERRIDING}::test_the_database_lets_nobody_decide_under_anothers_name_or_without_the_permission",
    ),
    Edit(
        "an agreement holds though the law says something else",
        DECIDING,
        "if matter.proposal.digest != waiting.digest:",
        "if not waiting.digest:",
        f"{OF_OVERRIDING}::test_agreement_needs_the_law_to_say_what_it_said",
    ),
    Edit(
        "a missing fact lowers a category",
        TARGETS,
        "category = recorded if recorded in proposal.undecided else proposal.category",
        "category = proposal.category",
        f"{OF_DECIDING}::test_a_missing_fact_does_not_lower_a_category",
    ),
    Edit(
        "Level 1 goes on in Category 3",
        EFFECTS,
        "not (target.category == 3 and level == 1)",
        "not (target.category == 3 and level == 0)",
        OF_EFFECTS,
    ),
    Edit(
        "a level that ended goes on",
        EFFECTS,
        "level.until_date > day",
        "level.until_date >= day",
        OF_EFFECTS,
    ),
    Edit(
        "the status is for eligible people too",
        f"{ROOM}/services/dangerous.py",
        "if matter.proposal.category is not None:",
        "if matter.proposal.category == 0:",
        f"{OF_DANGEROUS}::test_nobody_eligible_has_it_by_law_or_by_record",
    ),
    Edit(
        "reviews may be put off for longer",
        f"{ROOM}/services/dangerous.py",
        "not after < review_date <= latest",
        "not after < review_date",
        OF_DANGEROUS,
    ),
    Edit(
        "what changed since a decision is not on the list",
        f"{ROOM}/queries.py",
        '~Q(was_decided=F("answer_digest"))',
        'Q(was_decided="")',
        f"{OF_LIST}::test_a_decision_takes_off_the_list_until_the_law_says_something_else",
    ),
)
