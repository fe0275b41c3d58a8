"""What makes an installation unfit for real records: each refusal says what, why, and how to mend it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from openmappa.foundation.database.addresses import VARIABLES, addresses, home, is_managed
from openmappa.foundation.database.roles import TRUSTED_EXTENSIONS, Role
from openmappa.foundation.database.secrets import SecretMissing, found
from openmappa.front.command_line import backups

YEAR_SECONDS = 365 * 24 * 60 * 60
LEAST_SECRET = 50
DRILL_DAYS = 90
CLOCK_SECONDS = 5
LOCAL = ("", "localhost", "127.0.0.1", "::1")
NEEDED_MIDDLEWARE = (
    "openmappa.foundation.ui.middleware.HardHeaders",
    "csp.middleware.CSPMiddleware",
    "openmappa.foundation.limits.middleware.NotTooOften",
    "openmappa.foundation.audit.middleware.RefusalIsWrittenDown",
    "openmappa.foundation.access.middleware.OneTransaction",
    "django.middleware.csrf.CsrfViewMiddleware",
    "openmappa.foundation.drafts.middleware.SignInRequired",
    "openmappa.foundation.access.middleware.ViewerIsSet",
)
SEALING_KEY = "OPENMAPPA_AUDIT_KEY"
LONGEST_IDLE = timedelta(minutes=30)
LEAST_MANAGERS = 2


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that makes the installation unsafe."""

    what: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.what}. {self.why}. To mend it: {self.mend}."


def refusals_of_settings(settings: Any) -> Iterator[Refusal]:
    """Yield what is unsafe in the settings, without asking the database."""
    for check in (_mode, _secret, _hosts, _cookies, _transport, _policy, _middleware, _signing_in, _clock):
        yield from check(settings)


def _mode(settings: Any) -> Iterator[Refusal]:
    mend = "set DJANGO_SETTINGS_MODULE=openmappa.front.settings.production"
    if settings.DEBUG:
        yield Refusal("DEBUG is on", "Error pages show records, settings and code", mend)
    if settings.DEMONSTRATION or settings.FICTITIOUS:
        yield Refusal("The demonstration's settings are in use", "Its accounts have printed passwords", mend)


def _secret(settings: Any) -> Iterator[Refusal]:
    secret = settings.SECRET_KEY
    if len(secret) < LEAST_SECRET or len(set(secret)) < 10 or secret.startswith("django-insecure"):
        yield Refusal(
            "The secret key is missing, short or easy to guess",
            "Sessions, drafts and forms' tokens can be forged with it",
            f"set OPENMAPPA_SECRET_KEY, or OPENMAPPA_SECRET_KEY_FILE, to {LEAST_SECRET} or more random characters",
        )


def _hosts(settings: Any) -> Iterator[Refusal]:
    if not settings.ALLOWED_HOSTS or any("*" in each for each in settings.ALLOWED_HOSTS):
        yield Refusal(
            "Any host name is answered",
            "Links can be made to lead elsewhere",
            "name the hosts in OPENMAPPA_HOSTS",
        )


def _cookies(settings: Any) -> Iterator[Refusal]:
    for kind in ("SESSION", "CSRF"):
        secure = getattr(settings, f"{kind}_COOKIE_SECURE") and getattr(settings, f"{kind}_COOKIE_HTTPONLY")
        if not secure or not getattr(settings, f"{kind}_COOKIE_NAME").startswith("__Host-"):
            yield Refusal(
                f"The {kind.lower()} cookie is not secure",
                "It can be read or set over a plain connection or by a neighbouring host",
                f"leave {kind}_COOKIE_SECURE, _HTTPONLY and _NAME as the production settings have them",
            )


def _transport(settings: Any) -> Iterator[Refusal]:
    strict = settings.SECURE_HSTS_SECONDS >= YEAR_SECONDS and settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
    if not (strict and settings.SECURE_SSL_REDIRECT):
        yield Refusal(
            "HSTS is off or too short",
            "A browser may be led to talk without encryption",
            "leave SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS and SECURE_SSL_REDIRECT as in production",
        )


