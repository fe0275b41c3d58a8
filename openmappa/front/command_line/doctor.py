"""`openmappa doctor`: is this installation sound?"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from openmappa.foundation.database.addresses import addresses, home, is_managed
from openmappa.foundation.database.roles import ATTRIBUTES, Role
from openmappa.foundation.database.secrets import SecretMissing
from openmappa.front.command_line.local import running_database
from openmappa.front.command_line.main import set_up_django

Finding = tuple[bool, str]
MOST_NAMED = 20
KINDS = {"grants": "what is granted on", "row security": "the row security of"}
MEND = (
    "find out who changed it, or the secret (OPENMAPPA_FORMER_SECRET_KEY);"
    " openmappa db migrate sets up policies, functions and grants anew"
)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--production", is_flag=True, help="Refuse whatever is not safe for real records.")
def doctor(as_json: bool, production: bool) -> None:
    """Check Python, the pages' files, the database, its roles and its policies. Exit code 1 if a check fails.

    \b
    With --production, also whatever is not safe for records of real people: each in a line with what, why,
    and how to mend it.
    """
    findings = list(_found(production=production))
    if as_json:
        click.echo(json.dumps([{"passed": passed, "check": words} for passed, words in findings], indent=1))
    else:
        for passed, words in findings:
            click.echo(f"{'passed' if passed else 'FAILED'}  {words}")
    if not all(passed for passed, _ in findings):
        raise click.exceptions.Exit(1)


def _found(*, production: bool) -> Iterator[Finding]:
    try:
        with running_database():
            set_up_django()
            for check in CHECKS:
                yield from check()
            if production:
                yield from _refused()
    except SecretMissing as problem:
        yield False, str(problem)


def _refused() -> Iterator[Finding]:
    from openmappa.front.command_line.production import refusals

    found = refusals()
    yield from ((False, str(each)) for each in found)
    if not found:
        yield True, "nothing was found that is unsafe for real records"


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 11), f"Python {version} (3.11 or later is needed)"


def _secrets() -> Iterator[Finding]:
    from django.conf import settings

    yield len(settings.SECRET_KEY) >= 32, "the secret key has at least 32 characters"
    if not is_managed():
        kept = home() / "addresses.json"
        yield kept.stat().st_mode & 0o077 == 0, "the database's passwords are readable by their owner alone"


def _pages() -> Iterator[Finding]:
    from openmappa.foundation import ui

    built = Path(ui.__file__).parent / "static" / "ui"
    yield any(built.glob("*.css")), "the style sheet has been built"


def _database() -> Iterator[Finding]:
    from django.db import connections

    with connections[Role.WEB.value].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0])
        yield version >= 150000, f"PostgreSQL {version // 10000} (15 or later is needed)"
        for role in ATTRIBUTES:
            cursor.execute(
                "SELECT rolsuper, rolcreaterole, rolbypassrls FROM pg_roles WHERE rolname = %s",
                [role.database_name],
            )
            expected = (False, False, role is Role.LOADER)
            yield (
                cursor.fetchone() == expected,
                f"the role {role.database_name} has its own rights and no more",
            )
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        yield cursor.fetchone() == (0,), "the web role owns nothing"


def _wall() -> Iterator[Finding]:
    from django.db import connections

    from openmappa.foundation.access.permissions.policies import personal_models, policies

    with connections[Role.WEB.value].cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public'")
        present = {name for (name,) in cursor.fetchall()}
    tables = {model._meta.db_table for model in personal_models()}
    declared = {f"{model._meta.db_table}_{name}" for model in personal_models() for name in policies(model)}
    yield tables <= forced, f"all {len(tables)} tables with personal data force their policies"
    yield declared <= present, f"all {len(declared)} declared policies are in the database"


def _definitions() -> Iterator[Finding]:
    from django.db import connections

    from openmappa.foundation.access.services.definitions import UNRECORDED, altered_definitions

    found = altered_definitions(connections[Role.WEB.value])
    if not found:
        yield True, "policies, functions, triggers, views and grants say what they said when they were set up"
    elif set(found.values()) == {UNRECORDED}:
        yield (
            False,
            f"no policy, function, trigger, view or grant is recorded under the present secret: {MEND}",
        )
    else:
        yield from ((False, each) for each in _altered(found))


def _altered(found: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for (kind, name), how in sorted(found.items())[:MOST_NAMED]:
        yield f"{KINDS.get(kind, f'the {kind}')} {name} {how}: {MEND}"
    more = len(found) - MOST_NAMED
    if more > 0:
        yield f"{more:,} more policies, functions, triggers, views and grants are not as they were recorded"


def _addresses() -> Iterator[Finding]:
    found = addresses()
    yield len(set(found.values())) == len(Role), "each role has an address of its own"


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _secrets,
    _pages,
    _addresses,
    _database,
    _wall,
    _definitions,
)
