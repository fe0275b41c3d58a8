"""The database's wall around giving sight: who may give it, restrict a record, or open one in an emergency."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Model

from openmappa.foundation.access.domain import (
    EMERGENCY_LASTS,
    SPECIAL_SECTIONS,
    Level,
    Permission,
    Section,
    Source,
)
from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight
from openmappa.foundation.access.permissions.functions import HOLDER, definer, opens
from openmappa.foundation.database.roles import DEFINER, Role

_VIEWER = "(SELECT access_viewer())"
_SPECIAL = ", ".join(f"'{each.value}'" for each in sorted(SPECIAL_SECTIONS))
_NOT_EXCLUDED = "x.id NOT IN (SELECT access_viewer_excluded())"
_LASTS = f"interval '{int(EMERGENCY_LASTS.total_seconds())} seconds'"


def _where(permission: Permission) -> str:
    return f"ANY ((SELECT access_viewer_where('{permission.value}'))::smallint[])"


def functions() -> dict[str, str]:
    """Return the statements that create the functions, by signature, each after those that it calls."""
    return {**_who_may(), **_reading_and_ending(), **_restricting()}


def _who_may() -> dict[str, str]:
    ordinary = f"coalesce(of_section, '') NOT IN ({_SPECIAL})"
    return {
        "access_gives(uuid, text)": definer(
            "access_gives(of_subject uuid, of_section text)",
            "boolean",
            "SELECT EXISTS (SELECT FROM access_subject x WHERE x.id = of_subject"
            f" AND x.responsible_area_id = {_where(Permission.GIVE_SIGHT)} AND {_NOT_EXCLUDED} AND ("
            f"({ordinary} AND NOT x.restricted AND x.responsible_area_id = ANY (access_viewer_areas({int(Level.FULL)})))"
            f" OR EXISTS (SELECT FROM access_sight s WHERE s.subject_id = of_subject AND {HOLDER}"
            f" AND s.emergency_id IS NULL AND s.level = {int(Level.FULL)}"
            f" AND (s.section = of_section OR (s.section IS NULL AND {ordinary})))))",
        ),
        "access_emergency_area(uuid)": definer(
            "access_emergency_area(of_subject uuid)",
            "smallint",
            "SELECT x.responsible_area_id FROM access_subject x WHERE x.id = of_subject"
            f" AND x.responsible_area_id = {_where(Permission.OPEN_IN_EMERGENCY)} AND {_NOT_EXCLUDED}",
        ),
    }


def _reading_and_ending() -> dict[str, str]:
    sees = opens(Level.FULL, Section.PRESENCE.value, subject="x.id", table="x", carries=True)
    knows = opens(Level.PRESENCE, Section.PRESENCE.value, subject="x.id", table="x", carries=True)
    ending = f"until_at = access_now(), ended_by_id = {_VIEWER}"
    return {
        "access_sight_of(uuid)": definer(
            "access_sight_of(of_subject uuid)",
            "SETOF access_sight",
            "SELECT s.* FROM access_sight s JOIN access_subject x ON x.id = s.subject_id"
            f" WHERE s.subject_id = of_subject AND {sees}",
        ),
        "access_team_to_ask(uuid)": definer(
            "access_team_to_ask(of_subject uuid)",
            "varchar",
            "SELECT t.name FROM access_sight s JOIN access_subject x ON x.id = s.subject_id"
            f" JOIN agencies_team t ON t.id = s.team_id WHERE s.source = '{Source.RESPONSIBILITY}'"
            f" AND s.subject_id = of_subject AND s.start_date <= access_day() AND {knows}"
            " AND (s.until_date IS NULL OR s.until_date > access_day()) ORDER BY s.start_date DESC LIMIT 1",
        ),
        "access_end_sight(bigint, text)": definer(
            "access_end_sight(of_sight bigint, why text)",
            "SETOF bigint",
            f"UPDATE access_sight SET {ending}, end_reason = why WHERE id = of_sight"
            f" AND source IN ('{Source.GIVEN}', '{Source.RESTRICTION}') AND until_at IS NULL"
            " AND btrim(why) <> '' AND access_gives(subject_id, NULL) RETURNING id",
            changes=True,
        ),
        "access_end_emergency(uuid)": definer(
            "access_end_emergency(of_access uuid)",
            "SETOF bigint",
            "WITH ended AS (UPDATE access_emergencyaccess e SET until_at = access_now()"
            " WHERE e.id = of_access AND e.until_at > access_now()"
            f" AND (e.user_id = {_VIEWER} OR access_gives(e.subject_id, NULL)) RETURNING e.id)"
            f" UPDATE access_sight s SET {ending} FROM ended WHERE s.emergency_id = ended.id RETURNING s.id",
            changes=True,
        ),
    }


def _restricting() -> dict[str, str]:
    return {
        "access_restricting()": "CREATE OR REPLACE FUNCTION access_restricting() RETURNS trigger"
        " LANGUAGE plpgsql AS $$BEGIN"
        # One condition would ask whoever loads for the right to call what only the web may call.
        f" IF current_user = '{Role.WEB.database_name}' THEN IF NOT access_gives(OLD.id, NULL) THEN"
        " RAISE insufficient_privilege USING MESSAGE = 'who may see a record is decided by those who may give sight';"
        " END IF; END IF; RETURN NEW; END$$"
    }


def triggers() -> tuple[str, ...]:
    """Return the statement that has the database ask who restricts a record, or moves it to another area."""
    asked = "BEFORE UPDATE OF restricted, responsible_area_id ON access_subject"
    return (
        f"CREATE OR REPLACE TRIGGER access_restricting {asked} FOR EACH ROW EXECUTE FUNCTION access_restricting()",
        f"GRANT SELECT, UPDATE ON access_sight, access_emergencyaccess TO {DEFINER}",
        f"GRANT SELECT ON access_subject, agencies_team TO {DEFINER}",
    )


def own_policies(model: type[Model]) -> dict[str, str]:
    """Return the policies of the tables of sight itself: the name of each and what it says."""
    made: Mapping[type[Model], dict[str, str]] = {
        Sight: _of_sight(),
        EmergencyAccess: _of_emergencies(),
        AccessRequest: _of_requests(),
    }
    web = Role.WEB.database_name
    return {name: says.format(web=web) for name, says in made.get(model, {}).items()}


def _of_sight() -> dict[str, str]:
    held = (
        "(user_id = access_viewer() OR team_id = ANY ((SELECT access_viewer_teams())::bigint[])"
        " OR agency_id = ANY ((SELECT access_viewer_agencies())::bigint[]))"
    )
    longest = f"access_day() + {int(settings.SIGHT_LONGEST_DAYS)}"
    lasts = (
        f"((level = {int(Level.NONE)} AND section IS NULL)"
        f" OR (level > {int(Level.NONE)} AND until_date <= {longest}))"
    )
    another = (
        f"(source = '{Source.GIVEN}' AND (user_id IS DISTINCT FROM {_VIEWER} OR level = {int(Level.NONE)}))"
    )
    oneself = (
        f"(source = '{Source.RESTRICTION}' AND user_id = {_VIEWER} AND level = {int(Level.FULL)}"
        " AND section IS NULL)"
    )
    of_emergency = (
        "EXISTS (SELECT FROM access_emergencyaccess e WHERE e.id = emergency_id"
        f" AND e.user_id = {_VIEWER} AND e.subject_id = access_sight.subject_id"
        " AND e.until_at = access_sight.until_at AND e.until_at > access_now()"
        " AND (section IS NULL OR section = ANY (e.sections)))"
    )
    by_whom = f"given_by_id = {_VIEWER} AND reference IS NULL AND ended_by_id IS NULL AND btrim(reason) <> ''"
    return {
        "held": f"FOR SELECT TO {{web}} USING {held}",
        "given": f"FOR INSERT TO {{web}} WITH CHECK ({by_whom} AND start_date >= access_day()"
        f" AND until_at IS NULL AND emergency_id IS NULL AND {lasts} AND ({another} OR {oneself})"
        " AND access_gives(subject_id, section))",
        "emergency": f"FOR INSERT TO {{web}} WITH CHECK ({by_whom} AND source = '{Source.EMERGENCY}'"
        f" AND user_id = {_VIEWER} AND (section IS NULL OR section IN ({_SPECIAL})) AND {of_emergency})",
    }


def _of_emergencies() -> dict[str, str]:
    sees = opens(
        Level.FULL,
        Section.PRESENCE.value,
        subject="access_emergencyaccess.subject_id",
        table="access_emergencyaccess",
        carries=False,
    )
    reviews = f"area_id = {_where(Permission.REVIEW_EMERGENCY)}"
    return {
        "told": f"FOR SELECT TO {{web}} USING (user_id = {_VIEWER} OR {reviews} OR {sees})",
        "opened": f"FOR INSERT TO {{web}} WITH CHECK (user_id = {_VIEWER}"
        " AND area_id = access_emergency_area(subject_id) AND opened_at = access_now()"
        f" AND until_at <= access_now() + {_LASTS} AND outcome IS NULL AND sections <@ ARRAY[{_SPECIAL}]::varchar[])",
        "reviewed": f"FOR UPDATE TO {{web}} USING ({reviews} AND user_id <> {_VIEWER} AND outcome IS NULL"
        f" AND until_at <= access_now()) WITH CHECK (reviewed_by_id = {_VIEWER} AND outcome IS NOT NULL)",
    }


def _of_requests() -> dict[str, str]:
    knows = opens(
        Level.PRESENCE,
        Section.PRESENCE.value,
        subject="access_accessrequest.subject_id",
        table="access_accessrequest",
        carries=False,
    )
    answers = "access_gives(subject_id, NULL)"
    return {
        "told": f"FOR SELECT TO {{web}} USING (user_id = {_VIEWER} OR {answers})",
        "asked": f"FOR INSERT TO {{web}} WITH CHECK (user_id = {_VIEWER} AND answer IS NULL AND {knows})",
        "answered": f"FOR UPDATE TO {{web}} USING (user_id <> {_VIEWER} AND answer IS NULL AND {answers})"
        f" WITH CHECK (answered_by_id = {_VIEWER} AND answer IS NOT NULL)",
    }
