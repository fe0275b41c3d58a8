"""The accounts, proposals, conditions, agencies and teams that a system manager looks after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from openmappa.foundation.access.domain import RIGHTS, Permission, Viewer
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.accounts.domain import WARNING_DAYS
from openmappa.foundation.accounts.models import (
    Acceptance,
    Condition,
    Home,
    Invitation,
    Membership,
    Proposal,
    Qualification,
    User,
)
from openmappa.foundation.agencies.models import Agency, Area, Team

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def managed_areas(*, viewer: Viewer) -> list[int]:
    """Return the areas whose accounts the viewer manages. The database asks `access_viewer_where`."""
    return sorted(
        {
            each.area
            for each in viewer.held
            if each.area and Permission.MANAGE_ACCOUNTS in RIGHTS[each.role].permissions
        }
    )


def areas(*, viewer: Viewer) -> QuerySet[Area]:
    """Return the areas whose accounts the viewer manages, by number."""
    return Area.objects.filter(number__in=managed_areas(viewer=viewer)).order_by("number")


def users(*, viewer: Viewer) -> QuerySet[User]:
    """Return the accounts of the viewer's areas and those with a role in them, each with its memberships."""
    mine = managed_areas(viewer=viewer)
    memberships = Membership.objects.select_related("agency", "area", "team").order_by("start_date")
    return (
        User.objects.filter(
            Q(area_id__in=mine) | Exists(Membership.objects.filter(user_id=OuterRef("pk"), area_id__in=mine))
        )
        .annotate(
            second_factor=Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=_FACTORS))
        )
        .select_related("area")
        .prefetch_related(Prefetch("memberships", memberships))
        .order_by("name", "email")
    )


def user_for(user_id: UUID, *, viewer: Viewer) -> User:
    """Return one of these accounts.

    :raises NotVisible: if there is no such account or the viewer does not look after it
    """
    found = users(viewer=viewer).filter(pk=user_id).first()
    if found is None:
        raise NotVisible
    return found


def qualifications(user: User, *, viewer: Viewer) -> Sequence[Qualification]:
    """Return what is registered of the user, the latest first."""
    user_for(user.pk, viewer=viewer)
    return list(Qualification.objects.filter(user=user).select_related("recorded_by"))


def home_of(user: User, *, viewer: Viewer) -> str:
    """Return the postcode that is registered of an account that the viewer looks after; empty if there is none."""
    if user.area_id not in managed_areas(viewer=viewer):
        return ""
    return Home.objects.filter(user=user).values_list("postcode", flat=True).first() or ""


def running_out(*, viewer: Viewer) -> Sequence[Qualification]:
    """Return the qualifications of the viewer's users that run out in four weeks, or did in the last four."""
    around = timedelta(days=WARNING_DAYS)
    return list(
        Qualification.objects.filter(
            user__in=users(viewer=viewer).values("pk"),
            user__is_active=True,
            last_date__range=(viewer.as_at - around, viewer.as_at + around),
        )
        .select_related("user")
        .order_by("last_date")
    )


def acceptance(user: User, *, viewer: Viewer) -> Acceptance | None:
    """Return the latest terms of use that the user accepted."""
    user_for(user.pk, viewer=viewer)
    return Acceptance.objects.filter(user=user).order_by("-accepted_at").first()


def proposals(*, viewer: Viewer, user: User | None = None) -> QuerySet[Proposal]:
    """Return the proposals of the viewer's areas that nobody has decided, or all those for one user."""
    found = Proposal.objects.filter(area_id__in=managed_areas(viewer=viewer)).select_related(
        "user", "agency", "area", "team", "proposed_by", "decided_by"
    )
    return found.filter(user=user) if user else found.filter(decision="")


def proposal_for(proposal_id: UUID, *, viewer: Viewer) -> Proposal:
    """Return one proposal of the viewer's areas.

    :raises NotVisible: if there is none
    """
    found = (
        Proposal.objects.filter(area_id__in=managed_areas(viewer=viewer), pk=proposal_id)
        .select_related("user", "agency", "area", "team", "proposed_by", "decided_by")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def conditions(*, viewer: Viewer, also_ended: bool = False) -> QuerySet[Condition]:
    """Return the conditions in force in the viewer's areas."""
    found = Condition.objects.filter(area_id__in=managed_areas(viewer=viewer)).select_related("area")
    return found if also_ended else found.filter(_running(viewer))


def agencies(*, viewer: Viewer, also_ended: bool = False) -> QuerySet[Agency]:
    """Return the agencies of the viewer's areas and those of all areas, that take part today."""
    mine = Q(area_id__in=managed_areas(viewer=viewer)) | Q(area__isnull=True)
    found = Agency.objects.filter(mine).select_related("area").order_by("area", "name")
    return found if also_ended else found.filter(_running(viewer))


def teams(*, viewer: Viewer, also_ended: bool = False) -> QuerySet[Team]:
    """Return the teams of the viewer's areas that there are today."""
    found = Team.objects.filter(area_id__in=managed_areas(viewer=viewer))
    found = found.select_related("area", "agency").order_by("area", "name")
    return found if also_ended else found.filter(_running(viewer))


def latest_link(user: User, *, viewer: Viewer) -> Invitation | None:
    """Return the newest one-time link that was made for the user, used or not."""
    user_for(user.pk, viewer=viewer)
    return Invitation.objects.filter(user=user).order_by("-made_at", "-pk").first()


def _running(viewer: Viewer) -> Q:
    return Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at)
