"""The functions that search names. They see past the policies, so they make the same test of sight inside."""

from __future__ import annotations

from openmappa.foundation.access.domain import Level
from openmappa.foundation.access.permissions.functions import opens
from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.record.people.models import Name

SIGNATURE = "people_search(text, integer)"
WITHHELD = "people_withheld(text)"
FEW = 5
"""So many withheld are told as a number; fewer are told as "some"."""
# Low enough that Smyth finds John Smith (0.33). What is less like comes later, and the page has an end.
WORD_LIKENESS = 0.3
LIKENESS = 0.3


_TABLE = Name._meta.db_table
_PLAIN = "people_plain(coalesce(n.given_names, '') || ' ' || n.family_name)"
_LIKE_BY_INDEX = f"""SET search_path = public, pg_temp
SET pg_trgm.word_similarity_threshold = {WORD_LIKENESS}
SET pg_trgm.similarity_threshold = {LIKENESS} AS $$
WITH candidate AS MATERIALIZED (
  SELECT n.*, {_PLAIN} AS plain FROM {_TABLE} n
  WHERE (people_plain(wanted) <% {_PLAIN} OR {_PLAIN} % people_plain(wanted)) AND NOT n.recorded_in_error
)"""


def wall() -> list[str]:
    """Return the statements that create the search. Candidates come by the trigram index, then sight is tested."""
    return [
        # Its settings are known to the server only once the extension has been used in the session.
        "SELECT similarity('', '')",
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        f"GRANT SELECT ON {_TABLE} TO {DEFINER}",
        f"GRANT EXECUTE ON FUNCTION people_plain(text) TO {DEFINER}, {Role.WEB.database_name}",
        *_for_the_web(SIGNATURE, _search()),
        *_for_the_web(WITHHELD, _withheld()),
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
    ]


def _sees() -> str:
    declared = Name.sensitivity
    return opens(declared.least, declared.section.value, subject="n.subject_id", table="n", carries=True)


def _search() -> str:
    return f"""
CREATE OR REPLACE FUNCTION people_search(wanted text, most integer)
RETURNS TABLE (subject_id uuid, likeness real) LANGUAGE sql STABLE SECURITY DEFINER
{_LIKE_BY_INDEX}
SELECT n.subject_id,
       max(word_similarity(people_plain(wanted), n.plain) + similarity(people_plain(wanted), n.plain))::real
FROM candidate n WHERE {_sees()}
GROUP BY n.subject_id ORDER BY 2 DESC, 1 LIMIT least(most, 200)
$$"""


def _withheld() -> str:
    """Return the function that counts whom presence of the area hides from a search: NULL for a few.

    Never those of other areas, those restricted or those from whom the viewer is excluded: that one of them
    meets the search is not the viewer's to know.
    """
    return f"""
CREATE OR REPLACE FUNCTION people_withheld(wanted text) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
{_LIKE_BY_INDEX}
SELECT CASE WHEN count(DISTINCT n.subject_id) BETWEEN 1 AND {FEW - 1} THEN NULL
            ELSE count(DISTINCT n.subject_id) END
FROM candidate n
WHERE n.responsible_area_id = ANY ((SELECT access_viewer_areas({int(Level.PRESENCE)}))::smallint[])
  AND NOT n.restricted AND n.subject_id NOT IN (SELECT access_viewer_excluded()) AND NOT {_sees()}
$$"""


def _for_the_web(signature: str, create: str) -> list[str]:
    return [
        create,
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO {Role.WEB.database_name}",
        f"ALTER FUNCTION {signature} OWNER TO {DEFINER}",
    ]
