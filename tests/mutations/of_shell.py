"""Edits of the outer shell: versions, drafts, limits, headers, seals, cells, the log, and what production refuses."""

from __future__ import annotations

from tests.mutations.edits import Edit

DRAFTS = "openmappa/foundation/drafts"
LIMITS = "openmappa/foundation/limits"
DATABASE = "openmappa/foundation/database"
UI = "openmappa/foundation/ui"
LATE = "tests/late_saves/test_late_saves.py"
DEFINITIONS = "openmappa/foundation/access/services/definitions"
OF_DEFINITIONS = "openmappa/foundation/access/tests/test_definitions.py"
PRODUCTION = "openmappa/front/command_line/production.py"
OF_PAGES = "openmappa/front/tests/test_drafts.py"
OF_PRODUCTION = "openmappa/front/tests/test_production.py"
OF_SHELL = "tests/architecture/test_shell.py"
SEALED = f"{DATABASE}/sealed_files.py"

SHELL_EDITS = (
    Edit(
        "shell: a form need not say which state was seen",
        f"{UI}/stale.py",
        'request.method == "POST" and not',
        "False and not",
        OF_SHELL,
    ),
    Edit("shell: pages may be kept", f"{UI}/middleware.py", '"no-store, private"', '"private"', OF_SHELL),
    Edit(
        "shell: anybody's form is a draft of the viewer",
        f"{DRAFTS}/services.py",
        "viewer.user_id != holder.user_id",
        "False",
        f"{DRAFTS}/tests",
    ),
    Edit(
        "shell: a draft opens for another form",
        f"{DRAFTS}/models.py",
        'f"{holder.user_id}|{holder.place}"',
        'f"{holder.user_id}"',
        f"{DRAFTS}/tests",
    ),
    Edit(
        "shell: drafts never end",
        f"{DRAFTS}/queries.py",
        "expires_at__gt=now",
        "expires_at__isnull=False",
        f"{DRAFTS}/tests",
    ),
    Edit(
        "shell: expired drafts of others stay",
        f"{DRAFTS}/permissions.py",
        "WHERE expires_at <= now()",
        "WHERE false",
        f"{DRAFTS}/tests",
    ),
    Edit(
        "shell: a saved form's draft stays",
        f"{DRAFTS}/forms.py",
        "300 <= response",
        "600 <= response",
        OF_PAGES,
    ),
    Edit(
        "shell: a form without a session is lost",
        f"{DRAFTS}/middleware.py",
        "    if typed:",
        "    if False:",
        OF_PAGES,
    ),
    Edit(
        "shell: one more request than the limit",
        f"{LIMITS}/services.py",
        "VALUES (%(key)s, %(most)s - 1, 0",
        "VALUES (%(key)s, %(most)s, 0",
        f"{LIMITS}/tests",
    ),
    Edit(
        "shell: what is sent as the address is believed",
        f"{LIMITS}/services.py",
        "passed[-proxies]",
        "passed[0]",
        f"{LIMITS}/tests",
    ),
    Edit(
        "shell: the last part of a file may be missing",
        SEALED,
        "bytes([last])",
        "bytes(1)",
        f"{DATABASE}/tests/test_sealed_files.py",
    ),
    Edit(
        "shell: parts of a file may be swapped",
        SEALED,
        'number.to_bytes(11, "big")',
        "bytes(11)",
        f"{DATABASE}/tests/test_sealed_files.py",
    ),
    Edit(
        "shell: a backup is restored before it is checked",
        f"{DATABASE}/server/backup.py",
        "            process.kill()\n            raise",
        "            raise",
        f"{DATABASE}/tests/test_backups.py",
    ),
    Edit(
        "shell: a cell that begins with @ runs",
        f"{UI}/spreadsheet.py",
        "[=+\\-@",
        "[=+\\-",
        f"{UI}/tests/test_spreadsheet.py",
    ),
    Edit(
        "shell: what libraries fill in is logged",
        f"{DATABASE}/log.py",
        "str(record.msg) if record.args",
        "record.getMessage() if record.args",
        f"{DATABASE}/tests/test_log.py",
    ),
    Edit(
        "shell: a short secret is taken",
        PRODUCTION,
        "len(secret) < LEAST_SECRET",
        "len(secret) < 9",
        OF_PRODUCTION,
    ),
    Edit(
        "shell: encryption without a checked certificate is taken",
        PRODUCTION,
        '!= "verify-full"',
        'not in ("require", "verify-full")',
        OF_PRODUCTION,
    ),
    Edit(
        "shell: a table without forced policies is taken",
        PRODUCTION,
        "table not in forced or not",
        "not",
        OF_PRODUCTION,
    ),
    Edit(
        "shell: an idle limit over half an hour is taken",
        PRODUCTION,
        "LONGEST_IDLE = timedelta(minutes=30)",
        "LONGEST_IDLE = timedelta(minutes=31)",
        OF_PRODUCTION,
    ),
    Edit(
        "shell: a key that opens no second factor is taken",
        PRODUCTION,
        "not all(map(_is_fernet_key, settings.SECOND_FACTOR_KEYS))",
        "False",
        OF_PRODUCTION,
    ),
    Edit(
        "shell: an entry of a minute's age must be sealed",
        PRODUCTION,
        "now - oldest > LATE",
        "now - oldest >= LATE",
        OF_PRODUCTION,
    ),
    Edit(
        "shell: one system manager is enough for an area with records",
        PRODUCTION,
        "LEAST_MANAGERS = 2",
        "LEAST_MANAGERS = 1",
        OF_PRODUCTION,
    ),
    Edit(
        "shell: a late restriction lifts the one before it",
        "openmappa/casework/need_to_know/views/sight.py",
        "stale = late_save(request, state, typed=typed, is_over=opposite)",
        "stale = None",
        LATE,
    ),
    Edit(
        "shell: a late save counts as one in time",
        f"{UI}/stale.py",
        "if seen == now:",
        "if seen is not None:",
        LATE,
    ),
    Edit(
        "shell: a draft from before is saved over what came since",
        "openmappa/foundation/drafts/forms.py",
        "state.since(kept[0], typed=()) if kept else None",
        "None",
        LATE,
    ),
    Edit(
        "shell: a policy is compared by its name only",
        f"{DEFINITIONS}.py",
        "if recorded.get(name) != digest",
        "if name not in recorded",
        OF_DEFINITIONS,
    ),
    Edit(
        "shell: a forged record of a policy is believed",
        f"{DEFINITIONS}.py",
        "if any(hmac.compare_digest(_seal(key, (kind, name), digest), seal) for key in keys)",
        "if keys and seal",
        OF_DEFINITIONS,
    ),
    Edit(
        "shell: what was altered by hand becomes right with the next migration",
        f"{DEFINITIONS}.py",
        "if before.get(name) != recorded[name] and now.get(name) == before.get(name)",
        "if name not in now",
        OF_DEFINITIONS,
    ),
    Edit(
        "shell: a recovery code works again and again",
        "openmappa/foundation/signing_in/services/recovery_codes.py",
        'kept.data["digests"] = left',
        "kept.data |= {}",
        "openmappa/foundation/signing_in/tests/test_signing_in.py",
    ),
    Edit(
        "shell: readers of the log are told to review what they did themselves",
        "openmappa/oversight/log_review/presenters.py",
        "not each.is_reviewed and each.actor != viewer.user_id",
        "not each.is_reviewed",
        "openmappa/oversight/log_review/tests/test_review.py",
    ),
)
