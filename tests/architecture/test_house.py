"""What import-linter cannot see: foreign keys, viewers, addresses, declarations, news."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import get_resolver

from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.access.permissions.policies import grants, is_history, personal_models, policies
from openmappa.foundation.changes.services import subscriptions
from openmappa.foundation.database.roles import Role

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "openmappa"
WINGS = ("front", "exchange", "oversight", "casework", "record", "foundation")
ROOMS = {
    "front": (),
    "exchange": ("simulation", "lives", "extracts"),
    "oversight": (
        "log_review",
        "annex",
        "annual_return",
        "reconciliation",
        "annual_report",
        "data_quality",
        "de_identified",
        "statistics",
        "document",
    ),
    "casework": (
        "need_to_know",
        "case_reviews",
        "reviews",
        "duties",
        "eligibility",
        "legal_position",
        "responsibility",
        "standing",
    ),
    "record": ("notification", "custody", "orders", "convictions", "people"),
    "foundation": (
        "administration",
        "signing_in",
        "drafts",
        "limits",
        "ui",
        "audit",
        "access",
        "accounts",
        "agencies",
        "changes",
        "database",
    ),
}
# Figures and loads are of areas, not of people; who is a member of what is asked before there is a viewer.
WITHOUT_VIEWER = {
    "openmappa.exchange.extracts.queries.loads_by_area",
    "openmappa.foundation.accounts.queries.memberships_on",
    "openmappa.foundation.accounts.queries.conditions_of",
    "openmappa.oversight.log_review.queries.thresholds",
}


def height(model: type[models.Model]) -> tuple[int, int]:
    """Return how far down a model's room is: the larger, the lower."""
    parts = model.__module__.split(".")
    wing = WINGS.index(parts[1])
    rooms = ROOMS[parts[1]]
    return wing, rooms.index(parts[2]) if rooms else 0


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("openmappa.")]


def test_foreign_keys_point_down() -> None:
    for model in own_models():
        for field in model._meta.concrete_fields:
            target = field.related_model
            if target and target.__module__.startswith("openmappa."):
                assert height(model) <= height(target), f"{model.__name__}.{field.name}"


def test_models_about_subjects_declare_their_sensitivity() -> None:
    for model in own_models():
        if issubclass(model, AboutSubject):
            assert model.sensitivity, model


def test_every_model_is_granted_something_or_is_meant_to_be_closed() -> None:
    closed = [model.__name__ for model in own_models() if not grants(model)]
    assert closed == []


def test_nobody_may_delete_but_what_is_short_lived_or_a_users_own() -> None:
    deleting = {
        model._meta.db_table
        for model in apps.get_models()
        for granted in grants(model).values()
        if "DELETE" in granted or "TRUNCATE" in granted
    }
    assert deleting <= {
        "accounts_home",
        "accounts_session",
        "axes_accessattempt",
        "axes_accessattemptexpiration",
        "mfa_authenticator",
        "drafts_storeddraft",
        "limits_bucket",
        "people_storedsearch",
    }


@pytest.mark.django_db
def test_grants_in_the_database_are_those_declared() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'public' AND grantee IN"
            " ('openmappa_web', 'openmappa_loader', 'openmappa_statistics', 'openmappa_sealer')"
        )
        found = set(cursor.fetchall())
    declared = {
        (role.database_name, model._meta.db_table, privilege)
        for model in apps.get_models()
        for role, granted in grants(model).items()
        for privilege in re.sub(r"\w+ \([^)]*\)", "", granted).replace(",", " ").split()
    }
    assert found == declared


@pytest.mark.django_db
def test_policies_in_the_database_are_those_declared() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT policyname FROM pg_policies WHERE schemaname = 'public'")
        found = {name for (name,) in cursor.fetchall()}
    for model in personal_models():
        for name in policies(model):
            assert f"{model._meta.db_table}_{name}" in found


def test_history_can_only_grow() -> None:
    for model in personal_models():
        if is_history(model):
            assert "UPDATE" not in grants(model).get(Role.WEB, "")
            assert "UPDATE" not in grants(model).get(Role.LOADER, "")
            assert any(trigger.name == "append_only" for trigger in model._meta.triggers), model


def test_queries_take_a_viewer() -> None:
    missing = []
    for path in PACKAGE.rglob("queries.py"):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        module = import_module(name)
        for function_name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != name or function_name.startswith("_"):
                continue
            if "viewer" not in inspect.signature(function).parameters:
                missing.append(f"{name}.{function_name}")
    assert set(missing) <= WITHOUT_VIEWER


def test_addresses_named_in_templates_and_views_exist() -> None:
    known = _names(get_resolver())
    used = set()
    for path in [*PACKAGE.rglob("*.jinja"), *PACKAGE.rglob("views.py"), *PACKAGE.rglob("presenters.py")]:
        used |= set(
            re.findall(r"""(?:url|reverse|redirect)\(\s*["']([a-z_]+:[a-z_]+)["']""", path.read_text("utf-8"))
        )
    assert used, "no address is named anywhere"
    assert used <= known


def _names(resolver: object, prefix: str = "") -> set[str]:
    found = set()
    for entry in resolver.url_patterns:  # type: ignore[attr-defined]
        if hasattr(entry, "url_patterns"):
            namespace = f"{entry.namespace}:" if entry.namespace else ""
            found |= _names(entry, prefix + namespace)
        elif entry.name:
            found.add(prefix + entry.name)
    return found


def test_changes_reach_their_subscribers() -> None:
    assert "openmappa.oversight.statistics.services.note_change" in {each.name for each in subscriptions()}
