"""One transaction for a request, in the web role, with the viewer set; the response is rendered inside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import day_of, set_viewer, viewer_of
from openmappa.foundation.accounts.models import User
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

GetResponse = Callable[[HttpRequest], HttpResponse]


class ViewedRequest(HttpRequest):
    """A request of a signed-in user, with the user as a viewer."""

    user: User
    viewer: Viewer


class OneTransaction:
    """Open the transaction before anything reads the database, and undo it if the request fails."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, rendered in the transaction; only then is the transaction committed."""
        with acting_as(Role.WEB) as connection:
            set_viewer(connection, None)
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            return response


class ViewerIsSet:
    """Set the viewer once the user is known."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response to the request with the viewer set, in Python and in the database."""
        if request.user.is_authenticated:
            viewed = cast(ViewedRequest, request)
            now = timezone.now()
            viewed.viewer = viewer_of(viewed.user, as_at=day_of(now), now=now)
            set_viewer(transaction.get_connection(), viewed.viewer)
        return self.get_response(request)
