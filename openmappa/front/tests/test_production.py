"""An unsafe installation is refused: every refusal, one at a time, and secrets from nowhere but the environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as own
from django.db import connection

from openmappa.casework.responsibility.models import Responsibility
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Area
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.models import Event
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.audit.services.keys import make_key
from openmappa.foundation.audit.services.sealing import Sealer
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.addresses import VARIABLES
from openmappa.foundation.database.roles import Role
from openmappa.front.command_line.production import (
    NEEDED_MIDDLEWARE,
    refusals_of_database,
    refusals_of_records,
    refusals_of_settings,
    refusals_of_surroundings,
)
from tests.journeys import people

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = ROOT / "openmappa" / "front" / "settings"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECRET = "A-long-and-random-secret-0123456789-abcdefghijklmnopqrstuvwxyz"
FERNET_KEY = Fernet.generate_key().decode()
SAFE: dict[str, Any] = {
    "DEBUG": False, "DEMONSTRATION": False, "FICTITIOUS": False, "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": ["mappa.example"], "SESSION_COOKIE_SECURE": True, "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_SECURE": True, "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_NAME": "__Host-csrf", "SECURE_HSTS_SECONDS": 31536000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_SSL_REDIRECT": True, "CONTENT_SECURITY_POLICY": own.CONTENT_SECURITY_POLICY,
    "MIDDLEWARE": own.MIDDLEWARE, "LIMITS": ("some",), "SECOND_FACTOR_REQUIRED": True, "USE_TZ": True,
    "TIME_ZONE": "Europe/London", "SECOND_FACTOR_EXCEPTIONS": [], "SECOND_FACTOR_KEYS": [FERNET_KEY],
    "TERMS_MUST_BE_ACCEPTED": True, "SESSION_IDLE_LIMIT": timedelta(minutes=30),
}  # fmt: skip
UNSAFE_POLICY = {
    "DIRECTIVES": {**own.CONTENT_SECURITY_POLICY["DIRECTIVES"], "script-src": ["'self'", "'unsafe-inline'"]}
}


def of_settings(**changed: Any) -> list[str]:
    return [each.what for each in refusals_of_settings(SimpleNamespace(**{**SAFE, **changed}))]


def test_safe_settings_are_not_refused() -> None:
    assert of_settings() == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"DEBUG": True}, "DEBUG is on"),
        ({"DEMONSTRATION": True}, "The demonstration's settings are in use"),
        ({"FICTITIOUS": True}, "The demonstration's settings are in use"),
        ({"SECRET_KEY": ""}, "The secret key is missing, short or easy to guess"),
        ({"SECRET_KEY": SECRET[:49]}, "The secret key is missing, short or easy to guess"),
        ({"SECRET_KEY": "a" * 60}, "The secret key is missing, short or easy to guess"),
        ({"SECRET_KEY": "django-insecure-" + SECRET}, "The secret key is missing, short or easy to guess"),
        ({"ALLOWED_HOSTS": ["*"]}, "Any host name is answered"),
        ({"ALLOWED_HOSTS": []}, "Any host name is answered"),
        ({"SESSION_COOKIE_SECURE": False}, "The session cookie is not secure"),
        ({"SESSION_COOKIE_HTTPONLY": False}, "The session cookie is not secure"),
        ({"CSRF_COOKIE_NAME": "csrftoken"}, "The csrf cookie is not secure"),
        ({"SECURE_HSTS_SECONDS": 31535999}, "HSTS is off or too short"),
        ({"SECURE_HSTS_INCLUDE_SUBDOMAINS": False}, "HSTS is off or too short"),
        ({"SECURE_SSL_REDIRECT": False}, "HSTS is off or too short"),
        ({"CONTENT_SECURITY_POLICY": UNSAFE_POLICY}, "The Content-Security-Policy is loosened"),
        ({"CONTENT_SECURITY_POLICY": {}}, "The Content-Security-Policy is loosened"),
        ({"LIMITS": ()}, "No page is limited"),
        ({"SECOND_FACTOR_REQUIRED": False}, "The second factor is switched off"),
        (
            {"SECOND_FACTOR_EXCEPTIONS": ["lay_adviser"]},
            "Roles are let in without a second factor: lay_adviser",
        ),
        ({"SECOND_FACTOR_KEYS": []}, "The keys of the second factors are missing or are no keys"),
        (
            {"SECOND_FACTOR_KEYS": [FERNET_KEY, FERNET_KEY[:-4]]},
            "The keys of the second factors are missing or are no keys",
        ),
        ({"TERMS_MUST_BE_ACCEPTED": False}, "Terms of use need not be accepted"),
        (
            {"SESSION_IDLE_LIMIT": timedelta(minutes=30, seconds=1)},
            "A session that nobody uses stays open too long",
        ),
        ({"SESSION_IDLE_LIMIT": timedelta(0)}, "A session that nobody uses stays open too long"),
        ({"USE_TZ": False}, "The time zone is not that of England and Wales"),
        ({"TIME_ZONE": "UTC"}, "The time zone is not that of England and Wales"),
    ],
)
def test_unsafe_setting_is_refused(changed: dict[str, Any], what: str) -> None:
    assert of_settings(**changed) == [what]


@pytest.mark.parametrize("name", NEEDED_MIDDLEWARE)
def test_wall_left_out_is_refused(name: str) -> None:
    assert of_settings(MIDDLEWARE=[each for each in own.MIDDLEWARE if each != name]) == [
        f"The middleware {name} is left out"
    ]


def test_refusal_says_what_why_and_how_to_mend() -> None:
    [refusal] = refusals_of_settings(SimpleNamespace(**{**SAFE, "DEBUG": True}))
    assert str(refusal) == (
        "DEBUG is on. Error pages show records, settings and code."
        " To mend it: set DJANGO_SETTINGS_MODULE=openmappa.front.settings.production."
    )


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home folder of a safe installation."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    for name in list(os.environ):
        if name.startswith(("DATABASE_", "OPENMAPPA_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OPENMAPPA_HOME", str(home))
    monkeypatch.setenv("OPENMAPPA_AUDIT_KEY", a_key(tmp_path))
    back_up(home)
    return home


def a_key(folder: Path) -> str:
    make_key(folder / "key.pem")
    return (folder / "key.pem").read_text()


def back_up(home: Path, **changed: str) -> None:
    made = {"backed_up_at": NOW.isoformat(), "sealed": "yes", "drilled_at": NOW.isoformat(), **changed}
    (home / "backups.json").write_text(json.dumps(made))


def around(now: datetime = NOW) -> list[str]:
    return [each.what for each in refusals_of_surroundings(os.environ, now=now)]


def test_safe_surroundings_are_not_refused(at_home: Path) -> None:
    assert around() == []


def test_file_or_folder_open_to_others_is_refused(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = at_home / "key"
    key.write_text(os.environ["OPENMAPPA_AUDIT_KEY"])
    key.chmod(0o640)
    monkeypatch.setenv("OPENMAPPA_AUDIT_KEY_FILE", str(key))
    assert around() == [f"Others can open {key}"]
    key.chmod(0o600)
    at_home.chmod(0o755)
    assert around() == [f"Others can open {at_home}"]


def test_missing_or_unreadable_sealing_key_is_refused(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENMAPPA_AUDIT_KEY")
    assert around() == ["The log's sealing key is missing"]
    monkeypatch.setenv("OPENMAPPA_SEALING_KEY", "nothing reads this")
    assert around() == ["The log's sealing key is missing"]
    monkeypatch.setenv("OPENMAPPA_AUDIT_KEY", "no key")
    assert around() == ["The log's sealing key cannot be read"]
    monkeypatch.setenv("OPENMAPPA_AUDIT_KEY_FILE", str(at_home / "absent"))
    assert around() == ["The log's sealing key cannot be read"]


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        (
            {"backed_up_at": (NOW - timedelta(days=2, seconds=1)).isoformat()},
            "There is no backup of the last 2 days",
        ),
        ({"sealed": "no"}, "The last backup is not encrypted"),
        (
            {"drilled_at": (NOW - timedelta(days=91)).isoformat()},
            "No backup was restored on trial for 90 days",
        ),
    ],
)
def test_old_or_open_backup_is_refused(at_home: Path, changed: dict[str, str], what: str) -> None:
    back_up(at_home, **changed)
    assert around() == [what]


def test_no_backup_is_refused(at_home: Path) -> None:
    (at_home / "backups.json").unlink()
    assert len(around()) == 2


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("postgresql://web:p@db.example/mappa", True),
        ("postgresql://web:p@db.example/mappa?sslmode=require", True),
        ("postgresql://web:p@db.example/mappa?sslmode=verify-full", False),
        ("postgresql://web:p@localhost/mappa", False),
        ("postgresql://web:p@/mappa?host=%2Frun%2Fpostgresql", False),
    ],
)
def test_way_to_the_database_without_verified_encryption_is_refused(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, address: str, refused: bool
) -> None:
    for name in VARIABLES.values():
        monkeypatch.setenv(name, address)
    assert len(around()) == (len(Role) if refused else 0)


def of_database(now: datetime | None = None) -> list[str]:
    with acting_as(Role.WEB) as acting, acting.cursor() as cursor:
        return [each.what for each in refusals_of_database(cursor, now=now or datetime.now(UTC))]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_safe_database_is_not_refused() -> None:
    assert of_database() == []


@pytest.mark.django_db
def test_role_that_passes_the_wall_or_owns_tables_is_refused() -> None:
    with acting_as(Role.OWNER) as acting, acting.cursor() as cursor:
        owned = [each.what for each in refusals_of_database(cursor, now=datetime.now(UTC))]
    assert "The web role owns tables" in owned
    with acting_as(Role.LOADER) as acting, acting.cursor() as cursor:
        first = next(refusals_of_database(cursor, now=datetime.now(UTC)))
    assert first.what == "The web role is more than it should be"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "DROP POLICY people_person_sight ON people_person",
        "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
    ],
)
def test_missing_policy_is_refused(statement: str) -> None:
    run(statement)
    assert of_database() == ["The table people_person has not all of its declared policies"]


@pytest.mark.django_db
def test_database_without_tables_is_refused() -> None:
    run("ALTER TABLE accounts_user RENAME TO elsewhere")
    assert of_database() == ["The database has no tables"]


@pytest.mark.django_db
def test_active_demonstration_account_is_refused() -> None:
    user = User.objects.create(email="demo@example.test", name="Demo", is_demonstration=True)
    assert of_database() == ["Accounts of the demonstration are active"]
    user.is_active = False
    user.save()
    assert of_database() == []


@pytest.mark.django_db
def test_clocks_that_differ_are_refused() -> None:
    assert of_database(datetime.now(UTC) + timedelta(seconds=7)) == [
        "The clocks of this machine and the database differ"
    ]


def of_records(now: datetime | None = None) -> list[str]:
    return [each.what for each in refusals_of_records(now=now or datetime.now(UTC))]


@pytest.mark.django_db
def test_entries_that_wait_for_their_seal_for_more_than_a_minute_are_refused() -> None:
    assert of_records() == []
    consulted = Entry(Operation.CONSULTATION, "case file opened", acting="a test")
    record_event(connection, consulted)
    written = Event.objects.get().at
    assert of_records(written + timedelta(seconds=60)) == []
    late = f"Entries of the log are not sealed since {written:%Y-%m-%d %H:%M} UTC"
    assert of_records(written + timedelta(seconds=61)) == [late]
    Sealer().seal()
    assert of_records(written + timedelta(days=1)) == []


@pytest.mark.django_db
def test_area_with_records_and_fewer_than_two_system_managers_is_refused() -> None:
    people.build(using="default")
    lacking = "{} has records and fewer than 2 system managers"
    named = dict(Area.objects.values_list("number", "name"))
    elsewhere = sorted(lacking.format(named[each]) for each in Responsibility.objects.exclude(
        area_id=people.LONDON).values_list("area_id", flat=True).distinct())  # fmt: skip
    assert elsewhere
    assert of_records() == elsewhere
    second = User.objects.get(email=f"{people.SECOND_MANAGER}@example.test")
    second.is_active = False
    second.save()
    assert of_records() == sorted([*elsewhere, lacking.format(named[people.LONDON])])
    second.is_active = True
    second.save()
    second.memberships.update(until_date=datetime.now(UTC).date())
    assert lacking.format(named[people.LONDON]) in of_records()


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPENMAPPA_", "DATABASE_"))
    }
    return subprocess.run(
        [sys.executable, "-c", "import openmappa.front.wsgi"],
        cwd=ROOT, capture_output=True, text=True,
        env={**kept, "DJANGO_SETTINGS_MODULE": "openmappa.front.settings.production", **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"OPENMAPPA_HOSTS": "mappa.example"}, "OPENMAPPA_SECRET_KEY is not set"),
        ({"OPENMAPPA_HOSTS": "mappa.example", "OPENMAPPA_SECRET_KEY": "Short-secret"}, "is too short"),
        ({"OPENMAPPA_SECRET_KEY": SECRET}, "OPENMAPPA_HOSTS is not set"),
        (
            {"OPENMAPPA_SECRET_KEY": SECRET, "OPENMAPPA_HOSTS": "h"},
            "OPENMAPPA_SECOND_FACTOR_KEYS is not set",
        ),
        (
            {"OPENMAPPA_HOSTS": "h", "OPENMAPPA_SECRET_KEY_FILE": "/absent/secret"},
            "cannot be read: /absent/secret",
        ),
    ],
)
def test_production_does_not_start_without_its_secrets(environment: dict[str, str], said: str) -> None:
    done = start(**environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "Short-secret" not in done.stderr


def test_production_starts_with_its_secrets_and_is_safe(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n")
    said = (
        "import django, os; django.setup(); from django.conf import settings;"
        "from openmappa.front.command_line.production import refusals_of_settings as found;"
        "print([str(each) for each in found(settings)], settings.SECRET_KEY == os.environ['EXPECTED'])"
    )
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("OPENMAPPA_", "DATABASE_"))
    }
    done = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True,
        env={**kept, "DJANGO_SETTINGS_MODULE": "openmappa.front.settings.production",
             "OPENMAPPA_HOSTS": "mappa.example", "OPENMAPPA_SECRET_KEY_FILE": str(secret), "EXPECTED": SECRET,
             "OPENMAPPA_SECOND_FACTOR_KEYS": FERNET_KEY},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[] True\n"


def test_no_secret_stands_in_the_settings_or_the_code() -> None:
    """A name that means a secret is given a value by the environment, or by nothing at all."""
    secret = re.compile(
        r"^\s*(?:\w*(?:SECRET|PASSWORD|TOKEN|PRIVATE|AUDIT|SEALING)\w*(?:_KEY)?)\s*=\s*[\"'](.+)[\"']", re.M
    )
    read = 0
    for path in SETTINGS.glob("*.py"):
        if path.name == "test.py":
            continue
        read += 1
        assert [
            each for each in secret.findall(path.read_text("utf-8")) if not each.startswith("openmappa.")
        ] == [], path
    assert read >= 4


def test_every_secret_of_the_settings_comes_from_the_environment() -> None:
    """Walk the settings under two environments: what holds a secret follows the environment and is empty without it."""
    walk = (
        "import json; from openmappa.front.settings import base;"
        "print(json.dumps({n: str(v) for n, v in vars(base).items() if n.isupper()"
        " and any(w in n for w in ('SECRET', 'PASSWORD', 'TOKEN', 'KEY')) and isinstance(v, (str, list))"
        " and n not in ('PASSWORD_HASHERS', 'AUTH_PASSWORD_VALIDATORS')}))"
    )
    kept = {
        name: value for name, value in os.environ.items()
        if not name.startswith(("OPENMAPPA_", "DATABASE_", "DJANGO_"))
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", walk], cwd=ROOT, capture_output=True, text=True, env=kept)
    found = json.loads(done.stdout)
    assert found["SECRET_KEY"] == ""
    assert set(found.values()) <= {"", "[]"}, found.keys()
