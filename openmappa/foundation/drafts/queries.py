"""The viewer's own draft of a form."""

from __future__ import annotations

from datetime import datetime

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.drafts.domain import Draft, Holder
from openmappa.foundation.drafts.models import StoredDraft, Unreadable, unsealed


def draft_of(*, viewer: Viewer, holder: Holder, now: datetime) -> Draft | None:
    """Return the viewer's draft of the form, None if there is none, or none that can still be read."""
    found = StoredDraft.objects.visible_to(viewer).filter(place=holder.place, expires_at__gt=now).first()
    if found is None:
        return None
    try:
        return Draft(found.saved_at, unsealed(bytes(found.words), holder))
    except Unreadable:
        return None
