"""Policies and grants for every table, from what its model declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.apps import apps
from django.db.models import Model

from openmappa.foundation.access.domain import Level, Permission, Section
from openmappa.foundation.access.models import AboutSubject, Sight, Subject
from openmappa.foundation.access.permissions import giving
from openmappa.foundation.access.permissions.functions import functions, opens
from openmappa.foundation.access.permissions.giving import own_policies
from openmappa.foundation.accounts.permissions import READ_BY_DEFINER
from openmappa.foundation.database.roles import DEFINER, Role

ABOUT_SUBJECT: Mapping[Role, str] = {
    Role.WEB: "SELECT, INSERT, UPDATE",
    Role.LOADER: "SELECT, INSERT, UPDATE",
}
HISTORY: Mapping[Role, str] = {Role.WEB: "SELECT, INSERT", Role.LOADER: "SELECT, INSERT"}

# Tables without personal data of subjects, and those of the framework, by table name.
OTHER_TABLES: Mapping[str, Mapping[Role, str]] = {
    "agencies_area": {Role.WEB: "SELECT", Role.LOADER: "SELECT", Role.STATISTICS: "SELECT"},
    "agencies_agency": {
        Role.WEB: "SELECT, INSERT, UPDATE (until_date)",
        Role.LOADER: "SELECT",
        Role.STATISTICS: "SELECT",
    },
    "agencies_sourcesystem": {Role.WEB: "SELECT", Role.LOADER: "SELECT, INSERT"},
    "agencies_team": {Role.WEB: "SELECT, INSERT, UPDATE (until_date)", Role.LOADER: "SELECT, INSERT, UPDATE"},
    "accounts_user": {Role.WEB: "SELECT, INSERT, UPDATE (last_login, password, is_active)"},
    # Memberships are made by the database when a proposal is agreed to, and otherwise only ended.
    "accounts_membership": {Role.WEB: "SELECT, UPDATE (until_date)"},
    "mfa_authenticator": {Role.WEB: "SELECT, INSERT, UPDATE, DELETE"},
    "axes_accessattempt": {Role.WEB: "SELECT, INSERT, UPDATE, DELETE"},
    # Not used; emptied along with the attempts.
    "axes_accessattemptexpiration": {Role.WEB: "SELECT, DELETE"},
}


def is_history(model: type[Model]) -> bool:
    """Return whether the model holds former states of another."""
    return hasattr(model, "pgh_tracked_model")


def sensitivity_of(model: type[Model]):  # type: ignore[no-untyped-def]
    """Return the sensitivity of a model, or of the model whose history it is; None without one."""
    tracked = getattr(model, "pgh_tracked_model", model)
    return getattr(tracked, "sensitivity", None)


def personal_models() -> list[type[Model]]:
    """Return every model with personal data of subjects, in order of their tables."""
    found = [each for each in apps.get_models() if sensitivity_of(each) is not None or each is Sight]
    return sorted(found, key=lambda each: each._meta.db_table)


def policies(model: type[Model]) -> dict[str, str]:
    """Return the policies of a personal table: the name of each and what it says."""
    table = model._meta.db_table
    own = own_policies(model)
    if own:
        return own
    if hasattr(model, "owned_by"):
        mine = f"{model.owned_by} = (SELECT access_viewer())"
        return {"own": f"FOR ALL TO {Role.WEB.database_name} USING ({mine}) WITH CHECK ({mine})"}
    declared = sensitivity_of(model)
    if declared.section is Section.AUDIT:
        return dict(model.own_policies)  # type: ignore[attr-defined]
    subject = f"{table}.id" if model is Subject else f"{table}.subject_id"
    web = Role.WEB.database_name
    # What only grows cannot follow its subject, no more than history can.
    carries = model is Subject or issubclass(model, AboutSubject)

    def condition(level: Level) -> str:
        return opens(level, declared.section.value, subject=subject, table=table, carries=carries)

    found = {"sight": f"FOR SELECT TO {web} USING {condition(declared.least)}"}
    granted = grants(model).get(Role.WEB, "")
    if "INSERT" in granted:
        found["entry"] = f"FOR INSERT TO {web} WITH CHECK {condition(Level.FULL)}"
    if "UPDATE" in granted:
        found["change"] = (
            f"FOR UPDATE TO {web} USING {condition(Level.FULL)} WITH CHECK {condition(Level.FULL)}"
        )
    return found


def figure_policies(model: type[Model]) -> dict[str, str]:
    """Return the policies of figures: by area; Category 4 only for those who read all areas.

    What a model says is `entered_with` the permission to publish is entered by those who hold it in the area.
    """
    column = model.figures_of  # type: ignore[attr-defined]
    mine = (
        f"({column} = ANY ((SELECT access_viewer_where('{Permission.READ_FIGURES.value}'))::smallint[])"
        " OR (SELECT access_viewer_all_figures()))"
    )
    if any(field.name == "category" for field in model._meta.fields):
        mine = f"({mine} AND (category IS DISTINCT FROM 4 OR (SELECT access_viewer_all_figures())))"
    found = {"figures": f"FOR SELECT TO {Role.WEB.database_name} USING {mine}"}
    for role, granted in model.granted.items():  # type: ignore[attr-defined]
        if role is Role.STATISTICS:
            found["statistics"] = f"FOR ALL TO {role.database_name} USING (true) WITH CHECK (true)"
        elif "INSERT" in granted and getattr(model, "entered_with", None) is Permission.PUBLISH_REPORT:
            publishes = f"access_viewer_where('{Permission.PUBLISH_REPORT.value}')"
            said = f"{column} = ANY ((SELECT {publishes})::smallint[])"
            found["entry"] = f"FOR INSERT TO {role.database_name} WITH CHECK ({said})"
        elif "INSERT" in granted and role is Role.WEB:
            found["entry"] = f"FOR INSERT TO {role.database_name} WITH CHECK (true)"
            found["change"] = f"FOR UPDATE TO {role.database_name} USING (true) WITH CHECK (true)"
    return found


def grants(model: type[Model]) -> Mapping[Role, str]:
    """Return what each role may do with a model's table. Nobody deletes a record."""
    if hasattr(model, "granted"):
        return model.granted  # type: ignore[no-any-return]
    if is_history(model):
        return HISTORY
    if model is Sight:
        return {Role.WEB: "SELECT, INSERT", Role.LOADER: "SELECT, INSERT, UPDATE"}
    if model is Subject or issubclass(model, AboutSubject):
        return ABOUT_SUBJECT
    return OTHER_TABLES.get(model._meta.db_table, {})


