"""Roles: proposed by one system manager, agreed to by another, ended by either."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, Proposal, User
from openmappa.foundation.accounts.services.sessions import end_sessions
from openmappa.foundation.administration.domain import GIVEN_ON_SCREEN, fits
from openmappa.foundation.administration.services.writing_down import (
    UnableToAdminister,
    must_manage,
    write_down,
)
from openmappa.foundation.agencies.domain import Part
from openmappa.foundation.agencies.models import Agency, Team


def propose(
    *,
    by: Viewer,
    user: User,
    role: Role,
    area: int,
    agency: Agency,
    team: Team | None,
    start_date: date,
    until_date: date | None,
    reason: str,
) -> Proposal:
    """Propose a role for the user, which holds once another system manager agrees.

    :raises UnableToAdminister: if role, agency, team, area and days do not fit together
    """
    must_manage(by, area)
    if role not in GIVEN_ON_SCREEN:
        raise PermissionDenied
    _check(role, area=area, agency=agency, team=team)
    if until_date and until_date <= start_date:
        raise UnableToAdminister(_("The role must end after it begins"), field="until_date")
    if until_date and until_date <= by.as_at:
        raise UnableToAdminister(_("The role must end in the future"), field="until_date")
    if Proposal.objects.filter(user=user, role=role.value, area_id=area, team=team, decision="").exists():
        raise UnableToAdminister(_("This role is proposed already, and waits for a decision"), field="role")
    made = Proposal.objects.create(
        user=user,
        role=role.value,
        area_id=area,
        agency=agency,
        team=team,
        start_date=start_date,
        until_date=until_date,
        reason=reason,
        proposed_by_id=by.user_id,
    )
    _write(by, "role proposed", made, reason=reason)
    return made


def decide(*, by: Viewer, proposal: Proposal, agree: bool, reason: str, now: datetime) -> None:
    """Agree to the proposal, so that the membership is made, or decline it.

    :raises UnableToAdminister: if the viewer proposed or would receive the role, or it was decided meanwhile
    """
    must_manage(by, proposal.area_id)
    if agree and by.user_id == proposal.proposed_by_id:
        raise UnableToAdminister(_("You proposed this role, so another system manager must agree to it"))
    if agree and by.user_id == proposal.user_id:
        raise UnableToAdminister(_("This role is for you, so another system manager must agree to it"))
    decided = Proposal.objects.filter(pk=proposal.pk, decision="").update(
        decision="agreed" if agree else "declined",
        decision_reason=reason,
        decided_by_id=by.user_id,
        decided_at=now,
    )
    if not decided:
        raise UnableToAdminister(_("Somebody else has decided this meanwhile"))
    _write(by, "membership given" if agree else "role declined", proposal, reason=reason)


def end_membership(*, by: Viewer, membership: Membership, until_date: date, reason: str) -> None:
    """End the membership: `until_date` is the first day on which it no longer holds. Sessions end with it.

    :raises UnableToAdminister: if it ends sooner already, or the day lies before its first
    """
    must_manage(by, membership.area_id)
    if membership.until_date and membership.until_date <= until_date:
        raise UnableToAdminister(_("The role ends sooner already"), field="until_date")
    if until_date < by.as_at:
        raise UnableToAdminister(_("The day must be today or later"), field="until_date")
    # A membership that has not begun ends on its first day, so that it never holds.
    ends = max(until_date, membership.start_date)
    Membership.objects.filter(pk=membership.pk).update(until_date=ends)
    if ends <= by.as_at:
        end_sessions([membership.user_id])
    write_down(
        by,
        "membership ended",
        area=membership.area_id,
        reason=reason,
        account=membership.user_id,
        role=membership.role,
        membership=membership.pk,
        until=ends,
    )


def _check(role: Role, *, area: int, agency: Agency, team: Team | None) -> None:
    if agency.area_id not in (None, area):
        raise UnableToAdminister(_("The agency is not one of the area"), field="agency")
    if not fits(role, kind=agency.kind, part=Part(agency.part)):
        raise UnableToAdminister(_("Members of this agency do not hold this role"), field="role")
    if team and team.area_id != area:
        raise UnableToAdminister(_("The team is not one of the area"), field="team")
    if team and team.agency_id not in (None, agency.pk):
        raise UnableToAdminister(_("The team is not one of the agency"), field="team")
    if team and team.agency_id is None and team.lead_agency != agency.kind:
        raise UnableToAdminister(_("The team is not one of the agency"), field="team")


def _write(by: Viewer, what: str, proposal: Proposal, *, reason: str) -> None:
    write_down(
        by,
        what,
        area=proposal.area_id,
        reason=reason,
        account=proposal.user_id,
        role=proposal.role,
        agency=proposal.agency_id,
        team=proposal.team_id,
        proposal=proposal.pk,
    )
