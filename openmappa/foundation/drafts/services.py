"""Keep, forget and hand back drafts; and know again whose form comes in after a session has ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.drafts.domain import Holder, Typed
from openmappa.foundation.drafts.models import StoredDraft, sealed

_SALT = "openmappa.drafts"
# Longer than any session, so that a form left open over night is still known.
TOKEN_SECONDS = 3 * 24 * 60 * 60


class NoHolder(ValueError):
    """The token of a form is missing, altered or too old, or not the user's who sends it."""


def token_for(holder: Holder) -> str:
    """Return the token that a form carries: who opened it and where, signed, so that it cannot be made up."""
    subject = str(holder.subject_id) if holder.subject_id else ""
    return signing.dumps([str(holder.user_id), holder.place, subject], salt=_SALT)


def holder_of(token: str, *, viewer: Viewer | None = None) -> Holder:
    """
    Return who opened the form that the token was given to.

    :raises NoHolder: if it was not given by us or is too old, or the viewer is somebody else
    """
    try:
        user_id, place, subject = signing.loads(token, salt=_SALT, max_age=TOKEN_SECONDS)
    except (signing.BadSignature, ValueError) as problem:
        raise NoHolder from problem
    holder = Holder(UUID(user_id), place, UUID(subject) if subject else None)
    if viewer is not None and viewer.user_id != holder.user_id:
        raise NoHolder
    return holder


def keep_draft(connection: BaseDatabaseWrapper, *, holder: Holder, typed: Typed, now: datetime) -> None:
    """
    Keep what was typed for the holder, in place of an earlier draft of the same form; forget expired drafts.

    The transaction's viewer must be the holder: the policy lets nobody write another's draft.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT drafts_forget_expired()")
    values = {
        "words": sealed(typed, holder),
        "subject_id": holder.subject_id,
        "saved_at": now,
        "expires_at": now + timedelta(days=settings.DRAFT_DAYS),
    }
    StoredDraft.objects.using(connection.alias).update_or_create(
        user_id=holder.user_id, place=holder.place, defaults=values
    )


def forget_draft(*, by: Viewer, place: str) -> None:
    """Forget the user's draft of the form at the address, if there is one."""
    StoredDraft.objects.visible_to(by).filter(place=place).delete()
