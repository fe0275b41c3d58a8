"""Keep a search for a short while, so that names and dates of birth never stand in an address."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.record.people.domain import Terms
from openmappa.record.people.models import StoredSearch

KEPT_FOR = timedelta(minutes=30)


class UnableToSearch(PermissionError):
    """No role of the viewer's searches for people."""


def store_search(*, by: Viewer, terms: Terms, now: datetime) -> UUID:
    """
    Keep the terms for half an hour under a random id, and remove the user's own expired ones.

    :raises UnableToSearch: if no role of the viewer's searches for people
    """
    if not by.may(Permission.SEARCH_PEOPLE):
        raise UnableToSearch
    StoredSearch.objects.visible_to(by).filter(expires_at__lte=now).delete()
    stored = StoredSearch.objects.create(
        user_id=by.user_id,
        name=terms.name,
        date_of_birth=terms.date_of_birth,
        identifier=terms.identifier,
        expires_at=now + KEPT_FOR,
    )
    return stored.id
