"""The functions by which the database knows who is asking: they read what the transaction set."""

from __future__ import annotations

from collections.abc import Callable

from openmappa.foundation.access.domain import RIGHTS, SPECIAL_SECTIONS, Level, Permission, Rights
from openmappa.foundation.accounts.permissions import functions as holding

_HELD = "FROM accounts_holding(access_viewer(), access_day()) m WHERE true"

# Each question in brackets of its own is asked once for a statement, and not once for a row.
HOLDER = """(s.user_id = (SELECT access_viewer())
          OR s.team_id = ANY ((SELECT access_viewer_teams())::bigint[])
          OR s.agency_id = ANY ((SELECT access_viewer_agencies())::bigint[]))
      AND s.start_date <= (SELECT access_day())
      AND (s.until_date IS NULL OR s.until_date > (SELECT access_day()))
      AND (s.until_at IS NULL OR s.until_at > (SELECT access_now()))"""


def _roles(condition: Callable[[Rights], bool]) -> str:
    names = sorted(role.value for role, rights in RIGHTS.items() if condition(rights))
    return ", ".join(f"'{name}'" for name in names) or "''"


def definer(signature: str, returns: str, body: str, *, changes: bool = False) -> str:
    """Return the statement that creates a function which sees past the policies, for one question."""
    kind = "VOLATILE" if changes else "STABLE"
    return (
        f"CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE sql {kind} SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $${body}$$"
    )


def functions() -> dict[str, str]:
    """Return the statements that create the functions, by signature, each after those that it calls."""
    return {**holding(), **_who_asks(), **_what_is_held(), **_sight(), **_figures()}


def _who_asks() -> dict[str, str]:
    return {
        "access_viewer()": "CREATE OR REPLACE FUNCTION access_viewer() RETURNS uuid LANGUAGE sql STABLE AS"
        " $$SELECT nullif(current_setting('openmappa.viewer', true), '')::uuid$$",
        "access_day()": "CREATE OR REPLACE FUNCTION access_day() RETURNS date LANGUAGE sql STABLE AS"
        " $$SELECT nullif(current_setting('openmappa.day', true), '')::date$$",
        "access_now()": "CREATE OR REPLACE FUNCTION access_now() RETURNS timestamptz LANGUAGE sql STABLE AS"
        " $$SELECT nullif(current_setting('openmappa.now', true), '')::timestamptz$$",
    }


def _what_is_held() -> dict[str, str]:
    level_of_role = " ".join(
        f"WHEN '{role.value}' THEN {int(rights.of_area)}" for role, rights in RIGHTS.items()
    )
    sharing = _roles(lambda rights: rights.of_team)
    return {
        "access_viewer_areas(integer)": definer(
            "access_viewer_areas(lowest integer)",
            "smallint[]",
            f"SELECT coalesce(array_agg(DISTINCT m.area_id), '{{}}') {_HELD}"
            f" AND CASE m.role {level_of_role} ELSE {int(Level.NONE)} END >= lowest"
            " AND m.area_id IS NOT NULL",
        ),
        "access_viewer_teams()": definer(
            "access_viewer_teams()",
            "bigint[]",
            f"SELECT coalesce(array_agg(DISTINCT m.team_id), '{{}}') {_HELD}"
            f" AND m.role IN ({sharing}) AND m.team_id IS NOT NULL",
        ),
        "access_viewer_agencies()": definer(
            "access_viewer_agencies()",
            "bigint[]",
            f"SELECT coalesce(array_agg(DISTINCT m.agency_id), '{{}}') {_HELD} AND m.role IN ({sharing})",
        ),
        "access_viewer_where(text)": definer(
            "access_viewer_where(permission text)",
            "smallint[]",
            f"SELECT coalesce(array_agg(DISTINCT m.area_id), '{{}}') {_HELD}"
            f" AND CASE permission {_roles_of_permissions()} ELSE false END AND m.area_id IS NOT NULL",
        ),
    }


def _roles_of_permissions() -> str:
    def roles(permission: Permission) -> str:
        return _roles(lambda rights: permission in rights.permissions)

    return " ".join(f"WHEN '{each.value}' THEN m.role IN ({roles(each)})" for each in Permission)


def _sight() -> dict[str, str]:
    special = ", ".join(f"'{each.value}'" for each in sorted(SPECIAL_SECTIONS))
    return {
        "access_viewer_sight(integer, text)": definer(
            "access_viewer_sight(lowest integer, of_section text)",
            "SETOF uuid",
            f"SELECT s.subject_id FROM access_sight s WHERE {HOLDER} AND s.level >= lowest AND s.level > 0"
            " AND cardinality((SELECT access_viewer_agencies())) > 0"
            f" AND (s.section = of_section OR (s.section IS NULL AND of_section NOT IN ({special})))",
        ),
        "access_viewer_excluded()": definer(
            "access_viewer_excluded()",
            "SETOF uuid",
            f"SELECT s.subject_id FROM access_sight s WHERE {HOLDER} AND s.level = {int(Level.NONE)}",
        ),
    }


def _figures() -> dict[str, str]:
    reads_all = _roles(lambda rights: rights.figures_of_all_areas)
    return {
        "access_viewer_all_figures()": definer(
            "access_viewer_all_figures()",
            "boolean",
            f"SELECT count(*) > 0 {_HELD} AND m.role IN ({reads_all})",
        ),
    }


def opens(level: Level, section: str, *, subject: str, table: str, carries: bool) -> str:
    """Return the condition in SQL under which the viewer sees a row. Python's `models.opens` says the same.

    A row that carries the subject's area and restriction is tested by them. History does not carry them
    along, so its rows are tested by the subject as it is now.
    """
    special = section in {each.value for each in SPECIAL_SECTIONS}
    areas = f"((SELECT access_viewer_areas({int(level)}))::smallint[])"
    if special:
        by_area = "false"
    elif carries:
        by_area = f"({table}.responsible_area_id = ANY {areas} AND NOT {table}.restricted)"
    else:
        by_area = (
            f"EXISTS (SELECT FROM access_subject x WHERE x.id = {subject}"
            f" AND x.responsible_area_id = ANY {areas} AND NOT x.restricted)"
        )
    sight = f"{subject} IN (SELECT access_viewer_sight({int(level)}, '{section}'))"
    excluded = f"{subject} NOT IN (SELECT access_viewer_excluded())"
    return f"(({by_area} OR {sight}) AND {excluded})"
