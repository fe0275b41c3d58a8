"""Edits of the outer shell: versions, drafts, limits, headers, seals, cells, the log, and what production refuses."""

from __future__ import annotations

from tests.mutations.edits import Edit

DRAFTS = "openmappa/foundation/drafts"
LIMITS = "openmappa/foundation/limits"
DATABASE = "openmappa/foundation/database"
UI = "openmappa/foundation/ui"
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
        'form.cleaned_data["expected"] != _state(restricted)',
        "False",
        "openmappa/front/tests/test_need_to_know.py",
    ),
)
