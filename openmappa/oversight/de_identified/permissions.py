"""The view by which analysts read rows without identity. It sees past the policies, and tests who asks inside."""

from __future__ import annotations

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.database.roles import DEFINER, Role
from openmappa.oversight.de_identified.domain import AGE_BANDS
from openmappa.statute.vocabulary.persons import ETHNICITIES

SCHEMA = "de_identified"
VIEW = f"{SCHEMA}.person"

_READS = {
    "access_subject": ("id", "responsible_area_id", "restricted"),
    "people_person": ("subject_id", "date_of_birth", "sex", "ethnicity", "recorded_in_error"),
    "standing_standing": (
        "id", "subject_id", "kind", "category", "start_date", "last_date", "recorded_in_error",
    ),
    "standing_level": ("standing_id", "level", "start_date", "until_date", "recorded_in_error"),
    "responsibility_responsibility": (
        "subject_id", "lead_agency", "start_date", "until_date", "recorded_in_error",
    ),
    "custody_custodyspell": ("subject_id", "start_date", "until_date", "recorded_in_error"),
}  # fmt: skip


def wall() -> list[str]:
    """Return the statements that set up the view anew. Twice changes nothing.

    Only the web role reads it, and finds rows of the areas only in which the viewer may read such rows.
    Restricted people and Category 4 are left out: so few are there that a row could point at one.
    """
    owner, web = Role.OWNER.database_name, Role.WEB.database_name
    others = ", ".join(each.database_name for each in (Role.LOADER, Role.STATISTICS))
    return [
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA} AUTHORIZATION {owner}",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {web}, {DEFINER}",
        f"GRANT CREATE ON SCHEMA {SCHEMA} TO {DEFINER}",
        *(
            f"GRANT SELECT ({', '.join(names)}) ON public.{table} TO {DEFINER}"
            for table, names in _READS.items()
        ),
        f"DROP VIEW IF EXISTS {VIEW}",
        f"CREATE VIEW {VIEW} WITH (security_barrier) AS {_rows()}",
        f"ALTER VIEW {VIEW} OWNER TO {DEFINER}",
        f"REVOKE ALL ON {VIEW} FROM PUBLIC, {others}",
        f"GRANT SELECT ON {VIEW} TO {web}",
        f"REVOKE CREATE ON SCHEMA {SCHEMA} FROM {DEFINER}",
    ]


def _rows() -> str:
    groups = " ".join(f"WHEN '{code}' THEN '{words.group}'" for code, words in ETHNICITIES.items())
    age = "extract(year FROM age(access_day(), p.date_of_birth))"
    bands = " ".join(
        f"WHEN {age} >= {least} AND {age} < {below} THEN '{words}'"
        for words, (least, below) in AGE_BANDS.items()
    )

    def holds(table: str, *, end: str = "until_date", inclusive: bool = False) -> str:
        last = ">=" if inclusive else ">"
        return (
            f"NOT {table}.recorded_in_error AND {table}.start_date <= access_day()"
            f" AND ({table}.{end} IS NULL OR {table}.{end} {last} access_day())"
        )

    return f"""
SELECT gen_random_uuid()::text AS key, x.responsible_area_id AS area, s.category, l.level,
       coalesce(r.lead_agency, '') AS lead_agency,
       EXISTS (SELECT FROM public.custody_custodyspell c WHERE c.subject_id = x.id AND {holds("c")}) AS in_custody,
       CASE {bands} ELSE '' END AS age_band, p.sex, CASE p.ethnicity {groups} END AS ethnic_group
FROM public.access_subject x
JOIN public.people_person p ON p.subject_id = x.id AND NOT p.recorded_in_error
JOIN public.standing_standing s ON s.subject_id = x.id AND s.kind = 'eligible' AND s.category IN (1, 2, 3)
 AND {holds("s", end="last_date", inclusive=True)}
LEFT JOIN public.standing_level l ON l.standing_id = s.id AND {holds("l")}
LEFT JOIN public.responsibility_responsibility r ON r.subject_id = x.id AND {holds("r")}
WHERE NOT x.restricted
  AND x.responsible_area_id = ANY ((SELECT public.access_viewer_where('{Permission.READ_DE_IDENTIFIED.value}'))::smallint[])
"""
