"""What somebody who signs in is told and asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.domain import WARNING_DAYS, ConditionState
from openmappa.foundation.accounts.models import Acceptance, Home, Session
from openmappa.foundation.accounts.queries import conditions_of
from openmappa.foundation.accounts.services.sessions import sessions_of
from openmappa.foundation.signing_in.domain import Terms


def has_accepted(terms: Terms, *, viewer: Viewer) -> bool:
    """Return whether the viewer accepted this version of the terms, in this very text."""
    return Acceptance.objects.filter(
        user_id=viewer.user_id, version=terms.version, digest=terms.digest
    ).exists()


def own_sessions(*, viewer: Viewer, now: datetime) -> Sequence[Session]:
    """Return the sessions in which the viewer is signed in, the latest used first."""
    return list(sessions_of(viewer.user_id, now=now))


def own_home(*, viewer: Viewer) -> str:
    """Return the postcode that is registered of the viewer; empty if there is none."""
    return Home.objects.filter(user_id=viewer.user_id).values_list("postcode", flat=True).first() or ""


def conditions_to_tell(*, viewer: Viewer) -> Sequence[ConditionState]:
    """Return the conditions of the viewer's roles that are not met, or whose last day is in the next four weeks."""
    soon = viewer.as_at + timedelta(days=WARNING_DAYS + 1)
    return [each for each in conditions_of(viewer.user_id, as_at=viewer.as_at) if not each.is_met(soon)]
