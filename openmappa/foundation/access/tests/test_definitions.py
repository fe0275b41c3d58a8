"""What the wall says is recorded, and whatever is altered by hand is found and named."""

from __future__ import annotations

import pytest
from django.db import connection

from openmappa.foundation.access.services import set_up_wall
from openmappa.foundation.access.services.definitions import (
    Name,
    altered_definitions,
    definitions_now,
    record_definitions,
)

pytestmark = pytest.mark.django_db


def does(*statements: str) -> None:
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)


def record() -> None:
    record_definitions(connection, before=definitions_now(connection))


def a_policy() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname FROM pg_policies WHERE tablename = 'people_name' AND cmd = 'SELECT'"
            " AND qual IS DISTINCT FROM 'true' ORDER BY 1"
        )
        return str(cursor.fetchone()[0])


@pytest.fixture
def _recorded() -> None:
    record()
    assert altered_definitions(connection) == {}


@pytest.mark.usefixtures("_recorded")
@pytest.mark.parametrize(
    ("statement", "name", "how"),
    [
        (
            "ALTER TABLE people_name NO FORCE ROW LEVEL SECURITY",
            ("row security", "people_name"), "was altered",
        ),
        (
            "CREATE OR REPLACE FUNCTION access_viewer() RETURNS uuid LANGUAGE sql STABLE AS $$SELECT NULL::uuid$$",
            ("function", "public.access_viewer()"), "was altered",
        ),
        ("GRANT UPDATE ON audit_event TO openmappa_web", ("grants", "public.audit_event"), "was altered"),
        ("GRANT UPDATE (what) ON audit_event TO openmappa_web", ("grants", "public.audit_event"), "was altered"),
        ("GRANT CREATE ON SCHEMA public TO openmappa_web", ("grants", "schema public"), "was altered"),
        (
            "CREATE POLICY by_hand ON people_name FOR SELECT TO openmappa_web USING (true)",
            ("policy", "by_hand on people_name"), "is not recorded",
        ),
        (
            "CREATE FUNCTION by_hand() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            ("function", "public.by_hand()"), "is not recorded",
        ),
    ],
)  # fmt: skip
def test_what_is_altered_by_hand_is_named(statement: str, name: Name, how: str) -> None:
    does(statement)
    found = altered_definitions(connection)
    assert found == {name: how}


@pytest.mark.usefixtures("_recorded")
def test_policy_that_says_something_else_or_is_gone_is_named_and_made_anew() -> None:
    policy = a_policy()
    name = ("policy", f"{policy} on people_name")
    does(f"ALTER POLICY {policy} ON people_name USING (true)")
    assert altered_definitions(connection) == {name: "was altered"}
    before = definitions_now(connection)
    set_up_wall(connection)
    record_definitions(connection, before=before)
    assert altered_definitions(connection) == {}
    does(f"DROP POLICY {policy} ON people_name")
    assert altered_definitions(connection) == {name: "is missing"}


@pytest.mark.usefixtures("_recorded")
def test_what_no_setting_up_mends_goes_on_being_told() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_event'::regclass AND tgname LIKE 'pgtrigger%' ORDER BY 1"
        )
        trigger = cursor.fetchone()[0]
    does(f"ALTER TABLE audit_event DISABLE TRIGGER {trigger}", "CREATE VIEW by_hand AS SELECT 1 AS one")
    expected = {
        ("trigger", f"{trigger} on audit_event"): "was altered",
        ("view", "public.by_hand"): "is not recorded",
        ("grants", "public.by_hand"): "is not recorded",
    }
    assert altered_definitions(connection) == expected
    before = definitions_now(connection)
    set_up_wall(connection)
    record_definitions(connection, before=before)
    assert altered_definitions(connection) == expected


@pytest.mark.usefixtures("_recorded")
def test_record_that_was_altered_too_convinces_nobody(settings) -> None:
    policy = a_policy()
    does(f"ALTER POLICY {policy} ON people_name USING (true)")
    name = ("policy", f"{policy} on people_name")
    now = definitions_now(connection)[name]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_definition SET digest = %s WHERE name = %s", [now, name[1]])
        assert cursor.rowcount == 1
    assert altered_definitions(connection) == {name: "is not recorded"}


@pytest.mark.usefixtures("_recorded")
def test_record_is_read_under_a_former_secret(settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, [settings.SECRET_KEY]
    assert altered_definitions(connection) == {}
    settings.SECRET_KEY_FALLBACKS = []
    assert set(altered_definitions(connection).values()) == {"is not recorded"}
