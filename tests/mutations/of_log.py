"""Edits of who reads the log, of what protects it, and of what seals and verifies it."""

from __future__ import annotations

from tests.mutations.edits import Edit

AUDIT = "openmappa/foundation/audit"
REVIEW = "openmappa/oversight/log_review"
WHO = f"{REVIEW}/tests/test_who_looked.py"
UNUSUAL = f"{REVIEW}/tests/test_review.py"
GROWS = f"{AUDIT}/tests/test_only_grows.py"
SEALS = f"{AUDIT}/tests/test_sealing.py"
COMMITTING = f"{AUDIT}/tests/test_committing.py"
CHAIN = f"{AUDIT}/tests/test_chain.py"

LOG_EDITS = (
    Edit(
        "the log of all areas is read",
        f"{AUDIT}/models.py",
        "(areas && ((SELECT access_viewer_where('{Permission.READ_LOG.value}'))::smallint[]))",
        "(true)",
        WHO,
    ),
    Edit(
        "one writes in another's name",
        f"{AUDIT}/models.py",
        "OR actor = access_viewer()",
        "OR true",
        GROWS,
    ),
    Edit(
        "who looked is told without sight of the person",
        f"{AUDIT}/permissions.py",
        "('{Permission.SEE_WHO_LOOKED.value}')) AND {sees})))",
        "('{Permission.SEE_WHO_LOOKED.value}')))))",
        WHO,
    ),
    Edit(
        "who sees the person sees who looked",
        f"{AUDIT}/permissions.py",
        "x.responsible_area_id = ANY (access_viewer_where('{Permission.SEE_WHO_LOOKED.value}')) AND {sees}",
        "{sees}",
        WHO,
    ),
    Edit(
        "a reference of another area leads to its log",
        f"{AUDIT}/permissions.py",
        "AND x.responsible_area_id = ANY (access_viewer_where('{Permission.READ_LOG.value}'))\n$$",
        "\n$$",
        WHO,
    ),
    Edit(
        "the log may be emptied by its owner",
        f"{AUDIT}/migrations/0002_recipient_areas_and_seals.py",
        "RAISE EXCEPTION 'the table % only grows', TG_TABLE_NAME;",
        "RETURN NULL;",
        GROWS,
    ),
    Edit(
        "homes are compared as they are written",
        f"{REVIEW}/permissions.py",
        "replace(upper(a.postcode), ' ', '') = replace(h.postcode, ' ', '')",
        "a.postcode = h.postcode",
        UNUSUAL,
    ),
    Edit(
        "any home is one's own",
        f"{REVIEW}/permissions.py",
        "ON h.user_id = e.actor",
        "ON true",
        UNUSUAL,
    ),
    Edit(
        "a home is read by every manager of the user's",
        "openmappa/foundation/administration/permissions.py",
        "USING ({_OWN} OR {_OF_OWN_ACCOUNTS})",
        "USING ({_OWN} OR {_OF_MANAGED_USER})",
        "openmappa/foundation/administration/tests/test_wall.py",
    ),
    Edit(
        "a pass looks only past the newest that it saw",
        f"{AUDIT}/services/sealing.py",
        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text",
        "SELECT pg_snapshot_xmax(pg_current_snapshot())::text",
        COMMITTING,
    ),
    Edit(
        "two sealers work at once",
        f"{AUDIT}/services/sealing.py",
        "return bool(cursor.fetchone()[0])",
        "return True",
        COMMITTING,
    ),
    Edit(
        "a seal's place is not looked at",
        f"{AUDIT}/domain/verifying.py",
        "gap = seal.position != position + 1",
        "gap = False",
        CHAIN,
    ),
    Edit(
        "an end cut off passes",
        f"{AUDIT}/domain/verifying.py",
        "if furthest > position:",
        "if furthest > position + 99:",
        SEALS,
    ),
    Edit(
        "a head of another key is believed",
        f"{AUDIT}/services/verifying.py",
        "if each.key in keys and holds(each, keys[each.key])",
        "",
        SEALS,
    ),
    Edit(
        "one reviews what one did",
        f"{REVIEW}/models.py",
        'f"FOR INSERT TO {WEB} WITH CHECK (reviewed_by = (SELECT access_viewer())"',
        'f"FOR INSERT TO {WEB} WITH CHECK (true"',
        UNUSUAL,
    ),
    Edit(
        "the working day ends an hour late",
        f"{REVIEW}/domain/__init__.py",
        "l.local) >= %(day_ends)s)",
        "l.local) > %(day_ends)s)",
        UNUSUAL,
    ),
    Edit(
        "as many people as allowed are too many",
        f"{REVIEW}/domain/__init__.py",
        "count(DISTINCT s) > %(people_in_an_hour)s",
        "count(DISTINCT s) >= %(people_in_an_hour)s",
        UNUSUAL,
    ),
    Edit(
        "one refusal too few is listed",
        f"{REVIEW}/domain/__init__.py",
        "count(DISTINCT l.id) >= %(refusals_in_a_day)s",
        "count(DISTINCT l.id) > %(refusals_in_a_day)s - 2",
        UNUSUAL,
    ),
)
