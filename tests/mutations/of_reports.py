"""Edits of what is published: suppression, approvals and editions, and the reasons in a revisions note."""

from __future__ import annotations

from tests.mutations.edits import EDITIONS, OF_REPORT, OF_REVISIONS, REVISIONS, SUPPRESSION, Edit

_REASON = f"{OF_REVISIONS}::test_reason_is_that_of_what_the_next_extract_tells"
_NO_REASON = f"{OF_REVISIONS}::test_what_cannot_have_changed_the_figure_is_no_reason"
_OF_EDITIONS = f"{OF_REPORT}/test_editions.py"
_LAYERS = "openmappa/oversight/annual_report/domain/editions.py"

REVISION_EDITS = tuple(
    Edit(f"revisions: {words}", REVISIONS, before, after, tests)
    for words, before, after, tests in (
        (
            "what fills in a blank is a correction",
            " OR was.{column} IS NULL",
            "",
            f"{_REASON}[a spell that ended]",
        ),
        (
            "an outcome that was awaited is a correction",
            "if column in OPEN:",
            "if False:",
            f"{_REASON}[an outcome that was awaited]",
        ),
        (
            "only what is marked is a correction",
            "now.is_correction OR NOT ({told})",
            "now.is_correction",
            f"{_REASON}[an order that is of another day, unmarked]",
        ),
        (
            "the mark of a correction is not heeded",
            "now.is_correction OR NOT ({told})",
            "NOT ({told})",
            f"{_REASON}[a spell that ended, told as a correction]",
        ),
        (
            "a new row is never a correction",
            "SELECT is_correction AS corrects",
            "SELECT false AS corrects",
            f"{_REASON}[a new row that corrects]",
        ),
        (
            "those transferred since are forgotten",
            "SELECT subject_id FROM {_RESPONSIBILITY} WHERE area_id = of_area",
            "SELECT subject_id FROM {_RESPONSIBILITY} WHERE area_id = of_area AND until_date IS NULL",
            f"{_REASON}[an order that came late, of somebody transferred since]",
        ),
        (
            "what begins after the year is a reason",
            'f"coalesce(least({days}) <= last_day, true)"',
            '"true"',
            f"{_NO_REASON}[an order of the next year]",
        ),
        (
            "an end after the year is a reason",
            " AND (now.{each} <= last_day OR was.{each} <= last_day)",
            "",
            f"{_NO_REASON}[an end in the next year]",
        ),
        (
            "a row that comes in error is a reason",
            "WHERE recorded_at > since AND NOT recorded_in_error",
            "WHERE recorded_at > since",
            f"{_NO_REASON}[a row that comes in error]",
        ),
        (
            "a change of any column is a reason",
            " AND {_news_in_time(read)}",
            "",
            f"{_NO_REASON}[a column that no rule reads]",
        ),
    )
)

EDITION_EDITS = (
    Edit(
        "revisions: a new version of a rule is overlooked",
        _LAYERS,
        'was.get("version") != now["version"]',
        "False",
        f"{_OF_EDITIONS}::test_new_version_of_a_rule_is_named",
    ),
    Edit(
        "revisions: a choice settled otherwise is overlooked",
        _LAYERS,
        'was.get("choices") != now["choices"]',
        "False",
        f"{OF_REPORT}/test_revisions.py",
    ),
    Edit(
        "revisions: reasons are taken from tables that the rule does not read",
        _LAYERS,
        "[changed[table] for each in rules for table in each.tables if table in changed]",
        "list(changed.values())",
        f"{OF_REPORT}/test_revisions.py",
    ),
    Edit(
        "editions: two approvals are enough",
        EDITIONS,
        "if ready.missing:",
        "if len(ready.missing) > 1:",
        f"{_OF_EDITIONS}::test_without_any_one_of_the_three_nothing_is_published",
    ),
    Edit(
        "editions: an approval holds for another document",
        EDITIONS,
        "year=year.name, digest=found)",
        "year=year.name)",
        f"{_OF_EDITIONS}::test_recount_with_another_figure_needs_approval_anew",
    ),
    Edit(
        "editions: a document that was not read is approved",
        EDITIONS,
        ".digest != expected:",
        ".digest == '':",
        f"{_OF_EDITIONS}::test_document_that_was_not_read_cannot_be_approved",
    ),
    Edit(
        "editions: the same document is published again",
        EDITIONS,
        "if latest and latest.digest == ready.digest:",
        "if False:",
        f"{_OF_EDITIONS}::test_same_document_is_published_once_and_approved_once",
    ),
    Edit(
        "editions: fields that are not printed are kept",
        EDITIONS,
        "for name, value in of.fields.items() if name in printed}",
        "for name, value in (of.fields | {'SECRET': 1}).items()}",
        f"{_OF_EDITIONS}::test_edition_is_the_document_that_all_three_approved",
    ),
)

_OF_SUPPRESSION = f"{OF_REPORT}/test_suppression.py"
_TABLES = "openmappa/oversight/annual_report/services/tables.py"
_MASKS = "openmappa/oversight/annual_report/domain/masks.py"

SUPPRESSION_EDITS = tuple(
    Edit(f"suppression: {words}", file, before, after, _OF_SUPPRESSION)
    for words, file, before, after in (
        ("what gives a number away is printed", SUPPRESSION, "hidden.update(", "list("),
        ("ones are printed", SUPPRESSION, "if 0 < each.value < below]", "if 1 < each.value < below]"),
        (
            "the greatest small number is printed",
            SUPPRESSION,
            "< each.value < below]",
            "< each.value < below - 1]",
        ),
        ("zeros are hidden", SUPPRESSION, "if 0 < each.value < below]", "if 0 <= each.value < below]"),
        (
            "a loop may go through a zero",
            SUPPRESSION,
            "pipe == without or pipe.value == 0",
            "pipe == without",
        ),
        (
            "a number may sink to nothing against the stream",
            SUPPRESSION,
            "if pipe.end == joint and pipe.value > 1:",
            "if pipe.end == joint:",
        ),
        (
            "a table that does not add up is taken",
            SUPPRESSION,
            "if not rows_agree or not columns_agree or",
            "if",
        ),
        ("totals of a list give it away", _MASKS, "elif layout.rows[-1] == TOTAL:", "elif False:"),
        (
            "the table beside last year's shows all",
            _TABLES,
            "_cell(of.at(row, column), each, masks)",
            "_cell(of.at(row, column), each, ())",
        ),
        (
            "the rate gives Category 1 away",
            _MASKS,
            "return CATEGORY_1_TOTAL in hidden_figures(ELIGIBLE, fields, below=below)",
            "return False",
        ),
        (
            "people without a level are told",
            _MASKS,
            "return below is not None and 0 < number < below",
            "return False",
        ),
        (
            "the rate tells of Category 4",
            "openmappa/oversight/annual_report/domain/rates.py",
            "holds_4 = people != CATEGORY_1_TOTAL.value(counted.fields)",
            "holds_4 = False",
        ),
    )
)
