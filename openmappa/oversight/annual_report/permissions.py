"""What changed in an area's records since a moment, as counts: done past the policies, and no more."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

from openmappa.foundation.access.models import AboutSubject
from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.oversight.statistics.domain.rules.catalogue import RULES

FUNCTION = "annual_report_changes(smallint, timestamptz)"


def wall() -> list[str]:
    """Return the statements that set up the count of changed records anew. Twice changes nothing.

    It belongs to a role that bypasses the policies and cannot log in, returns numbers only, and only the
    statistics role may ask it.
    """
    tables = _tables()
    return [
        *(grant for model, history in tables for grant in _grants(model, history)),
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        _function(tables),
        f"REVOKE ALL ON FUNCTION {FUNCTION} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {FUNCTION} TO {Role.STATISTICS.database_name}",
        f"ALTER FUNCTION {FUNCTION} OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]


def _tables() -> list[tuple[type[Model], type[Model] | None]]:
    """Return the models that the counting rules read, each with that of its history."""
    read = {table for rule in RULES for table in rule.tables}
    histories = {
        tracked: each for each in apps.get_models() if (tracked := getattr(each, "pgh_tracked_model", None))
    }
    found = [
        each for each in apps.get_models() if each._meta.db_table in read and issubclass(each, AboutSubject)
    ]
    return [(each, histories.get(each)) for each in sorted(found, key=lambda model: model._meta.db_table)]


def _grants(model: type[Model], history: type[Model] | None) -> list[str]:
    columns = "responsible_area_id, recorded_at, is_correction"
    grants = [f"GRANT SELECT ({columns}) ON public.{model._meta.db_table} TO {DEFINER}"]
    if history:
        grants.append(
            f"GRANT SELECT (responsible_area_id, pgh_created_at) ON public.{history._meta.db_table} TO {DEFINER}"
        )
    return grants


def _function(tables: list[tuple[type[Model], type[Model] | None]]) -> str:
    counts = " UNION ALL ".join(_counts(model, history) for model, history in tables)
    return (
        "CREATE OR REPLACE FUNCTION annual_report_changes(of_area smallint, since timestamptz)"
        " RETURNS TABLE (table_name text, late bigint, corrected bigint)"
        f" LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $${counts}$$"
    )


def _counts(model: type[Model], history: type[Model] | None) -> str:
    table = model._meta.db_table
    late = _count(table, "recorded_at", "AND NOT is_correction")
    corrected = _count(table, "recorded_at", "AND is_correction")
    if history:
        corrected += f" + {_count(history._meta.db_table, 'pgh_created_at', '')}"
    return f"SELECT '{table}', {late}, {corrected}"


def _count(table: str, moment: str, more: str) -> str:
    return f"(SELECT count(*) FROM {table} WHERE responsible_area_id = of_area AND {moment} > since {more})"