def _policy(settings: Any) -> Iterator[Refusal]:
    policy = settings.CONTENT_SECURITY_POLICY.get("DIRECTIVES", {})
    words = {word for words in policy.values() if isinstance(words, list | tuple) for word in words}
    strict = policy.get("default-src") == ["'none'"] and policy.get("script-src") == ["'self'"]
    if not strict or any("unsafe" in word or "*" in word or ":" in word for word in words):
        yield Refusal(
            "The Content-Security-Policy is loosened",
            "What somebody typed could run as a script",
            "leave CONTENT_SECURITY_POLICY as the settings have it",
        )


def _middleware(settings: Any) -> Iterator[Refusal]:
    for name in NEEDED_MIDDLEWARE:
        if name not in settings.MIDDLEWARE:
            yield Refusal(
                f"The middleware {name} is left out",
                "A wall is missing from every page",
                "put it back into MIDDLEWARE",
            )
    if not settings.LIMITS:
        yield Refusal(
            "No page is limited",
            "Records can be drawn out by a program",
            "leave LIMITS as the settings have it",
        )


def _signing_in(settings: Any) -> Iterator[Refusal]:
    if not getattr(settings, "SECOND_FACTOR_REQUIRED", False):
        yield Refusal(
            "The second factor is switched off",
            "A password that was guessed or read over a shoulder is enough to sign in",
            "set SECOND_FACTOR_REQUIRED to True",
        )
    if settings.SECOND_FACTOR_EXCEPTIONS:
        yield Refusal(
            f"Roles are let in without a second factor: {', '.join(settings.SECOND_FACTOR_EXCEPTIONS)}",
            "A password that was guessed or read over a shoulder is enough to sign in to them",
            "leave OPENMAPPA_SECOND_FACTOR_EXCEPTIONS empty",
        )
    if not settings.SECOND_FACTOR_KEYS or not all(map(_is_fernet_key, settings.SECOND_FACTOR_KEYS)):
        yield Refusal(
            "The keys of the second factors are missing or are no keys",
            "The secrets of authenticator apps could not be kept encrypted",
            "set OPENMAPPA_SECOND_FACTOR_KEYS to Fernet keys: 32 random bytes in URL-safe base64",
        )
    if not settings.TERMS_MUST_BE_ACCEPTED:
        yield Refusal(
            "Terms of use need not be accepted",
            "Nobody would have been told what records may be looked at for",
            "set TERMS_MUST_BE_ACCEPTED to True",
        )
    if not timedelta(0) < settings.SESSION_IDLE_LIMIT <= LONGEST_IDLE:
        yield Refusal(
            "A session that nobody uses stays open too long",
            "Whoever passes an empty desk has its user's records",
            f"set OPENMAPPA_IDLE_MINUTES to {LONGEST_IDLE.seconds // 60} or less",
        )


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except (ValueError, TypeError):
        return False
    return True


def _clock(settings: Any) -> Iterator[Refusal]:
    if not settings.USE_TZ or settings.TIME_ZONE != "Europe/London":
        yield Refusal(
            "The time zone is not that of England and Wales",
            "Legal days would begin at the wrong hour",
            "leave USE_TZ on and TIME_ZONE at Europe/London",
        )


def refusals_of_surroundings(environment: Mapping[str, str], *, now: datetime) -> Iterator[Refusal]:
    """Yield what is unsafe in files, keys, backups and the way to the database."""
    yield from _files(environment)
    yield from _sealing_key()
    yield from _backups(now, days=int(environment.get("OPENMAPPA_BACKUP_DAYS", "2")))
    if is_managed():
        yield from _way_to_the_database(addresses())


