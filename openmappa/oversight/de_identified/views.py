"""The page of rows without identity, and the file."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.oversight.de_identified import presenters, queries
from openmappa.oversight.de_identified.domain import Row


@never_cache
@require_safe
def row_list(request: ViewedRequest, area: int) -> HttpResponse:
    """Show some of the rows, and lead to the file of all."""
    rows = _rows(request, area, Operation.CONSULTATION, "de-identified rows shown")
    context = {
        "area": area,
        "area_name": dict(queries.areas_to_read(viewer=request.viewer))[area],
        "number": len(rows),
        "head": presenters.head(),
        "rows": presenters.in_cells(rows[: presenters.SHOWN]),
        "most": presenters.SHOWN,
    }
    return render(request, "de_identified/row_list.jinja", context)


@never_cache
@require_safe
def row_file(request: ViewedRequest, area: int) -> HttpResponse:
    """Answer with all rows as CSV."""
    rows = _rows(request, area, Operation.DISCLOSURE, "de-identified rows downloaded")
    response = HttpResponse(presenters.rows_as_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="de-identified-{area}-{request.viewer.as_at}.csv"'
    )
    return response


def _rows(request: ViewedRequest, area: int, operation: Operation, what: str) -> list[Row]:
    try:
        rows = queries.rows_of(viewer=request.viewer, area=area)
    except queries.NotPermitted:
        raise PermissionDenied from None
    to = queries.recipient(viewer=request.viewer, area=area) if operation is Operation.DISCLOSURE else ""
    entry = Entry(
        operation, what, actor=request.viewer.user_id, area=area, recipient=to, detail={"rows": len(rows)}
    )
    record_event(transaction.get_connection(), entry)
    return rows
