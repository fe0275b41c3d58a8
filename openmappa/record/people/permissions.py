"""The one function that searches names. It sees past the policies, so it makes the same test of sight inside."""

from __future__ import annotations

from openmappa.foundation.access.permissions.functions import opens
from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.record.people.models import Name

SIGNATURE = "people_search(text, integer)"
# Low enough that Smyth finds John Smith (0.33). What is less like comes later, and the page has an end.
WORD_LIKENESS = 0.3
LIKENESS = 0.3


def wall() -> list[str]:
    """Return the statements that create the search. Candidates come by the trigram index, then sight is tested."""
    table = Name._meta.db_table
    plain = "people_plain(coalesce(n.given_names, '') || ' ' || n.family_name)"
    sees = opens(
        Name.sensitivity.least,
        Name.sensitivity.section.value,
        subject="n.subject_id",
        table="n",
        carries=True,
    )
    create = f"""
CREATE OR REPLACE FUNCTION people_search(wanted text, most integer)
RETURNS TABLE (subject_id uuid, likeness real) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp
SET pg_trgm.word_similarity_threshold = {WORD_LIKENESS}
SET pg_trgm.similarity_threshold = {LIKENESS} AS $$
WITH candidate AS MATERIALIZED (
  SELECT n.*, {plain} AS plain FROM {table} n
  WHERE (people_plain(wanted) <% {plain} OR {plain} % people_plain(wanted)) AND NOT n.recorded_in_error
)
SELECT n.subject_id,
       max(word_similarity(people_plain(wanted), n.plain) + similarity(people_plain(wanted), n.plain))::real
FROM candidate n WHERE {sees}
GROUP BY n.subject_id ORDER BY 2 DESC, 1 LIMIT least(most, 200)
$$"""
    return [
        # Its settings are known to the server only once the extension has been used in the session.
        "SELECT similarity('', '')",
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        create,
        f"REVOKE ALL ON FUNCTION {SIGNATURE} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {SIGNATURE} TO {Role.WEB.database_name}",
        f"GRANT SELECT ON {table} TO {DEFINER}",
        f"GRANT EXECUTE ON FUNCTION people_plain(text) TO {DEFINER}, {Role.WEB.database_name}",
        f"ALTER FUNCTION {SIGNATURE} OWNER TO {DEFINER}",
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]
