"""A hidden record and a missing one answer alike, in page, status, statements and number of queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight
from openmappa.foundation.accounts.models import User
from openmappa.record.people.models import Identifier, Person
from openmappa.statute.vocabulary import fictitious
from tests.journeys.people import reference

CHARLIE = reference("Charlie Unlevelled")
RESTRICTED = reference("Alex Restricted")
DISTANT = reference("Sam Elsewhere")
ANY_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield every address pattern of the program."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield before + str(entry.pattern)


OF_A_SUBJECT = sorted(each for each in addresses(get_resolver()) if "<uuid:subject_id>" in each)


def asked(client: Client, path: str, data: dict[str, object] | None = None) -> tuple[int, str, list[str]]:
    """Return the status, the page and the statements of a request, without ids and the fresh token."""
    with CaptureQueriesContext(connection) as made:
        answer = client.get(path) if data is None else client.post(path, data)
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    statements = [re.sub(r'SAVEPOINT "\w+"', "SAVEPOINT", query["sql"]) for query in made]
    moment = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.]+(?:\+[\d:]+)?")
    return (
        answer.status_code,
        ANY_UUID.sub("", page),
        [moment.sub("", ANY_UUID.sub("", each)) for each in statements],
    )


def test_the_program_has_pages_of_a_subject() -> None:
    assert len(OF_A_SUBJECT) >= 13


@pytest.mark.parametrize(
    "role", ["co_ordinator", "police_offender_manager", "co_operating_member", "system_manager"]
)
def test_hidden_and_missing_answer_alike_on_every_page_of_a_subject(signed_in, role: str) -> None:
    client = signed_in(role)
    for pattern in OF_A_SUBJECT:
        for data in (None, {"expected": "x", "reason": "x", "level": "1", "to": "user"}):
            hidden, distant, missing = (
                asked(client, "/" + pattern.replace("<uuid:subject_id>", str(each)), data)
                for each in (RESTRICTED, DISTANT, uuid4())
            )
            # 403: of a role that the page is not for, whatever is asked after.
            assert hidden[0] in (403, 404, 405), pattern
            assert hidden == missing, pattern
            assert distant == missing, pattern


def test_excluded_record_answers_like_a_missing_one(signed_in) -> None:
    user = User.objects.get(email="co_ordinator@example.test")
    Sight.objects.create(subject_id=CHARLIE, user=user, level=0, source="t", start_date="2022-01-01")
    client = signed_in("co_ordinator")
    for pattern in OF_A_SUBJECT:
        path = "/" + pattern
        hidden, missing = (
            asked(client, path.replace("<uuid:subject_id>", str(each))) for each in (CHARLIE, uuid4())
        )
        assert hidden == missing


def test_requests_and_emergencies_of_others_answer_like_missing_ones(signed_in) -> None:
    other = User.objects.get(email="co_ordinator@example.test")
    at = "2024-04-10T12:00+00:00"
    request = AccessRequest.objects.create(
        subject_id=CHARLIE, user=other, reason="x", wanted_until="2024-05-01", asked_at=at
    )
    opened = EmergencyAccess.objects.create(
        subject_id=CHARLIE, area_id=21, user=other, reason="x", opened_at=at, until_at=at
    )
    client = signed_in("police_offender_manager")
    for path, key in (("/access-requests/{}/", request.id), ("/emergency/{}/", opened.id)):
        for data in (None, {"answer": "given", "end": "yes", "expected": "made up"}):
            hidden, missing = (asked(client, path.format(each), data) for each in (key, uuid4()))
            assert hidden[0] == 404
            assert hidden == missing


def _results(client: Client, typed: dict[str, object]) -> tuple[int, str, list[str]]:
    return asked(client, client.post("/search/", typed)["Location"])


def _born(subject: UUID) -> dict[str, object]:
    born = Person.objects.get(subject_id=subject).date_of_birth
    return {f"date_of_birth-{part}": getattr(born, part) for part in ("day", "month", "year")}


@pytest.mark.parametrize("role", ["co_ordinator", "police_offender_manager", "co_operating_member"])
def test_search_for_a_hidden_number_or_birth_answers_like_one_for_a_missing(signed_in, role: str) -> None:
    client = signed_in(role)
    number = Identifier.objects.get(subject_id=RESTRICTED, kind="crn").value
    missing = fictitious.fictitious_crn(9_000)
    assert not Identifier.objects.filter(value=missing).exists()
    said = [str(_results(client, {"identifier": each})).replace(each, "") for each in (number, missing)]
    assert said[0] == said[1]
    born = (_born(RESTRICTED), {**_born(RESTRICTED), "date_of_birth-year": 1890})
    statuses, pages, statements = zip(*(_results(client, each) for each in born), strict=True)
    assert statuses == (200, 200)
    assert all("0 people found" in page for page in pages)
    assert len(statements[0]) == len(statements[1])


def test_withheld_are_told_for_a_name_only_and_to_those_with_presence_of_the_area(signed_in) -> None:
    more = "people with a name like this are recorded"
    manager = signed_in("police_offender_manager")
    assert f"Some {more}" in _results(manager, {"name": "Charlie Unlevelled"})[1]
    assert re.search(rf"(?:[5-9]|\d\d) {more}", _results(manager, {"name": "Madeup"})[1])
    for typed in (
        {"name": "Charlie Unlevelled", "identifier": "X100001"},
        {"name": "Alex Restricted"},
        {"name": "Sam Elsewhere"},
    ):
        assert more not in _results(manager, typed)[1]
    assert more not in _results(manager, {"name": "Charlie Unlevelled", **_born(CHARLIE)})[1]
    for role in ("co_ordinator", "co_operating_member"):
        assert more not in _results(signed_in(role), {"name": "Charlie Unlevelled"})[1]


@pytest.mark.parametrize(
    "asked_for", [{"page": "99999"}, {"page": "-1"}, {"category": "4"}, {"level": "2", "page": "7"}]
)
def test_filters_and_pages_past_the_end_show_nobody_hidden(signed_in, asked_for: dict[str, str]) -> None:
    page = signed_in("co_ordinator").get("/people/", asked_for).content.decode()
    assert "Alex Restricted" not in page
    assert str(RESTRICTED) not in page
    if asked_for.get("category") == "4":
        assert "0 people" in page


@pytest.mark.parametrize("order", ["order_by", "sort", "o"])
def test_no_sort_order_is_taken_from_the_address(signed_in, order: str) -> None:
    client = signed_in("police_offender_manager")
    plain = asked(client, "/people/")
    assert asked(client, f"/people/?{order}=date_of_birth") == plain
