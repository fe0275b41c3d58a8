"""What the database asks of who enters a decision or an answer, besides full sight of the record."""

from __future__ import annotations

from collections.abc import Iterator

from openmappa.casework.eligibility.models import Decision, DecisionAnswer
from openmappa.foundation.access.domain import Permission
from openmappa.foundation.database.roles import Role

WEB = Role.WEB.database_name


def wall() -> list[str]:
    """Return the statements that set the conditions anew. Twice changes nothing: all policies go before these come."""
    return [
        *_entered(Decision._meta.db_table, _decided()),
        *_entered(DecisionAnswer._meta.db_table, _answered()),
    ]


def _entered(table: str, condition: str) -> Iterator[str]:
    yield f"DROP POLICY IF EXISTS {table}_entered_by ON {table}"
    yield f"CREATE POLICY {table}_entered_by ON {table} AS RESTRICTIVE FOR INSERT TO {WEB} WITH CHECK ({condition})"


def _decided() -> str:
    return f"decided_by_id = (SELECT access_viewer()) AND {_where(Permission.DECIDE_ELIGIBILITY)}"


def _answered() -> str:
    agrees = _where(Permission.AGREE_ELIGIBILITY)
    return f"answered_by_id = (SELECT access_viewer()) AND (answer = 'withdrawn' OR {agrees})"


def _where(permission: Permission) -> str:
    areas = f"ANY ((SELECT access_viewer_where('{permission.value}'))::smallint[])"
    return (
        f"EXISTS (SELECT FROM access_subject x WHERE x.id = subject_id AND x.responsible_area_id = {areas})"
    )
