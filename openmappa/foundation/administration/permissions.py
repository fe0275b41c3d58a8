"""The wall around accounts and agencies: only who manages an area's accounts writes them, and only so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.permissions.policies import bound
from openmappa.foundation.database.roles import DEFINER, Role

WEB = Role.WEB.database_name
_MINE = f"access_viewer_where('{Permission.MANAGE_ACCOUNTS.value}')"
_MANAGES = f"ANY ((SELECT {_MINE})::smallint[])"
_OWN = "user_id = (SELECT access_viewer())"
_SIGNED_IN = "(SELECT access_viewer()) IS NOT NULL"
_OF_MANAGED_USER = (
    f"EXISTS (SELECT FROM accounts_user u WHERE u.id = user_id AND (u.area_id = {_MANAGES}"
    f" OR EXISTS (SELECT FROM accounts_membership m WHERE m.user_id = u.id AND m.area_id = {_MANAGES})))"
)

_OF_OWN_ACCOUNTS = f"EXISTS (SELECT FROM accounts_user u WHERE u.id = user_id AND u.area_id = {_MANAGES})"

POLICIES: Mapping[str, Mapping[str, str]] = {
    # Read before there is a viewer, to sign in; changed by oneself or by who manages the account.
    "accounts_user": {
        "read": "FOR SELECT USING (true)",
        "entry": f"FOR INSERT WITH CHECK (area_id = {_MANAGES} AND NOT is_demonstration)",
        "change": f"FOR UPDATE USING (id = (SELECT access_viewer()) OR area_id = {_MANAGES})",
    },
    # Read before there is a viewer, to know who it is.
    "accounts_membership": {
        "read": "FOR SELECT USING (true)",
        "end": f"FOR UPDATE USING (area_id = {_MANAGES}) WITH CHECK (until_date IS NOT NULL)",
    },
    "accounts_proposal": {
        "read": f"FOR SELECT USING (area_id = {_MANAGES} OR {_OWN})",
        "propose": f"FOR INSERT WITH CHECK (area_id = {_MANAGES} AND proposed_by_id = (SELECT access_viewer())"
        " AND decision = '')",
        "decide": f"FOR UPDATE USING (area_id = {_MANAGES} AND decision = '')"
        " WITH CHECK (decided_by_id = (SELECT access_viewer()))",
    },
    "accounts_qualification": {
        "read": f"FOR SELECT USING ({_OWN} OR {_OF_MANAGED_USER})",
        # Nobody vouches for themselves.
        "entry": f"FOR INSERT WITH CHECK ({_OF_MANAGED_USER} AND recorded_by_id = (SELECT access_viewer())"
        " AND user_id <> recorded_by_id)",
        "end": f"FOR UPDATE USING ({_OF_MANAGED_USER})",
    },
    # Where somebody lives is for them and for who looks after their account; nobody says it of themselves.
    "accounts_home": {
        "read": f"FOR SELECT USING ({_OWN} OR {_OF_OWN_ACCOUNTS})",
        "entry": f"FOR INSERT WITH CHECK ({_OF_OWN_ACCOUNTS} AND recorded_by_id = (SELECT access_viewer()))",
        "change": f"FOR UPDATE USING ({_OF_OWN_ACCOUNTS}) WITH CHECK (recorded_by_id = (SELECT access_viewer()))",
        "removal": f"FOR DELETE USING ({_OF_OWN_ACCOUNTS} AND NOT ({_OWN}))",
    },
    "accounts_condition": {
        "read": f"FOR SELECT USING ({_SIGNED_IN})",
        "entry": f"FOR INSERT WITH CHECK (area_id = {_MANAGES})",
        "end": f"FOR UPDATE USING (area_id = {_MANAGES})",
    },
    "accounts_acceptance": {
        "read": f"FOR SELECT USING ({_OWN} OR {_OF_MANAGED_USER})",
        "entry": f"FOR INSERT WITH CHECK ({_OWN})",
    },
    # A link is known by its secret's digest, before anybody is signed in.
    "accounts_invitation": {
        "read": "FOR SELECT USING (true)",
        "entry": f"FOR INSERT WITH CHECK ({_OF_MANAGED_USER})",
        "spend": f"FOR UPDATE USING ({_OWN} OR {_OF_MANAGED_USER})",
    },
    # Secrets are encrypted with a key that is not in the database.
    "mfa_authenticator": {
        "own": f"FOR ALL USING ({_OWN}) WITH CHECK ({_OWN})",
        "read": f"FOR SELECT USING ({_OF_MANAGED_USER})",
        "reset": f"FOR DELETE USING ({_OF_MANAGED_USER})",
    },
    "agencies_agency": {
        "read": "FOR SELECT USING (true)",
        "entry": f"FOR INSERT WITH CHECK (area_id = {_MANAGES} AND part <> 'responsible_authority')",
        "end": f"FOR UPDATE USING (area_id = {_MANAGES} AND part <> 'responsible_authority')",
    },
    "agencies_team": {
        "read": "FOR SELECT USING (true)",
        "entry": f"FOR INSERT WITH CHECK (area_id = {_MANAGES})",
        "end": f"FOR UPDATE USING (area_id = {_MANAGES})",
    },
}
"""The policies of the web role, by table and name. (The loader and the definer see past policies.)"""

READERS: Mapping[str, tuple[Role, ...]] = {
    # An export of the log says who it was and in which role; a report, of which agency a chapter is.
    "accounts_user": (Role.SEALER,),
    "accounts_membership": (Role.SEALER,),
    "agencies_agency": (Role.SEALER, Role.STATISTICS),
}
"""Who else reads every row, by table: of it no more than the columns that each was granted."""

_GIVE_ROLE = """
CREATE OR REPLACE FUNCTION administration_give_role() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$BEGIN
  INSERT INTO accounts_membership (user_id, agency_id, area_id, team_id, role, start_date, until_date, proposal_id)
  VALUES (NEW.user_id, NEW.agency_id, NEW.area_id, NEW.team_id, NEW.role, NEW.start_date, NEW.until_date, NEW.id);
  RETURN NULL;