def _files(environment: Mapping[str, str]) -> Iterator[Refusal]:
    named = [
        Path(value)
        for name, value in environment.items()
        if name.startswith("OPENMAPPA_") and name.endswith("_FILE")
    ]
    for path in (home(), home() / "addresses.json", home() / "secret_key", *named):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Refusal(
                f"Others can open {path}", "It holds secrets or leads to them", f"chmod go-rwx {path}"
            )


def _sealing_key() -> Iterator[Refusal]:
    from openmappa.foundation.audit.services.keys import KeyRefused, read_key

    mend = f"set {SEALING_KEY}_FILE to a file that `openmappa audit key --new FILE` made"
    try:
        key = found(SEALING_KEY)
        if key:
            read_key(key.encode())
        else:
            yield Refusal("The log's sealing key is missing", "An entry could be taken out unseen", mend)
    except (SecretMissing, KeyRefused) as problem:
        yield Refusal("The log's sealing key cannot be read", str(problem).rstrip("."), mend)


def _backups(now: datetime, *, days: int) -> Iterator[Refusal]:
    last = backups.record()
    mend = "openmappa db backup FILE, every day"
    made, drilled = (last.get(each) for each in ("backed_up_at", "drilled_at"))
    if made is None or now - datetime.fromisoformat(made) > timedelta(days=days):
        yield Refusal(
            f"There is no backup of the last {days} days", "A fault would lose what was recorded since", mend
        )
    if made is not None and last.get("sealed") != "yes":
        yield Refusal("The last backup is not encrypted", "Whoever has the file has every record", mend)
    if drilled is None or now - datetime.fromisoformat(drilled) > timedelta(days=DRILL_DAYS):
        yield Refusal(
            f"No backup was restored on trial for {DRILL_DAYS} days",
            "One that was never restored may not be one",
            "openmappa db restore-drill FILE, where the private key is",
        )


def _way_to_the_database(found_addresses: Mapping[Role, str]) -> Iterator[Refusal]:
    from openmappa.foundation.database.addresses import django_settings

    for role, address in found_addresses.items():
        parts = django_settings(address)
        host = str(parts["HOST"])
        options: Any = parts["OPTIONS"]
        if host not in LOCAL and not host.startswith("/") and options.get("sslmode") != "verify-full":
            yield Refusal(
                f"{VARIABLES[role]} leads to another machine without verified encryption",
                "Records and passwords can be read on the way",
                "add ?sslmode=verify-full&sslrootcert=… to the address",
            )


def refusals_of_database(cursor: Any, *, now: datetime) -> Iterator[Refusal]:
    """Yield what is unsafe in the database, as the web role sees it."""
    cursor.execute("SELECT to_regclass('public.accounts_user')")
    if cursor.fetchone() == (None,):
        yield Refusal(
            "The database has no tables", "Nothing can be said of its walls", "openmappa db migrate"
        )
        return
    for check in (_web_role, _ownership, _walls, _extensions, _accounts):
        yield from check(cursor)
    cursor.execute("SELECT clock_timestamp()")
    if abs((cursor.fetchone()[0] - now).total_seconds()) > CLOCK_SECONDS:
        yield Refusal(
            "The clocks of this machine and the database differ",
            "The log's times would not be evidence",
            "set both by the same time service",
        )


def _web_role(cursor: Any) -> Iterator[Refusal]:
    cursor.execute(
        "SELECT bool_or(rolsuper), bool_or(rolbypassrls), bool_or(rolcreaterole OR rolcreatedb OR rolreplication)"
        " FROM pg_roles WHERE pg_has_role(current_user, oid, 'member')"
    )
    is_super, bypasses, creates = cursor.fetchone()
    if is_super or bypasses or creates:
        yield Refusal(
            "The web role is more than it should be",
            "It can pass the database's wall, by itself or by a role that it can take on",
            "openmappa db roles, and DATABASE_URL with the role openmappa_web",
        )


def _ownership(cursor: Any) -> Iterator[Refusal]:
    cursor.execute("SELECT count(*) FROM pg_class WHERE pg_has_role(current_user, relowner, 'usage')")
    if cursor.fetchone()[0]:
        yield Refusal(
            "The web role owns tables",
            "An owner can take policies away",
            "let openmappa_owner own them: openmappa db migrate",
        )


