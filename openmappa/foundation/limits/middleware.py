"""Refuse who asks too often, before the request's own transaction, so that failing requests count too."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.foundation.limits.domain import Answer, Kind
from openmappa.foundation.limits.services import address_of, take


class NotTooOften:
    """Answer 429 to who asks for a limited page too often, and write the first refusal down."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, or the refusal with the seconds to wait in Retry-After."""
        kind = _kind_of(request)
        if kind is None:
            return self.get_response(request)
        with acting_as(Role.WEB) as connection:
            answer = _ask(connection, kind, request)
        if answer.allowed:
            return self.get_response(request)
        return _refusal(request, answer)


def _kind_of(request: HttpRequest) -> Kind | None:
    if not settings.LIMITS:
        return None
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return None
    for kind in settings.LIMITS:
        if name in kind.pages and request.method in kind.methods:
            return kind
    return None


def _ask(connection: BaseDatabaseWrapper, kind: Kind, request: HttpRequest) -> Answer:
    user = _user_of(request)
    asked = [(address_of(request), kind.address)] + ([(user, kind.user)] if user else [])
    for who, limit in asked:
        answer = take(connection, kind=kind.name, who=who, limit=limit)
        if not answer.allowed:
            if answer.first:
                _write_down(connection, kind, user)
            return answer
    return Answer(True)


def _write_down(connection: BaseDatabaseWrapper, kind: Kind, user: UUID | None) -> None:
    acting = "" if user else "nobody signed in"
    entry = Entry(
        Operation.CONSULTATION, "asked too often", actor=user, acting=acting, detail={"kind": kind.name}
    )
    record_event(connection, entry)


def _user_of(request: HttpRequest) -> UUID | None:
    """Return whose session the request carries, so far as that is known before the session is checked in full."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not key:
        return None
    found = import_module(settings.SESSION_ENGINE).SessionStore(key).get("_auth_user_id")
    try:
        return UUID(str(found)) if found else None
    except ValueError:
        return None


def _refusal(request: HttpRequest, answer: Answer) -> HttpResponse:
    response = render(request, "errors/429.jinja", {"minutes": -(-answer.wait // 60)}, status=429)
    response.headers["Retry-After"] = str(answer.wait)
    return response