END$$"""

_GUARD_USER = f"""
CREATE OR REPLACE FUNCTION administration_guard_user() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  IF current_user = '{WEB}' AND NEW.id IS DISTINCT FROM access_viewer()
     AND (NEW.password, NEW.last_login) IS DISTINCT FROM (OLD.password, OLD.last_login) THEN
    RAISE EXCEPTION 'a password is set by its user only' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF current_user = '{WEB}' AND NEW.is_active IS DISTINCT FROM OLD.is_active
     AND (NEW.id = access_viewer() OR NOT coalesce(NEW.area_id = ANY ({_MINE}), false)) THEN
    RAISE EXCEPTION 'an account is closed by who manages it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END$$"""

_GUARD_MEMBERSHIP = f"""
CREATE OR REPLACE FUNCTION administration_guard_membership() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN
  IF current_user = '{WEB}' AND OLD.until_date IS NOT NULL AND NEW.until_date >= OLD.until_date THEN
    RAISE EXCEPTION 'a membership is ended, never made longer' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END$$"""


def wall() -> list[str]:
    """Return the statements that set up the policies and triggers anew; running them twice changes nothing."""
    return [*_policies(), *_triggers()]


def _policies() -> Iterator[str]:
    for table, found in POLICIES.items():
        of_web = {name: _to(says, WEB) for name, says in found.items()}
        readers = READERS.get(table, ())
        of_others = {each.value: f"FOR SELECT TO {each.database_name} USING (true)" for each in readers}
        yield from bound(table, {**of_web, **of_others})


def _to(says: str, role: str) -> str:
    verb, condition = _parted(says)
    return f"{verb} TO {role} {condition}"


def _parted(says: str) -> tuple[str, str]:
    words = says.split(" ", 2)
    return " ".join(words[:2]), words[2]


def _triggers() -> Iterator[str]:
    yield f"GRANT CREATE ON SCHEMA public TO {DEFINER}"
    yield _GIVE_ROLE
    yield "REVOKE ALL ON FUNCTION administration_give_role() FROM PUBLIC"
    yield f"ALTER FUNCTION administration_give_role() OWNER TO {DEFINER}"
    yield f"REVOKE CREATE ON SCHEMA public FROM {DEFINER}"
    yield f"GRANT INSERT ON accounts_membership TO {DEFINER}"
    yield (
        "CREATE OR REPLACE TRIGGER administration_give_role AFTER UPDATE OF decision ON accounts_proposal FOR EACH ROW"
        " WHEN (OLD.decision = '' AND NEW.decision = 'agreed') EXECUTE FUNCTION administration_give_role()"
    )
    yield _GUARD_USER
    yield (
        "CREATE OR REPLACE TRIGGER administration_guard_user BEFORE UPDATE ON accounts_user FOR EACH ROW"
        " EXECUTE FUNCTION administration_guard_user()"
    )
    yield _GUARD_MEMBERSHIP
    yield (
        "CREATE OR REPLACE TRIGGER administration_guard_membership BEFORE UPDATE ON accounts_membership FOR EACH ROW"
        " EXECUTE FUNCTION administration_guard_membership()"
    )
