"""One-time links by which a user sets a password: there is no mail, so the link is shown once to who made it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.db import DEFAULT_DB_ALIAS

from openmappa.foundation.accounts.models import Invitation, User

VALID_FOR = timedelta(days=3)


def invite(user: User, *, by: User | None, now: datetime, using: str = DEFAULT_DB_ALIAS) -> str:
    """Return the secret of a new link for the user, good once and for three days. Earlier links end."""
    earlier = Invitation.objects.using(using).filter(user=user, used_at__isnull=True)
    earlier.update(used_at=now)
    secret = secrets.token_urlsafe(32)
    Invitation.objects.using(using).create(
        user=user, made_by=by, secret_digest=_digest(secret), expires_at=now + VALID_FOR
    )
    return secret


def invited(secret: str, *, now: datetime) -> Invitation | None:
    """Return the invitation of a link that is still good; None of one that was used, has expired or never was."""
    return (
        Invitation.objects.select_related("user")
        .filter(secret_digest=_digest(secret), used_at__isnull=True, expires_at__gt=now, user__is_active=True)
        .first()
    )


def use_invitation(invitation: Invitation, *, password: str, now: datetime) -> None:
    """Set the password and spend the link.

    :raises ValidationError: if the password is too short or too common
    """
    validate_password(password, invitation.user)
    invitation.user.set_password(password)
    invitation.user.save(update_fields=["password"])
    Invitation.objects.filter(pk=invitation.pk).update(used_at=now)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
