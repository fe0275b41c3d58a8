"""Agencies that co-operate, associates, and teams of any agency: entered by an area, and ended."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.models import Membership
from openmappa.foundation.administration.services.writing_down import (
    UnableToAdminister,
    must_manage,
    write_down,
)
from openmappa.foundation.agencies.domain import ENTERED_BY_AREAS, Part
from openmappa.foundation.agencies.models import Agency, Team
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES


def add_agency(*, by: Viewer, area: int, name: str, kind: str, part: Part) -> Agency:
    """Enter an agency with a duty to co-operate, or an associate, of the area.

    :raises UnableToAdminister: if the area has one of this name, or the part is that of the responsible authority
    """
    must_manage(by, area)
    if part not in ENTERED_BY_AREAS:
        raise UnableToAdminister(_("The responsible authority of an area is fixed by law"), field="part")
    if Agency.objects.filter(area_id=area, name__iexact=name, until_date=None).exists():
        raise UnableToAdminister(_("The area has an agency of this name"), field="name")
    made = Agency.objects.create(
        code=f"area-{area}-{uuid.uuid4().hex[:12]}", name=name, kind=kind, part=part.value, area_id=area
    )
    write_down(by, "agency entered", area=area, agency=made.pk, part=part)
    return made


def end_agency(*, by: Viewer, agency: Agency) -> None:
    """End an agency's part, from today.

    :raises UnableToAdminister: if somebody holds a role in it, it has teams, or it is the responsible authority's
    """
    must_manage(by, agency.area_id)
    if agency.part == Part.RESPONSIBLE_AUTHORITY:
        raise UnableToAdminister(_("The responsible authority of an area is fixed by law"))
    if _held(by, agency=agency):
        raise UnableToAdminister(_("Somebody holds a role in this agency. End those roles first"))
    if Team.objects.filter(agency=agency, until_date=None).exists():
        raise UnableToAdminister(_("This agency has teams. End them first"))
    Agency.objects.filter(pk=agency.pk).update(until_date=by.as_at)
    write_down(by, "agency ended", area=agency.area_id, agency=agency.pk)


def add_team(*, by: Viewer, area: int, name: str, agency: Agency) -> Team:
    """Enter a team of an agency of the area. A team of an agency that can lead on cases can then answer for people.

    :raises UnableToAdminister: if the area has a team of this name, or the agency is not one of the area
    """
    must_manage(by, area)
    if agency.area_id not in (None, area):
        raise UnableToAdminister(_("The agency is not one of the area"), field="agency")
    if Team.objects.filter(area_id=area, name__iexact=name).exists():
        raise UnableToAdminister(_("The area has, or had, a team of this name"), field="name")
    leads = agency.kind if agency.kind in {each.value for each in LEAD_AGENCIES} else ""
    made = Team.objects.create(area_id=area, name=name, agency=agency, lead_agency=leads)
    write_down(by, "team entered", area=area, team=made.pk, agency=agency.pk)
    return made


def end_team(*, by: Viewer, team: Team) -> None:
    """End a team, from today.

    :raises UnableToAdminister: if somebody holds a role in it
    """
    must_manage(by, team.area_id)
    if _held(by, team=team):
        raise UnableToAdminister(_("Somebody holds a role in this team. End those roles first"))
    Team.objects.filter(pk=team.pk).update(until_date=by.as_at)
    write_down(by, "team ended", area=team.area_id, team=team.pk)


def _held(by: Viewer, **of_what: object) -> bool:
    return Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=by.as_at), **of_what
    ).exists()
