"""Accounts: made, invited, closed, opened again, helped after a lost second factor."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.models import User
from openmappa.foundation.accounts.services import invite, same_address
from openmappa.foundation.accounts.services.sessions import end_sessions
from openmappa.foundation.administration.services.writing_down import (
    UnableToAdminister,
    must_manage,
    write_down,
)
from openmappa.foundation.audit.domain import Operation


def create_account(*, by: Viewer, email: str, name: str, area: int, now: datetime) -> tuple[User, str]:
    """Make an account without any role; return it and the secret of its one-time link.

    :raises UnableToAdminister: if the address has an account already
    """
    must_manage(by, area)
    address = same_address(email)
    if User.objects.filter(email=address).exists():
        raise UnableToAdminister(_("There is an account with this email address already"), field="email")
    user = User(email=address, name=name.strip(), area_id=area)
    user.set_unusable_password()
    user.save(force_insert=True)
    write_down(by, "account made", area=area, operation=Operation.COLLECTION, account=user.pk)
    return user, invite(user, by=_user(by), now=now)


def new_link(*, by: Viewer, user: User, now: datetime) -> str:
    """Return the secret of a new one-time link with which the user sets a password; earlier links end."""
    _other(by, user)
    write_down(by, "one-time link made", area=user.area_id, account=user.pk)
    return invite(user, by=_user(by), now=now)


def close_account(*, by: Viewer, user: User, reason: str) -> None:
    """Close the account: its sessions end and none of its memberships holds."""
    _other(by, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    end_sessions([user.pk])
    write_down(by, "account closed", area=user.area_id, reason=reason, account=user.pk)


def open_account(*, by: Viewer, user: User, reason: str) -> None:
    """Open a closed account again. Memberships that have not ended hold again."""
    _other(by, user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    write_down(by, "account opened again", area=user.area_id, reason=reason, account=user.pk)


def reset_second_factor(*, by: Viewer, user: User, reason: str) -> None:
    """Remove the user's second factors and recovery codes, and end the sessions: a new one is set up at sign-in."""
    _other(by, user)
    removed, _more = Authenticator.objects.filter(user=user).delete()
    end_sessions([user.pk])
    write_down(by, "second factor reset", area=user.area_id, reason=reason, account=user.pk, removed=removed)


def _other(by: Viewer, user: User) -> None:
    """Refuse whoever does not manage the account, or whose own it is."""
    must_manage(by, user.area_id)
    if user.pk == by.user_id:
        raise PermissionDenied


def _user(by: Viewer) -> User:
    return User.objects.get(pk=by.user_id)
