"""Edits of what the annual report prints, of who writes and approves it, and of its editions."""

from __future__ import annotations

from tests.mutations.edits import Edit

REPORT = "openmappa/oversight/annual_report"
CHAPTERS = f"{REPORT}/services/chapters.py"
KEPT = f"{REPORT}/services/kept_editions.py"
OF_CHAPTERS = f"{REPORT}/tests/test_chapters.py"
OF_KEPT = f"{REPORT}/tests/test_kept_editions.py"

REPORT_EDITS = (
    Edit(
        "a chapter may be of another area's agency",
        CHAPTERS,
        "Q(area=area) | Q(area__isnull=True), pk=agency_id",
        "pk=agency_id",
        OF_CHAPTERS,
    ),
    Edit(
        "a chapter may not be of a national agency",
        CHAPTERS,
        "Q(area=area) | Q(area__isnull=True), pk=agency_id",
        "area=area, pk=agency_id",
        OF_CHAPTERS,
    ),
    Edit("drafts are printed", CHAPTERS, "chapters.filter(approval__isnull=False)", "chapters", OF_CHAPTERS),
    Edit(
        "the oldest approved version is printed",
        CHAPTERS,
        '.order_by("kind", "number", "-version")',
        '.order_by("kind", "number", "version")',
        OF_CHAPTERS,
    ),
    Edit(
        "any agency's chapter is approved as one's own",
        CHAPTERS,
        "each.agency_id == agency_id\n        and ",
        "",
        f"{REPORT}/tests/test_chapter_pages.py",
    ),
    Edit(
        "any role approves for its agency",
        CHAPTERS,
        "\n        and Permission.APPROVE_REPORT in RIGHTS[each.role].permissions",
        "",
        OF_CHAPTERS,
    ),
    Edit(
        "there may be a hundred partners",
        CHAPTERS,
        "1 <= number <= (MOST",
        "1 <= number <= (1 + MOST",
        OF_CHAPTERS,
    ),
    Edit(
        "there is a chapter before the first",
        CHAPTERS,
        "return 1 <= number",
        "return 0 <= number",
        OF_CHAPTERS,
    ),
    Edit(
        "whoever reads figures reads drafts",
        f"{REPORT}/queries.py",
        "Permission.APPROVE_REPORT, area=area",
        "Permission.READ_FIGURES, area=area",
        OF_CHAPTERS,
    ),
    Edit(
        "an edition is not compared with its digest",
        KEPT,
        "if digest_of(row.document) != row.digest:",
        "if not row.digest:",
        OF_KEPT,
    ),
    Edit(
        "anybody reads an edition",
        KEPT,
        "if not viewer.may(Permission.READ_FIGURES, area=area):",
        "if not viewer:",
        OF_KEPT,
    ),
    Edit(
        "what an edition hid is in its file",
        f"{REPORT}/services/figures_json.py",
        "if cell.printed == HIDDEN",
        "if not cell.printed",
        OF_KEPT,
    ),
)
