"""A refusal is written down in a transaction of its own, since the request's is undone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role


class RefusalIsWrittenDown:
    """Write down that a signed-in user asked for what is not there, or not for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; if it refuses, write an entry that names the page's kind, never its subject."""
        response = self.get_response(request)
        viewer = getattr(request, "viewer", None)
        if viewer is not None and response.status_code in (403, 404):
            match = request.resolver_match
            page = match.view_name if match else ""
            with acting_as(Role.WEB) as connection:
                set_viewer(connection, viewer)
                record_event(
                    connection,
                    Entry(
                        Operation.CONSULTATION,
                        "refused",
                        actor=viewer.user_id,
                        detail={"page": page, "status": response.status_code},
                    ),
                )
        return response