def statements() -> Iterator[str]:
    """Yield the statements that set up the wall anew; running them twice changes nothing."""
    yield f"GRANT CREATE ON SCHEMA public TO {DEFINER}"
    for signature, statement in {**functions(), **giving.functions()}.items():
        yield statement
        yield f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC"
        users = f"{Role.WEB.database_name}, {DEFINER}, {Role.OWNER.database_name}"
        yield f"GRANT EXECUTE ON FUNCTION {signature} TO {users}"
        if "SECURITY DEFINER" in statement:
            yield f"ALTER FUNCTION {signature} OWNER TO {DEFINER}"
    yield f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}"
    for table in (*READ_BY_DEFINER, "access_sight"):
        yield f"GRANT SELECT ON {table} TO {DEFINER}"
    yield from giving.triggers()
    personal = set(personal_models())
    for model in sorted(apps.get_models(), key=lambda each: each._meta.db_table):
        if not model._meta.managed or model._meta.proxy:
            continue
        yield from _table_statements(model, personal=model in personal)


def bound(table: str, found: Mapping[str, str]) -> Iterator[str]:
    """Yield the statements that bind the table by these policies, by name, and by no others."""
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield (
        f"DO $$ DECLARE p record; BEGIN FOR p IN SELECT policyname FROM pg_policies"
        f" WHERE schemaname = 'public' AND tablename = '{table}' LOOP"
        f" EXECUTE format('DROP POLICY %I ON {table}', p.policyname); END LOOP; END $$"
    )
    for name, says in found.items():
        yield f"CREATE POLICY {table}_{name} ON {table} {says}"
    # The owner's constraint triggers, migrations and commands must not be bound by policies on FORCE.
    yield f"CREATE POLICY {table}_owner ON {table} TO {Role.OWNER.database_name} USING (true) WITH CHECK (true)"


def _table_statements(model: type[Model], *, personal: bool) -> Iterator[str]:
    table = model._meta.db_table
    found = policies(model) if personal else figure_policies(model) if hasattr(model, "figures_of") else {}
    if found:
        yield from bound(table, found)
    logins = ", ".join(role.database_name for role in Role if role is not Role.OWNER)
    yield f"REVOKE ALL ON {table} FROM {logins}"
    for role, granted in grants(model).items():
        yield f"GRANT {granted} ON {table} TO {role.database_name}"
        if "INSERT" in granted:
            yield (
                f"DO $$ DECLARE s text; BEGIN FOR s IN SELECT pg_get_serial_sequence('{table}', attname)"
                f" FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attidentity <> '' LOOP"
                f" EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO {role.database_name}', s); END LOOP; END $$"
            )
