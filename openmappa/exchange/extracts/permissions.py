"""What the loader may do beyond reading and writing rows."""

from __future__ import annotations

from openmappa.foundation.database.roles import Role

# Only a table's owner may gather its statistics, and without them the first queries after a load go astray.
# A table that grew by less than a fifth is left to the server's own housekeeping.
_ANALYSE = """
CREATE OR REPLACE FUNCTION extracts_analyse(tables text[], written integer[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE known real;
BEGIN
  FOR place IN 1 .. cardinality(tables) LOOP
    SELECT reltuples INTO known FROM pg_class WHERE oid = format('public.%I', tables[place])::regclass;
    IF written[place] > 1000 AND written[place] > 0.2 * known THEN
      EXECUTE format('ANALYZE public.%I', tables[place]);
    END IF;
  END LOOP;
END $$
"""


def wall() -> list[str]:
    """Return the statements that let the loader have the statistics of tables gathered anew."""
    return [
        _ANALYSE,
        "REVOKE ALL ON FUNCTION extracts_analyse(text[], integer[]) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION extracts_analyse(text[], integer[]) TO {Role.LOADER.database_name}",
    ]
