"""What the database itself does for the log: whose log an entry is, and who looked at one record."""

from __future__ import annotations

from openmappa.foundation.access.domain import Level, Permission, Section
from openmappa.foundation.access.permissions.functions import opens
from openmappa.foundation.audit.domain import READ
from openmappa.foundation.database.roles import DEFINER, Role

WHO_LOOKED = "audit_who_looked(uuid, bigint, integer)"
AREA_OF_LOG = "audit_area_of_log(uuid)"
MOST = 200


def wall() -> list[str]:
    """Return the statements that create the functions and the trigger. Twice changes nothing."""
    owner, sealer = Role.OWNER.database_name, Role.SEALER.database_name
    web = Role.WEB.database_name
    return [
        f"GRANT CREATE ON SCHEMA public TO {DEFINER}",
        f"GRANT SELECT ({', '.join(READ)}) ON audit_event TO {DEFINER}",
        f"GRANT SELECT (id, responsible_area_id, restricted) ON access_subject TO {DEFINER}",
        f"GRANT SELECT (id, name) ON agencies_agency TO {DEFINER}",
        _areas_of_entry(),
        *_handed_over("audit_areas_of_entry()", to=owner),
        (
            "CREATE OR REPLACE TRIGGER audit_areas_of_entry BEFORE INSERT ON audit_event"
            " FOR EACH ROW EXECUTE FUNCTION audit_areas_of_entry()"
        ),
        _area_of_log(),
        *_handed_over(AREA_OF_LOG, to=web),
        _who_looked(),
        *_handed_over(WHO_LOOKED, to=web),
        f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}",
        # An export for the Commissioner says who it was; one for the subject says in which role.
        f"GRANT SELECT (id, name) ON accounts_user TO {sealer}",
        f"GRANT SELECT (user_id, role, agency_id, start_date, until_date) ON accounts_membership TO {sealer}",
        f"GRANT SELECT (id, name) ON agencies_agency TO {sealer}",
    ]


def _handed_over(signature: str, *, to: str) -> list[str]:
    return [
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION {signature} TO {to}",
        f"ALTER FUNCTION {signature} OWNER TO {DEFINER}",
    ]


def _areas_of_entry() -> str:
    return """
CREATE OR REPLACE FUNCTION audit_areas_of_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  NEW.areas := ARRAY(
    SELECT NEW.area WHERE NEW.area IS NOT NULL
    UNION SELECT s.responsible_area_id FROM access_subject s WHERE s.id = ANY (NEW.subjects)
    UNION SELECT m.area_id FROM accounts_membership m
      WHERE m.user_id = NEW.actor AND m.area_id IS NOT NULL AND m.start_date <= CURRENT_DATE
        AND (m.until_date IS NULL OR m.until_date > CURRENT_DATE)
    ORDER BY 1);
  RETURN NEW;
END $$"""


def _area_of_log() -> str:
    """Return the function that tells a reader of an area's log whether a reference is of the area."""
    return f"""
CREATE OR REPLACE FUNCTION audit_area_of_log(of_subject uuid) RETURNS smallint LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT x.responsible_area_id FROM access_subject x WHERE x.id = of_subject
    AND x.responsible_area_id = ANY (access_viewer_where('{Permission.READ_LOG.value}'))
$$"""


def _who_looked() -> str:
    """Return the function that reads the log of one record, latest first, for those who may.

    Other people whom an entry is about are counted and not named. It tests inside what the pages test: the
    viewer reads the log of the subject's area, or may see there who looked and sees the subject.
    """
    sees = opens(Level.SUMMARY, Section.IDENTITY.value, subject="x.id", table="x", carries=True)
    held = (
        "FROM accounts_membership m JOIN agencies_agency a ON a.id = m.agency_id"
        " WHERE m.user_id = e.actor AND m.start_date <= e.at::date"
        " AND (m.until_date IS NULL OR m.until_date > e.at::date) ORDER BY 1"
    )
    return f"""
CREATE OR REPLACE FUNCTION audit_who_looked(of_subject uuid, below bigint, most integer)
RETURNS TABLE (id bigint, at timestamptz, operation text, what text, page text, name text, acting text,
  roles text[], agencies text[], justification text, recipient text, others integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.id, e.at, e.operation, e.what, e.detail ->> 'page', u.name, e.acting,
    ARRAY(SELECT DISTINCT m.role::text {held}), ARRAY(SELECT DISTINCT a.name::text {held}),
    e.justification, e.recipient, cardinality(e.subjects) - 1
  FROM audit_event e LEFT JOIN accounts_user u ON u.id = e.actor
  WHERE e.subjects @> ARRAY[of_subject] AND e.id < below AND EXISTS (
    SELECT FROM access_subject x WHERE x.id = of_subject AND (
      x.responsible_area_id = ANY (access_viewer_where('{Permission.READ_LOG.value}'))
      OR (x.responsible_area_id = ANY (access_viewer_where('{Permission.SEE_WHO_LOOKED.value}')) AND {sees})))
  ORDER BY e.id DESC LIMIT least(most, {MOST})
$$"""
