"""Opens a page of somebody's case file: finds the subject, writes down who looked, says what is withheld."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from openmappa.foundation.access.domain import Level, Permission, Section, Sensitivity
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.access.queries import subject_for, team_to_ask
from openmappa.foundation.audit.services import consulted
from openmappa.foundation.ui.domain import Case

PARTS: Mapping[str, Sensitivity] = {
    "names": Sensitivity(Section.IDENTITY, Level.SUMMARY),
    "identity": Sensitivity(Section.IDENTITY, Level.FULL),
    "offending": Sensitivity(Section.OFFENDING, Level.FULL),
    "orders": Sensitivity(Section.ORDERS, Level.SUMMARY),
    "notification": Sensitivity(Section.NOTIFICATION, Level.SUMMARY),
    "breaches": Sensitivity(Section.NOTIFICATION, Level.FULL),
    "custody": Sensitivity(Section.CUSTODY, Level.SUMMARY),
    "standing": Sensitivity(Section.STANDING, Level.SUMMARY),
    "responsibility": Sensitivity(Section.RESPONSIBILITY, Level.SUMMARY),
}
"""The parts of a case file by name, each with the sensitivity of its tables."""

More = ParamSpec("More")
CaseView = Callable[Concatenate[ViewedRequest, Case, More], HttpResponse]
SubjectView = Callable[Concatenate[ViewedRequest, UUID, More], HttpResponse]


def case_page(page: str) -> Callable[[CaseView[More]], SubjectView[More]]:
    """Make a view of a case into one of a subject's id; `page` is its URL name in the sub-navigation.

    Who may only know that a record exists gets a page that says so and whom to ask. Every page shown is
    written down with the subject; a record that is hidden and one that is not there answer alike.
    """

    def decorated(view: CaseView[More]) -> SubjectView[More]:
        @wraps(view)
        def opened(
            request: ViewedRequest, subject_id: UUID, *arguments: More.args, **named: More.kwargs
        ) -> HttpResponse:
            seen = subject_for(viewer=request.viewer, subject_id=subject_id, parts=PARTS)
            case = Case(subject_id, seen.area, seen.area_name, page, request.viewer.as_at, seen.open)
            reaches = any(seen.open.values())
            _write_down(request, case, "case file opened" if reaches else "presence of a record seen")
            if reaches:
                response = view(request, case, *arguments, **named)
            else:
                response = _presence(request, case)
            # Nobody who sits down at the same browser later finds the page in its memory.
            add_never_cache_headers(response)
            return response

        return cast(SubjectView[More], opened)

    return decorated


def _presence(request: ViewedRequest, case: Case) -> HttpResponse:
    viewer = request.viewer
    context = {
        "case": case,
        "team": team_to_ask(viewer=viewer, subject_id=case.subject_id),
        "emergency": viewer.may(Permission.OPEN_IN_EMERGENCY, area=case.area),
    }
    return render(request, "ui/presence.jinja", context)


def _write_down(request: ViewedRequest, case: Case, what: str) -> None:
    detail = {"page": case.page, "method": request.method or ""}
    consulted(what, by=request.viewer, subjects=[case.subject_id], area=case.area, detail=detail)
