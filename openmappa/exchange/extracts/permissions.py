"""What the loader may do beyond reading and writing rows."""

from __future__ import annotations

from openmappa.foundation.database.roles import Role

# Only a table's owner may gather its statistics, and without them the first queries after a load go astray.
_ANALYSE = """
CREATE OR REPLACE FUNCTION extracts_analyse(tables text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE each text;
BEGIN
  FOREACH each IN ARRAY tables LOOP EXECUTE format('ANALYZE public.%I', each); END LOOP;
END $$
"""


def wall() -> list[str]:
    """Return the statements that let the loader have the statistics of tables gathered anew."""
    return [
        _ANALYSE,
        "REVOKE ALL ON FUNCTION extracts_analyse(text[]) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION extracts_analyse(text[]) TO {Role.LOADER.database_name}",
    ]
