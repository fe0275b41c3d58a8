"""Edits of duties: when they are overdue, what is kept of them, what silence means, and whom a calendar tells."""

from __future__ import annotations

from tests.mutations.edits import Edit

DUTIES = "openmappa/casework/duties"
NOTIFICATION = "openmappa/record/notification"
OF_DUTIES = f"{DUTIES}/tests"
OF_FACTS = f"{NOTIFICATION}/tests/test_facts.py"
OF_BEGINNING = "openmappa/statute/tests/test_records_begin.py"
SITUATION = "openmappa/statute/duties/situation.py"

DUTY_EDITS = (
    Edit(
        "duty: of a pattern that leaves out what Schedule 3 lists",
        f"{DUTIES}/domain/patterns.py",
        "and not found.schedule_3",
        "and found.schedule_3",
        f"{OF_DUTIES}/test_patterns.py",
    ),
    Edit(
        "duty: of a pattern that leaves out what no list names",
        f"{DUTIES}/domain/patterns.py",
        "found.is_schedule_known and ",
        "",
        f"{OF_DUTIES}/test_patterns.py",
    ),
    Edit(
        "duty: an order is left out of the pattern",
        f"{DUTIES}/domain/patterns.py",
        "if not listed and not facts.orders:",
        "if not listed:",
        f"{OF_DUTIES}/test_patterns.py",
    ),
    Edit(
        "duty: every pattern is taken for known",
        f"{DUTIES}/facts.py",
        "_of_pattern.cache_info().hits - before",
        "len(found)",
        f"{OF_DUTIES}/test_of_many.py",
    ),
    Edit(
        "duty: overdue on its day",
        f"{DUTIES}/queries.py",
        "Q(due_date__lt=day, needs=",
        "Q(due_date__lte=day, needs=",
        OF_DUTIES,
    ),
    Edit("duty: a week is 8 days", f"{DUTIES}/queries.py", "When.WEEK: 7", "When.WEEK: 8", OF_DUTIES),
    Edit("duty: a month is 27 days", f"{DUTIES}/queries.py", "When.MONTH: 28", "When.MONTH: 27", OF_DUTIES),
    Edit(
        "duty: replaced ones are listed",
        f"{DUTIES}/queries.py",
        ", replaced_at__isnull=True)",
        ")",
        OF_DUTIES,
    ),
    Edit(
        "duty: another day is written over",
        f"{DUTIES}/domain/__init__.py",
        "found[1].due_date != each.due_date",
        "False",
        OF_DUTIES,
    ),
    Edit(
        "duty: in bulk another day is written over",
        f"{DUTIES}/services/storing.py",
        " AND s.due_date IS NOT DISTINCT FROM d.due_date",
        "",
        OF_DUTIES,
    ),
    Edit(
        "duty: the dead have duties",
        f"{DUTIES}/facts.py",
        "died is not None and died <= as_at",
        "False",
        OF_DUTIES,
    ),
    Edit(
        "calendar: a stopped one opens",
        f"{DUTIES}/permissions.py",
        " AND f.revoked_at IS NULL",
        "",
        OF_DUTIES,
    ),
    Edit(
        "calendar: a closed account's opens",
        f"{DUTIES}/services/feeds.py",
        "id=row[0], is_active=True",
        "id=row[0]",
        OF_DUTIES,
    ),
    Edit(
        "calendar: lines of 76 octets",
        f"{DUTIES}/domain/calendar.py",
        "LONGEST_LINE = 75",
        "LONGEST_LINE = 76",
        OF_DUTIES,
    ),
    Edit(
        "facts: silence means nothing was notified",
        f"{NOTIFICATION}/facts.py",
        "notifications if first else None",
        "notifications",
        OF_FACTS,
    ),
    Edit(
        "facts: an intended journey is time abroad",
        f"{NOTIFICATION}/facts.py",
        "state == JourneyState.MADE and",
        "",
        OF_FACTS,
    ),
    Edit(
        "records begin: what fell due before is overdue",
        SITUATION,
        "due < first and",
        "False and",
        OF_BEGINNING,
    ),
    Edit(
        "records begin: what falls due on the day is not known",
        SITUATION,
        "due < first and",
        "due <= first and",
        OF_BEGINNING,
    ),
)
