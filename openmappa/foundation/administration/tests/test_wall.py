"""What the database refuses the raw web role, whatever the code forgets."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import Error, IntegrityError, connection, transaction

from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.accounts.models import Condition, Home, Membership, Proposal, Qualification, User
from openmappa.foundation.administration.permissions import POLICIES, READERS
from openmappa.foundation.administration.tests.conftest import KENT, LONDON, TODAY
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

PROPOSAL = (
    "(user_id, agency_id, area_id, role, start_date, reason, decision, decision_reason, proposed_by_id, id)"
)


def run(viewer: object, statement: str, *values: object) -> int:
    """Run a statement as the raw web role; return how many rows it changed."""
    with transaction.atomic(), acting_as(Role.WEB) as web:
        set_viewer(web, viewer)  # type: ignore[arg-type]
        with web.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount


def refused(viewer: object, statement: str, *values: object) -> str:
    with pytest.raises(Error) as problem:
        run(viewer, statement, *values)
    return str(problem.value)


def propose(people: SimpleNamespace, *, by: str = "first", area: int = LONDON, named: str = "first") -> str:
    statement = (
        f"INSERT INTO accounts_proposal {PROPOSAL} VALUES (%s, %s, %s, 'co_ordinator', %s, 'x', '', '', %s,"
        " gen_random_uuid())"
    )
    run(
        getattr(people.viewer, by),
        statement,
        people.new.pk,
        people.probation.pk,
        area,
        TODAY,
        getattr(people, named).pk,
    )
    return str(Proposal.objects.get().pk)


def agree(people: SimpleNamespace, by: str, named: str | None = None) -> int:
    return run(
        getattr(people.viewer, by),
        "UPDATE accounts_proposal SET decision = 'agreed', decided_by_id = %s, decided_at = now()",
        getattr(people, named or by).pk,
    )


def test_web_role_makes_no_membership(people: SimpleNamespace) -> None:
    said = refused(
        people.viewer.first,
        "INSERT INTO accounts_membership (user_id, agency_id, area_id, role, start_date)"
        " VALUES (%s, %s, 21, 'co_ordinator', '2024-01-01')",
        people.new.pk,
        people.probation.pk,
    )
    assert "permission denied" in said


def test_proposal_names_who_proposes_it_and_an_area_of_theirs(people: SimpleNamespace) -> None:
    for wrong in ({"named": "second"}, {"area": KENT}, {"by": "of_kent"}, {"by": "new", "named": "new"}):
        with pytest.raises(Error, match="row-level security"):
            propose(people, **wrong)
    propose(people)


def test_agreement_needs_other_eyes(people: SimpleNamespace) -> None:
    propose(people)
    with pytest.raises(IntegrityError, match="four_eyes"):
        agree(people, "first")
    with pytest.raises(Error, match="row-level security"):
        agree(people, "first", named="second")
    assert agree(people, "of_kent") == 0
    assert not Membership.objects.filter(user=people.new).exists()
    assert agree(people, "second") == 1
    assert Membership.objects.filter(user=people.new).count() == 1
    assert agree(people, "second") == 0, "decided once"


def test_receiver_does_not_agree(people: SimpleNamespace) -> None:
    propose(people)
    Proposal.objects.update(user=people.second)
    with pytest.raises(IntegrityError, match="four_eyes"):
        agree(people, "second")


def test_what_is_proposed_is_not_changed(people: SimpleNamespace) -> None:
    propose(people)
    assert "permission denied" in refused(
        people.viewer.second, "UPDATE accounts_proposal SET role = 'system_manager'"
    )


def test_membership_is_ended_and_never_made_longer(people: SimpleNamespace) -> None:
    end = "UPDATE accounts_membership SET until_date = %s WHERE user_id = %s"
    assert run(people.viewer.of_kent, end, "2024-05-01", people.first.pk) == 0
    assert run(people.viewer.second, end, "2024-05-01", people.first.pk) == 1
    assert "never made longer" in refused(people.viewer.second, end, "2024-06-01", people.first.pk)
    assert "row-level security" in refused(people.viewer.second, end, None, people.first.pk)
    assert "permission denied" in refused(
        people.viewer.second, "UPDATE accounts_membership SET role = 'co_ordinator'"
    )


def test_account_is_closed_by_its_manager_and_its_password_set_by_its_user(people: SimpleNamespace) -> None:
    close = "UPDATE accounts_user SET is_active = false WHERE id = %s"
    assert run(people.viewer.of_kent, close, people.new.pk) == 0
    assert "closed by who manages it" in refused(people.viewer.new, close, people.new.pk)
    assert run(people.viewer.first, close, people.new.pk) == 1
    password = "UPDATE accounts_user SET password = 'x' WHERE id = %s"
    assert "by its user only" in refused(people.viewer.first, password, people.new.pk)
    assert run(people.viewer.new, password, people.new.pk) == 1
    assert run(None, password, people.new.pk) == 0


def test_account_is_made_in_an_area_of_the_managers(people: SimpleNamespace) -> None:
    make = (
        "INSERT INTO accounts_user (id, email, name, password, is_active, is_demonstration, area_id)"
        " VALUES (gen_random_uuid(), %s, 'X', '!', true, %s, %s)"
    )
    for viewer, demonstration, area in (
        (people.viewer.of_kent, False, LONDON),
        (people.viewer.new, False, LONDON),
        (people.viewer.first, True, LONDON),
        (people.viewer.first, False, None),
    ):
        assert "row-level security" in refused(viewer, make, "x@example.test", demonstration, area)
    assert run(people.viewer.first, make, "x@example.test", False, LONDON) == 1


def test_nobody_vouches_for_themselves(people: SimpleNamespace) -> None:
    register = (
        "INSERT INTO accounts_qualification (user_id, kind, level, start_date, last_date, evidence, recorded_by_id)"
        " VALUES (%s, 'vetting', 1, '2024-01-01', '2025-01-01', '', %s)"
    )
    first, second, new = people.first.pk, people.second.pk, people.new.pk
    assert "row-level security" in refused(people.viewer.first, register, first, first)
    assert "row-level security" in refused(people.viewer.first, register, new, second)
    assert "row-level security" in refused(people.viewer.of_kent, register, new, people.of_kent.pk)
    assert run(people.viewer.first, register, new, first) == 1


def test_home_is_registered_by_who_looks_after_the_account(people: SimpleNamespace) -> None:
    register = "INSERT INTO accounts_home (user_id, postcode, recorded_by_id) VALUES (%s, 'ZZ1 1AA', %s)"
    first, second, new = people.first.pk, people.second.pk, people.new.pk
    refuses = "row-level security"
    assert refuses in refused(people.viewer.of_kent, register, new, people.of_kent.pk)
    assert refuses in refused(people.viewer.first, register, new, second)
    assert refuses in refused(people.viewer.new, register, new, first)
    assert "by_another" in refused(people.viewer.first, register, first, first)
    assert run(people.viewer.first, register, new, first) == 1
    assert run(people.viewer.first, register, second, first) == 1
    # A role in another area opens the account to that area's managers, and not where its user lives.
    Membership.objects.create(
        user=people.new, agency=people.probation, area_id=KENT, role="lay_adviser", start_date="2024-01-01"
    )
    read = "SELECT FROM accounts_home"
    for viewer, seen in (("first", 2), ("new", 1), ("second", 2), ("of_kent", 0)):
        assert run(getattr(people.viewer, viewer), read) == seen
    assert run(None, read) == 0
    change = "UPDATE accounts_home SET postcode = 'ZZ1 1AB', recorded_by_id = %s WHERE user_id = %s"
    assert run(people.viewer.new, change, new, new) == 0
    assert run(people.viewer.of_kent, change, people.of_kent.pk, new) == 0
    assert refuses in refused(people.viewer.second, change, first, new)
    assert "by_another" in refused(people.viewer.second, change, second, second)
    assert run(people.viewer.second, change, second, new) == 1
    assert "home_postcode" in refused(
        people.viewer.second, "UPDATE accounts_home SET postcode = 'ZZ1' WHERE user_id = %s", new
    )
    remove = "DELETE FROM accounts_home WHERE user_id = %s"
    assert run(people.viewer.new, remove, new) == 0
    assert run(people.viewer.second, remove, second) == 0
    assert run(people.viewer.second, remove, new) == 1


def test_second_factors_are_ones_own(people: SimpleNamespace) -> None:
    add = "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', '{}', now())"
    assert "row-level security" in refused(people.viewer.first, add, people.new.pk)
    assert run(people.viewer.new, add, people.new.pk) == 1
    change = "UPDATE mfa_authenticator SET data = '{\"a\": 1}'"
    assert run(people.viewer.first, change) == 0
    remove = "DELETE FROM mfa_authenticator"
    assert run(people.viewer.second, "SELECT FROM mfa_authenticator") == 1
    assert run(people.viewer.of_kent, remove) == 0
    assert run(None, remove) == 0
    assert run(people.viewer.first, remove) == 1


def test_conditions_and_agencies_are_the_areas_own(people: SimpleNamespace) -> None:
    condition = (
        "INSERT INTO accounts_condition (area_id, role, kind, level, source, start_date)"
        " VALUES (%s, 'co_ordinator', 'vetting', 1, 'x', '2024-01-01')"
    )
    assert "row-level security" in refused(people.viewer.first, condition, KENT)
    assert run(people.viewer.first, condition, LONDON) == 1
    assert run(people.viewer.of_kent, "UPDATE accounts_condition SET until_date = '2024-04-10'") == 0
    end = "UPDATE agencies_agency SET until_date = '2024-04-10' WHERE part = %s AND area_id = 21"
    assert run(people.viewer.first, end, "responsible_authority") == 0
    assert run(people.viewer.of_kent, end, "duty_to_co_operate") == 0
    assert run(people.viewer.first, end, "duty_to_co_operate") > 0


def test_declared_policies_are_in_the_database(people: SimpleNamespace) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public'")
        found = set(cursor.fetchall())
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
    assert set(POLICIES) <= forced
    for table, policies in POLICIES.items():
        of_table = {name for where, name in found if where == table}
        assert of_table == {f"{table}_{name}" for name in (*policies, *READERS.get(table, ()), "owner")}


def test_models_are_those_of_the_policies() -> None:
    for model in (User, Membership, Proposal, Qualification, Condition, Home):
        assert model._meta.db_table in POLICIES