def _walls(cursor: Any) -> Iterator[Refusal]:
    from openmappa.foundation.access.permissions.policies import personal_models, policies

    cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    forced = {name for (name,) in cursor.fetchall()}
    cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public'")
    present = {name for (name,) in cursor.fetchall()}
    for model in personal_models():
        table = model._meta.db_table
        declared = {f"{table}_{name}" for name in policies(model)}
        if table not in forced or not declared <= present:
            yield Refusal(
                f"The table {table} has not all of its declared policies", "Its rows are open to more than they should be",
                "openmappa db migrate",
            )  # fmt: skip


def _extensions(cursor: Any) -> Iterator[Refusal]:
    cursor.execute("SELECT extname FROM pg_extension")
    missing = set(TRUSTED_EXTENSIONS) - {name for (name,) in cursor.fetchall()}
    if missing:
        yield Refusal(
            f"Extensions are missing: {', '.join(sorted(missing))}",
            "Constraints and the search rest on them",
            "openmappa db roles",
        )


def _accounts(cursor: Any) -> Iterator[Refusal]:
    cursor.execute("SELECT count(*) FROM accounts_user WHERE is_demonstration AND is_active")
    if cursor.fetchone()[0]:
        yield Refusal(
            "Accounts of the demonstration are active",
            "Their passwords were printed",
            "close them, or begin with an empty database",
        )


def refusals_of_records(*, now: datetime) -> Iterator[Refusal]:
    """Yield what is unsafe in what is recorded, each part in the role that reads it. Needs the tables."""
    yield from _seals(now)
    yield from _managers(now.date())


def _seals(now: datetime) -> Iterator[Refusal]:
    from openmappa.foundation.audit.services.verifying import LATE, oldest_unsealed

    oldest = oldest_unsealed()
    if oldest is not None and now - oldest > LATE:
        yield Refusal(
            f"Entries of the log are not sealed since {oldest:%Y-%m-%d %H:%M} UTC",
            "They could be changed or taken out unseen",
            "run the sealer: openmappa audit seal --watch",
        )


def _managers(today: date) -> Iterator[Refusal]:
    from openmappa.foundation.database.acting import acting_as

    with acting_as(Role.STATISTICS) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT area_id FROM responsibility_responsibility ORDER BY area_id")
        areas = [area for (area,) in cursor.fetchall()]
    with acting_as(Role.WEB) as connection, connection.cursor() as cursor:
        cursor.execute(_AREAS_WITH_TOO_FEW, [areas, today, today, LEAST_MANAGERS])
        for (name,) in cursor.fetchall():
            yield Refusal(
                f"{name} has records and fewer than {LEAST_MANAGERS} system managers",
                "Nobody there could agree to a role that another proposes",
                "openmappa accounts system-manager, for each of two people",
            )


_AREAS_WITH_TOO_FEW = """
SELECT a.name FROM agencies_area a
WHERE a.number = ANY (%s) AND (
  SELECT count(DISTINCT m.user_id) FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id
  WHERE m.area_id = a.number AND m.role = 'system_manager' AND u.is_active
    AND m.start_date <= %s AND (m.until_date IS NULL OR m.until_date > %s)) < %s
ORDER BY a.name
"""


def refusals() -> list[Refusal]:
    """Return all that makes this installation unfit for real records."""
    from django.conf import settings
    from django.db import connections

    now = datetime.now(UTC)
    listed = [*refusals_of_settings(settings), *refusals_of_surroundings(os.environ, now=now)]
    with connections[Role.WEB.value].cursor() as cursor:
        listed += refusals_of_database(cursor, now=now)
        cursor.execute("SELECT to_regclass('public.accounts_user') IS NOT NULL")
        if cursor.fetchone() == (True,):
            listed += refusals_of_records(now=now)
    return listed
