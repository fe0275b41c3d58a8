"""Keys that sign the log come from the environment, and are kept nowhere else."""

from __future__ import annotations

import stat

import pytest
from django.db import connection

from openmappa.foundation.audit.services.keys import (
    KeyRefused,
    fingerprint,
    make_key,
    private_key,
    trusted_keys,
)

pytestmark = pytest.mark.django_db


def test_a_key_comes_from_the_environment_or_from_a_file_it_names(settings, tmp_path) -> None:
    path = tmp_path / "key.pem"
    made = make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    settings.AUDIT_KEY, settings.AUDIT_KEY_FILE = "", str(path)
    from_file = private_key()
    settings.AUDIT_KEY, settings.AUDIT_KEY_FILE = path.read_text(), ""
    from_text = private_key()
    assert {fingerprint(each.public_key()) for each in (made, from_file, from_text)} == set(trusted_keys([]))
    settings.AUDIT_KEY = ""
    assert private_key() is None
    with pytest.raises(KeyRefused, match="never overwritten"):
        make_key(path)


@pytest.mark.parametrize("text", ["x", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"])
def test_what_is_no_key_is_refused_without_repeating_it(settings, text) -> None:
    settings.AUDIT_KEY = text
    with pytest.raises(KeyRefused, match="OPENMAPPA_AUDIT_KEY") as refused:
        private_key()
    assert text not in str(refused.value)


def test_no_key_stands_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name LIKE 'audit_%'")
        assert not {name for (name,) in cursor.fetchall()} & {"private_key", "secret"}
