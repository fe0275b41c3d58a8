"""What the database compares for a reader of the log, since the reader sees neither names nor memberships."""

from __future__ import annotations

from collections.abc import Mapping

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.database.roles import DEFINER, Role

COMPARED: Mapping[str, str] = {
    each: f"log_review_{each}(timestamptz)" for each in ("own_name", "own_address", "outside_area")
}
"""The functions, by the kind of unusual looking that each finds."""

_READ = f"""e.at >= since AND e.operation = 'consultation' AND cardinality(e.subjects) = 1
    AND e.areas && (SELECT access_viewer_where('{Permission.READ_LOG.value}'))"""


def wall() -> list[str]:
    """Return the statements that create the functions. Each returns entries of the reader's own areas only."""
    found = [
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        f"GRANT SELECT ON people_name, people_address, accounts_home TO {DEFINER}",
    ]
    bodies = {"own_name": _own_name(), "own_address": _own_address(), "outside_area": _outside_area()}
    for kind, signature in COMPARED.items():
        name, body = signature.partition("(")[0], bodies[kind]
        found += [
            (
                f"CREATE OR REPLACE FUNCTION {name}(since timestamptz) RETURNS SETOF bigint LANGUAGE sql STABLE"
                f" SECURITY DEFINER SET search_path = public, pg_temp AS $${body}$$"
            ),
            f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION {signature} TO {Role.WEB.database_name}",
            f"ALTER FUNCTION {signature} OWNER TO {DEFINER}",
        ]
    return [*found, f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}"]


def _own_name() -> str:
    """Return the query of records opened whose person has, or had, the family name of who opened it."""
    return f"""
  SELECT e.id FROM audit_event e JOIN accounts_user u ON u.id = e.actor
  WHERE {_READ} AND EXISTS (SELECT FROM people_name n WHERE n.subject_id = e.subjects[1]
    AND NOT n.recorded_in_error
    AND people_plain(n.family_name) = people_plain(substring(u.name FROM '[^ ]+$')))"""


def _own_address() -> str:
    """Return the query of records opened whose person lives, or lived, at the home postcode of who opened it."""
    return f"""
  SELECT e.id FROM audit_event e JOIN accounts_home h ON h.user_id = e.actor
  WHERE {_READ} AND EXISTS (SELECT FROM people_address a WHERE a.subject_id = e.subjects[1]
    AND NOT a.recorded_in_error AND replace(upper(a.postcode), ' ', '') = replace(h.postcode, ' ', ''))"""


def _outside_area() -> str:
    """Return the query of records opened in whose area, as it was then, who opened them had no membership."""
    return f"""
  SELECT e.id FROM audit_event e
  WHERE {_READ} AND e.actor IS NOT NULL AND e.area IS NOT NULL AND NOT EXISTS (
    SELECT FROM accounts_membership m WHERE m.user_id = e.actor AND m.area_id = e.area
      AND m.start_date <= e.at::date AND (m.until_date IS NULL OR m.until_date > e.at::date))"""
