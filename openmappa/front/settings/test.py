"""Tests: one connection, which takes on each role in turn; a server of the tests' own."""

from __future__ import annotations

import os

from openmappa.foundation.database.addresses import django_settings
from openmappa.front.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
FICTITIOUS = True
DEMONSTRATION = True
DATABASE_ONE_CONNECTION = True
# Tests of limits set their own.
LIMITS = ()

_database = django_settings(os.environ.get("OPENMAPPA_TEST_ADMIN_URL", "postgresql:///openmappa_test"))
# Migrations and fixtures run as the owner; the code under test takes on its own role.
_database["OPTIONS"] = {"prepare_threshold": None, "assume_role": "openmappa_owner"}
_database["CONN_MAX_AGE"] = 0
_database["TEST"] = {"TEMPLATE": "template0"}
DATABASES = {"default": _database}
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
SECOND_FACTOR_REQUIRED = False
TERMS_MUST_BE_ACCEPTED = False
SECOND_FACTOR_KEYS = ["b25seS1mb3ItdGVzdHMtMzItYnl0ZXMtbG9uZy1rZXk="]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
