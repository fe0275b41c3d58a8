"""The counting views: what the statistics role reads of all rows, with no names and no dates of birth."""

from __future__ import annotations

from openmappa.foundation.database.roles import COUNTING_SCHEMA, DEFINER, Role
from openmappa.oversight.statistics.domain.eligible import RULES


def counted_columns() -> dict[str, list[str]]:
    """Return the columns that the rules read, by table."""
    found: dict[str, set[str]] = {}
    for rule in RULES:
        for table, columns in rule.tables.items():
            found.setdefault(table, set()).update(columns)
    return {table: sorted(columns) for table, columns in sorted(found.items())}


def wall() -> list[str]:
    """Return the statements that create the counting views anew. Running them twice changes nothing.

    The views belong to a role that bypasses the policies and cannot log in. Only the statistics role
    reads them.
    """
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
