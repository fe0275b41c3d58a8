"""The one function that sees other people's drafts: it forgets those whose time is over, and returns nothing."""

from __future__ import annotations

from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.foundation.drafts.models import StoredDraft

SIGNATURE = "drafts_forget_expired()"


def wall() -> list[str]:
    """Return the statements that create the function."""
    table = StoredDraft._meta.db_table
    create = (
        f"CREATE OR REPLACE FUNCTION {SIGNATURE} RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER"
        f" SET search_path = public, pg_temp AS $$DELETE FROM {table} WHERE expires_at <= now()$$"
    )
    return [
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        create,
        f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {Role.WEB.database_name}",
        f"GRANT SELECT, DELETE ON {table} TO {DEFINER}",
        f"ALTER FUNCTION {SIGNATURE} OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]
