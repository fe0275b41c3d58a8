"""The page of who answers for a person."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from openmappa.casework.responsibility import presenters, queries
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case


@require_safe
@case_page("responsibility:responsibility_list")
def responsibility_list(request: ViewedRequest, case: Case) -> HttpResponse:
    """Show who answers and who answered."""
    found = queries.responsibilities_of(viewer=request.viewer, subject_id=case.subject_id)
    return render(
        request, "responsibility/responsibility_list.jinja", {"case": case, "rows": presenters.rows(found)}
    )
