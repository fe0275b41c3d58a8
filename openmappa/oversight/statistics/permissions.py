"""The counting views, and the note that facts changed: what is done past the policies, and no more."""

from __future__ import annotations

from openmappa.foundation.database.roles import COUNTING_SCHEMA, DEFINER, Role
from openmappa.oversight.statistics.domain.rules.catalogue import BREAKDOWN_COLUMNS, RULES

# Whoever changes a fact need not be one who may read figures, so this runs past the policies. A person of one
# area counts in another for the days on which that one answered.
_NOTE_CHANGE = "statistics_note_change(smallint, uuid[])"
_NOTE = """
CREATE OR REPLACE FUNCTION statistics_note_change(of_area smallint, subjects uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
INSERT INTO statistics_areachange (area_id, changed_at)
SELECT area_id, clock_timestamp() FROM (
    SELECT of_area AS area_id
    UNION SELECT area_id FROM responsibility_responsibility WHERE subject_id = ANY (subjects)
    UNION SELECT area_id FROM responsibility_responsibility
    WHERE cardinality(subjects) = 0
      AND load_number = nullif(current_setting('openmappa.load', true), '')::integer
) area ORDER BY area_id
ON CONFLICT (area_id) DO UPDATE SET changed_at = excluded.changed_at
$$
"""


def counted_columns() -> dict[str, list[str]]:
    """Return the columns that the rules and the national breakdowns read, by table."""
    found: dict[str, set[str]] = {"people_person": set(BREAKDOWN_COLUMNS)}
    for rule in RULES:
        for table, columns in rule.tables.items():
            found.setdefault(table, set()).update(columns)
    return {table: sorted(columns) for table, columns in sorted(found.items())}


def wall() -> list[str]:
    """Return the statements that set up the counting views and the note anew. Twice changes nothing.

    Both belong to a role that bypasses the policies and cannot log in. The views hold no names and no dates of
    birth, and only the statistics role reads them.
    """
    return [*_views(), *_note()]


def _views() -> list[str]:
    owner, statistics = Role.OWNER.database_name, Role.STATISTICS.database_name
    statements = [
        f"CREATE SCHEMA IF NOT EXISTS {COUNTING_SCHEMA} AUTHORIZATION {owner}",
        f"GRANT USAGE ON SCHEMA {COUNTING_SCHEMA} TO {statistics}, {DEFINER}",
        f"GRANT CREATE ON SCHEMA {COUNTING_SCHEMA} TO {DEFINER}",
    ]
    for table, columns in counted_columns().items():
        view = f"{COUNTING_SCHEMA}.{table}"
        statements += [
            f"GRANT SELECT ({', '.join(columns)}) ON public.{table} TO {DEFINER}",
            f"DROP VIEW IF EXISTS {view}",
            f"CREATE VIEW {view} AS SELECT {', '.join(columns)} FROM public.{table}",
            f"ALTER VIEW {view} OWNER TO {DEFINER}",
            f"REVOKE ALL ON {view} FROM PUBLIC, {Role.WEB.database_name}, {Role.LOADER.database_name}",
            f"GRANT SELECT ON {view} TO {statistics}",
        ]
    return [*statements, f"REVOKE CREATE ON SCHEMA {COUNTING_SCHEMA} FROM {DEFINER}"]


def _note() -> list[str]:
    callers = ", ".join(each.database_name for each in (Role.WEB, Role.LOADER, Role.OWNER))
    return [
        f"GRANT SELECT (subject_id, area_id, load_number) ON responsibility_responsibility TO {DEFINER}",
        f"GRANT SELECT, INSERT, UPDATE ON statistics_areachange TO {DEFINER}",
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        _NOTE,
        f"REVOKE ALL ON FUNCTION {_NOTE_CHANGE} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {_NOTE_CHANGE} TO {callers}",
        f"ALTER FUNCTION {_NOTE_CHANGE} OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]
