"""The database's wall: what the raw web role may read, with and without a viewer."""

from __future__ import annotations

import pytest
from django.db import connection

from openmappa.foundation.access.permissions.policies import personal_models
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

pytestmark = pytest.mark.django_db


def test_web_role_cannot_bypass_policies() -> None:
    with acting_as(Role.WEB) as web, web.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("openmappa_web", False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'openmappa_web'::regrole")
        assert cursor.fetchone() == (0,)


def test_every_personal_table_forces_its_policies() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
        )
        forced = {name for (name,) in cursor.fetchall()}
    assert {model._meta.db_table for model in personal_models()} <= forced
