"""The secret of a calendar is found by its digest, before anybody is known to ask."""

from __future__ import annotations

from openmappa.foundation.database.roles import DEFINER, Role

_OWN = "user_id = (SELECT access_viewer())"
_FEED_OF = """
CREATE OR REPLACE FUNCTION duties_feed_of(digest text) RETURNS TABLE (user_id uuid, chosen text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
SELECT f.user_id, f.chosen::text FROM duties_feed f WHERE f.secret_digest = digest AND f.revoked_at IS NULL
$$"""


def wall() -> list[str]:
    """Return the statements that let the web find a calendar by its secret, and nobody list another's."""
    web = Role.WEB.database_name
    return [
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        _FEED_OF,
        "REVOKE ALL ON FUNCTION duties_feed_of(text) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION duties_feed_of(text) TO {web}",
        f"ALTER FUNCTION duties_feed_of(text) OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
        f"GRANT SELECT ON duties_feed TO {DEFINER}",
        "ALTER TABLE duties_feed ENABLE ROW LEVEL SECURITY",
        "DROP POLICY IF EXISTS own ON duties_feed",
        f"CREATE POLICY own ON duties_feed FOR ALL TO {web} USING ({_OWN}) WITH CHECK ({_OWN})",
    ]
