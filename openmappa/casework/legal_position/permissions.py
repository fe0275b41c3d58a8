"""The note that a person's position is due to be worked out anew: past the policies, and no more than that."""

from __future__ import annotations

from openmappa.casework.legal_position.models import Computed
from openmappa.foundation.database.roles import DEFINER, Role

NOTE = "legal_position_due(uuid[])"

# Whoever changes one part of a record need not see the others, on which the position rests too.
_CREATE = f"""
CREATE OR REPLACE FUNCTION legal_position_due(subjects uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
UPDATE {Computed._meta.db_table} SET is_due = true WHERE subject_id = ANY (subjects) AND NOT is_due
$$
"""  # noqa: S608  our own table


def wall() -> list[str]:
    """Return the statements that create the note anew. Twice changes nothing."""
    return [
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        f"GRANT SELECT (subject_id, is_due), UPDATE (is_due) ON {Computed._meta.db_table} TO {DEFINER}",
        _CREATE,
        f"REVOKE ALL ON FUNCTION {NOTE} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {NOTE} TO {Role.WEB.database_name}, {Role.LOADER.database_name}",
        f"ALTER FUNCTION {NOTE} OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]
