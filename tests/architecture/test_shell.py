"""The outer shell, over all addresses: versions, headers, what an address may name, limits, error pages."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from openmappa.foundation.accounts.models import User
from tests.journeys import people
from tests.journeys.people import reference

Named = tuple[str, str, URLPattern]
# Every POST that does not say which state of a record was seen, with the reason why nothing can be stale in it. The
# others have a case each in tests/late_saves.
WITHOUT_VERSION = {
    "accounts:sign_in": "begins a session of one's own; edits nothing that a page showed",
    "accounts:sign_out": "ends one's own session",
    "accounts:second_factor": "goes on with one's own sign-in",
    "accounts:first_password": "one's own, by a link that opens once and says so when it was used",
    "accounts:password": "one's own, and asks for the present one",
    "accounts:terms": "adds one's own acceptance, and only of the terms whose digest was shown",
    "accounts:add_app": "one's own: the app takes the place of an earlier one against a code that it shows itself",
    "accounts:add_key": "adds a second factor of one's own",
    "accounts:remove_factor": "ends one of one's own by its number; one that is gone is passed over",
    "accounts:new_codes": "one's own: the newest codes are those that are to hold",
    "accounts:end_sessions": "ends one's own by number; one that has ended is passed over",
    "administration:account_new": "adds an account; a second one of the address is refused, and what was typed kept",
    "administration:conditions": "adds a condition; a second one of the kind is refused, and what was typed kept",
    "administration:agency_new": "adds an agency; a second one of the name is refused, and what was typed kept",
    "administration:team_new": "adds a team; a second one of the name is refused, and what was typed kept",
    "log_review:find": "leads to a page; changes no record",
    "duties:calendars": "adds a calendar of one's own, or stops one by its key",
    "need_to_know:access_ask": "adds a request of one's own; a second one is refused while it waits",
    "need_to_know:emergency_open": "adds an emergency access of one's own; nothing of the record was shown before",
    "need_to_know:emergency_open_of": "adds an emergency access of one's own; nothing of the record was shown before",
    "people:person_search": "keeps a search of one's own; changes no record",
    "drafts:save": "one's own draft: the newest is the one to keep",
    "drafts:discard": "one's own draft; one that is gone is passed over",
}
# What may stand in an address: keys, numbers, and words out of fixed lists, none of them from a record.
CONVERTERS = {"uuid", "int", "slug"}
WORDS = {"year", "category", "level", "rule", "finding", "kind", "action"}
# A one-time link has to carry its secret: random, opening once and for a short time, kept as a digest only.
# That of a calendar, which a program fetches and cannot sign in for, opens no name until its owner stops it.
SECRETS = {("accounts:first_password", "secret"), ("duties:calendar", "secret")}
SAMPLES = {
    "uuid": UUID(int=1), "int": 21, "slug": "eligible", "year": "2023-24", "category": "1", "level": "1",
    "rule": "eligible", "finding": "no-level", "step": "receive", "kind": "foreword", "action": "close",
}  # fmt: skip


def addresses() -> list[Named]:
    return sorted(_walk(get_resolver(), "", ""), key=lambda each: each[0])


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Named]:
    for entry in resolver.url_patterns:
        here = f"{route}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", here, entry


def methods(view: Callable[..., Any]) -> set[str] | None:
    """Return the methods that a view takes; None if it does not say."""
    kind = getattr(view, "view_class", None)
    if kind is not None:
        return {each.upper() for each in kind.http_method_names if hasattr(kind, each)}
    while view is not None:
        allowed = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if allowed:
            return set(allowed)
        view = getattr(view, "__wrapped__", None)
    return None


def path_of(route: str) -> str:
    def sample(found: re.Match[str]) -> str:
        converter, name = found[1] or "str", found[2]
        return str(SAMPLES.get(name, SAMPLES.get(converter, "x")))

    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", sample, route)


def test_every_view_says_which_methods_it_takes() -> None:
    assert [name for name, _, entry in addresses() if methods(entry.callback) is None] == []


def test_every_form_that_changes_a_record_says_which_state_was_seen() -> None:
    posted = {
        name: entry for name, _, entry in addresses() if "POST" in (methods(entry.callback) or {"POST"})
    }
    versioned = {name for name, entry in posted.items() if getattr(entry.callback, "requires_version", False)}
    assert len(versioned) >= 20
    assert versioned | set(WITHOUT_VERSION) == set(posted)
    assert not versioned & set(WITHOUT_VERSION)


@pytest.mark.django_db
def test_form_that_does_not_say_which_state_was_seen_is_refused(co_ordinator: Client) -> None:
    refused = 0
    for _, route, entry in addresses():
        if getattr(entry.callback, "requires_version", False):
            assert co_ordinator.post(path_of(route), {"level": "3"}).status_code == 400, route
            assert co_ordinator.post(path_of(route), {"expected": " "}).status_code == 400, route
            refused += 1
    assert refused >= 20


def test_no_address_takes_anything_but_keys_numbers_and_codes() -> None:
    checked = 0
    for name, route, entry in addresses():
        assert isinstance(entry.pattern, RoutePattern), f"{name}: a regular expression"
        for converter, word in re.findall(r"<(?:(\w+):)?(\w+)>", route):
            allowed = converter in CONVERTERS or word in WORDS or (name, word) in SECRETS
            assert allowed, f"{name}: {converter}:{word}"
            checked += 1
    assert checked > 20


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["Plantedname", "Planted%20Name", "1979-03-03"])
def test_a_name_in_the_place_of_a_code_is_not_found(co_ordinator: Client, word: str) -> None:
    for _, route, _entry in addresses():
        for place in re.findall(r"<(?:str:)?(?:year|category|finding|kind)>", route):
            answer = co_ordinator.get(path_of(route.replace(place, word, 1)))
            assert answer.status_code in (404, 405), route
            assert word not in answer.content.decode()


@pytest.fixture
def co_ordinator(db: None) -> Client:
    people.build(using="default")
    client = Client()
    client.force_login(User.objects.get(email="co_ordinator@example.test"))
    return client


def check_headers(response: Any, where: str) -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if part.strip()
    )
    assert policy["default-src"] == "'none'", where
    for directive in ("script-src", "style-src", "img-src", "connect-src", "form-action", "font-src"):
        assert policy[directive] == "'self'", f"{where}: {directive}"
    for directive in ("object-src", "base-uri", "frame-ancestors"):
        assert policy[directive] == "'none'", f"{where}: {directive}"
    assert "unsafe" not in response["Content-Security-Policy"], where
    assert policy["require-trusted-types-for"] == "'script'", where
    assert response["X-Content-Type-Options"] == "nosniff", where
    assert response["X-Frame-Options"] == "DENY", where
    assert response["Referrer-Policy"] == "same-origin", where
    assert response["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert response["Cross-Origin-Resource-Policy"] == "same-origin", where
    assert "camera=()" in response["Permissions-Policy"], where
    assert "Access-Control-Allow-Origin" not in response, where
    assert "no-store" in response["Cache-Control"], where


@pytest.mark.django_db
def test_every_answer_carries_its_headers(co_ordinator: Client) -> None:
    subject = str(reference("Robin Fictitious"))
    answers: dict[int, int] = {}
    for name, route, _ in [*addresses(), ("nowhere", "nowhere/", None)]:
        path = path_of(route)
        for where in {path, path.replace(str(UUID(int=1)), subject)}:
            for client in (Client(), co_ordinator):
                for answer in (client.get(where), client.post(where), client.head(where)):
                    check_headers(answer, f"{name} {answer.status_code}")
                    answers[answer.status_code] = answers.get(answer.status_code, 0) + 1
                if name == "accounts:sign_out":
                    client.force_login(User.objects.get(email="co_ordinator@example.test"))
    assert {200, 302, 400, 404, 405} <= set(answers)


@pytest.mark.django_db
def test_pages_hold_nothing_that_the_policy_forbids(co_ordinator: Client) -> None:
    read = 0
    for _, route, _entry in addresses():
        answer = co_ordinator.get(
            path_of(route).replace(str(UUID(int=1)), str(reference("Robin Fictitious")))
        )
        said = answer.content.decode()
        assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:|data:", said), route
        for attributes, inside in re.findall(r"<script([^>]*)>(.*?)</script>", said, re.DOTALL):
            assert "src=" in attributes, route
            assert not inside.strip(), route
        read += answer.status_code == 200
    assert read > 10


@pytest.mark.django_db
def test_headers_of_production(settings: Any, client: Client) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/sign-in/").status_code == 301
    answer = client.get("/sign-in/", secure=True)
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_limited_pages_exist() -> None:
    from environs import Env

    from openmappa.front.settings.limits import limits

    known = {name for name, _, _ in addresses()}
    kinds = limits(Env())
    assert {page for kind in kinds for page in kind.pages} <= known
    for kind in kinds:
        assert kind.address.each_second > kind.user.each_second, kind.name


PLANTED = "Plantedname"


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_page_and_log_say_nothing_of_the_error_or_the_request(
    co_ordinator: Client, monkeypatch: pytest.MonkeyPatch, caplog: Any, status: int
) -> None:
    from django.core.exceptions import BadRequest, PermissionDenied
    from django.http import Http404

    from openmappa.foundation.database.log import WithoutValues
    from openmappa.front.search import presenters

    error = {400: BadRequest, 403: PermissionDenied, 404: Http404, 500: RuntimeError}[status]

    def fails(form: object) -> None:
        raise error(f"Key (family_name)=({PLANTED}) already exists")

    monkeypatch.setattr(presenters, "form_page", fails)
    co_ordinator.raise_request_exception = False
    answer = co_ordinator.post("/search/", {"identifier": PLANTED, "name": "R"}, headers={"x-name": PLANTED})
    assert answer.status_code == status
    assert PLANTED not in answer.content.decode()
    assert PLANTED not in str(answer.headers)
    assert "Traceback" not in answer.content.decode()
    formatter = WithoutValues(settings.LOGGING["formatters"]["plain"]["format"])
    for record in caplog.records:
        assert PLANTED not in formatter.format(record)
    check_headers(answer, str(status))


@pytest.mark.django_db
def test_address_with_a_name_in_its_query_is_not_logged(co_ordinator: Client, caplog: Any) -> None:
    from openmappa.foundation.database.log import WithoutValues

    co_ordinator.get(f"/people/{UUID(int=1)}/", {"name": PLANTED})
    co_ordinator.get(f"/{PLANTED}/")
    formatter = WithoutValues()
    assert caplog.records
    assert all(PLANTED not in formatter.format(record) for record in caplog.records)
