"""The views by which the statistics role reads what the findings ask for, and no more."""

from __future__ import annotations

from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.oversight.data_quality.domain.catalogue import findings
from openmappa.oversight.data_quality.domain.findings import reading

SCHEMA = "checking"
"""Apart from the counting views, so that a finding that reads more does not open more to the counts."""


def wall() -> list[str]:
    """Return the statements that set up the views anew. Twice changes nothing.

    They belong to a role that bypasses the policies and cannot log in, hold no names, and are read by the
    statistics role only.
    """
    owner, statistics = Role.OWNER.database_name, Role.STATISTICS.database_name
    statements = [
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA} AUTHORIZATION {owner}",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {statistics}, {DEFINER}",
        f"GRANT USAGE ON SCHEMA public TO {DEFINER}",
        f"GRANT CREATE ON SCHEMA {SCHEMA} TO {DEFINER}",
    ]
    for table, columns in reading(*(each.tables for each in findings())).items():
        view = f"{SCHEMA}.{table}"
        statements += [
            f"GRANT SELECT ({', '.join(columns)}) ON public.{table} TO {DEFINER}",
            f"DROP VIEW IF EXISTS {view}",
            f"CREATE VIEW {view} AS SELECT {', '.join(columns)} FROM public.{table}",
            f"ALTER VIEW {view} OWNER TO {DEFINER}",
            f"REVOKE ALL ON {view} FROM PUBLIC, {Role.WEB.database_name}, {Role.LOADER.database_name}",
            f"GRANT SELECT ON {view} TO {statistics}",
        ]
    return [*statements, f"REVOKE CREATE ON SCHEMA {SCHEMA} FROM {DEFINER}"]
