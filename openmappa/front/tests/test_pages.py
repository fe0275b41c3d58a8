"""Every page, by role: what it shows, what it withholds, what it refuses, and what is written down."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from openmappa.foundation.access.models import Sight
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import Event
from openmappa.foundation.ui.environment import environment
from tests.journeys.people import PASSWORD, reference

ROBIN = reference("Robin Fictitious")
RESTRICTED = reference("Alex Restricted")
CASE_PAGES = (
    "people:person_detail",
    "people:person_timeline",
    "people:person_offences",
    "people:person_custody",
    "people:person_orders",
    "standing:standing_detail",
    "responsibility:responsibility_list",
)
PEOPLE = "/people/"


def names_on(response) -> list[str]:
    return re.findall(r'scope="row"[^>]*><a[^>]*>([^<]+)</a>', response.content.decode())


@pytest.mark.parametrize("page", CASE_PAGES)
def test_each_page_of_a_case_is_written_down_with_the_subject(signed_in, page: str) -> None:
    response = signed_in("co_ordinator").get(reverse(page, kwargs={"subject_id": ROBIN}))
    assert response.status_code == 200
    assert b"Robin Fictitious" in response.content
    assert "no-store" in response["Cache-Control"]
    event = Event.objects.get(what="case file opened")
    assert (event.subjects, event.area, event.detail["page"]) == ([ROBIN], 21, page)


@pytest.mark.parametrize("page", [*CASE_PAGES, "standing:level_change"])
def test_hidden_and_missing_records_answer_alike_everywhere(signed_in, page: str) -> None:
    client = signed_in("co_ordinator")
    answers = [client.get(reverse(page, kwargs={"subject_id": each})) for each in (RESTRICTED, uuid4())]
    assert {answer.status_code for answer in answers} == {404}
    # The token of the sign-out form is fresh on every page.
    said = [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", each.content.decode()) for each in answers]
    assert said[0] == said[1]
    assert [event.detail for event in Event.objects.filter(what="refused")] == [
        {"page": page, "status": 404}
    ] * 2


def test_case_at_summary_sight_says_withheld_and_never_none(signed_in) -> None:
    client = signed_in("co_ordinator")
    user = User.objects.get(email="co_ordinator@example.test")
    Sight.objects.create(
        subject_id=RESTRICTED, user=user, level=2, source="test", reference=1, start_date="2022-01-01"
    )
    overview = client.get(reverse("people:person_detail", kwargs={"subject_id": RESTRICTED})).content.decode()
    assert "Alex Restricted" in overview
    assert "Category 4" in overview
    assert overview.count("Withheld: your role") == 3
    assert "2010/99" not in overview
    offences = client.get(reverse("people:person_offences", kwargs={"subject_id": RESTRICTED}))
    assert "Withheld" in offences.content.decode()
    assert "No offence is recorded" not in offences.content.decode()
    timeline = client.get(reverse("people:person_timeline", kwargs={"subject_id": RESTRICTED}))
    said = timeline.content.decode()
    assert (
        "Withheld: date of birth and addresses, offences and sentences, and serious case reviews,"
        " breaches of the notification requirements." in said
    )
    orders = client.get(reverse("people:person_orders", kwargs={"subject_id": RESTRICTED})).content.decode()
    assert "No notification requirement is recorded" in orders
    assert orders.count("Withheld: your role") == 2
    assert "No breach of the notification requirements" not in orders


def test_presence_page_names_nobody_and_is_written_down(signed_in) -> None:
    other = reference("Charlie Unlevelled")
    response = signed_in("police_offender_manager").get(f"/people/{other}/timeline/")
    assert response.status_code == 200
    assert "Charlie" not in response.content.decode()
    assert Event.objects.get(what="presence of a record seen").subjects == [other]


def test_timeline_tells_what_was_known_before(signed_in) -> None:
    said = signed_in("co_ordinator").get(f"/people/{ROBIN}/timeline/").content.decode()
    assert "What was known before" in said
    assert "In prison, sentenced, Anytown (HMP), from 2 March 2020 until 3 April 2022" in said


def test_list_is_by_name_in_pages_and_written_down_with_whom_it_showed(signed_in) -> None:
    client = signed_in("co_ordinator")
    first, second, beyond = (client.get(PEOPLE, {"page": number}) for number in (1, 2, 99))
    assert [len(names_on(each)) for each in (first, second)] == [25, 12]
    assert names_on(beyond) == names_on(second)
    family_names = [name.split()[-1] for name in names_on(first) + names_on(second)]
    assert family_names == sorted(family_names)
    assert "Alex Restricted" not in names_on(first) + names_on(second)
    events = Event.objects.filter(what="list of people shown").order_by("id")
    assert [len(each.subjects) for each in events] == [25, 12, 12]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"category": "3"}, ["Morgan Seriously-Fictitious"]),
        ({"category": "2", "level": "1", "lead_agency": "police"}, ["Robin Fictitious"]),
        ({"lead_agency": "police"}, ["Robin Fictitious", "Casey Placeholder"]),
        ({"category": "3", "place": "community"}, ["Morgan Seriously-Fictitious"]),
        ({"category": "3", "place": "custody"}, []),
        ({"lead_agency": "police", "level": "no such code"}, ["Robin Fictitious", "Casey Placeholder"]),
    ],
)
def test_filters_narrow_the_list(signed_in, asked: dict[str, str], found: list[str]) -> None:
    assert names_on(signed_in("co_ordinator").get(PEOPLE, asked)) == found


def test_custody_filter_divides_the_people(signed_in) -> None:
    client = signed_in("co_ordinator")
    totals = []
    for place in ("custody", "community", ""):
        said = client.get(PEOPLE, {"place": place}).content.decode()
        totals.append(int(re.findall(r"(\d+) people", said)[0]))
    assert totals == [5, 32, 37]


def test_number_of_queries_does_not_grow_with_the_list(signed_in) -> None:
    client = signed_in("co_ordinator")
    counts = []
    for asked in ({"category": "3"}, {}):
        with CaptureQueriesContext(
            connection,
        ) as made:
            client.get(PEOPLE, asked)
        counts.append(len(made))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("role", ["lay_adviser", "board_member", "national_statistician"])
def test_readers_of_figures_have_no_list_and_no_search(signed_in, role: str) -> None:
    client = signed_in(role)
    assert [client.get(path).status_code for path in (PEOPLE, "/search/")] == [403, 403]
    assert client.get(f"/people/{ROBIN}/").status_code == 404


def test_search_is_written_down_with_whom_it_found_and_not_what_was_sought(signed_in) -> None:
    client = signed_in("co_ordinator")
    response = client.post("/search/", {"name": "Robyn Fictitous"}, follow=True)
    assert names_on(response)[0] == "Robin Fictitious"
    event = Event.objects.get(what="people searched for")
    assert ROBIN in event.subjects
    assert event.detail == {"by": ["name"]}
    assert "Robyn" not in str(list(Event.objects.values()))


def test_search_of_another_user_is_not_found(signed_in) -> None:
    results = signed_in("co_ordinator").post("/search/", {"name": "Robin"})["Location"]
    assert signed_in("police_offender_manager").get(results).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Enter a name, a date of birth or a number"),
        ({"name": "R"}, "Enter at least two letters"),
        ({"date_of_birth-day": "31", "date_of_birth-month": "2", "date_of_birth-year": "1979"}, "real date"),
        ({"date_of_birth-day": "3", "date_of_birth-year": "1979"}, "must include a month"),
    ],
)
def test_search_says_what_is_wrong_with_it(signed_in, typed: dict[str, str], words: str) -> None:
    assert words in signed_in("co_ordinator").post("/search/", typed).content.decode()


def test_pages_need_signing_in(client, caseload) -> None:
    for path in ("/", PEOPLE, f"/people/{ROBIN}/", "/search/"):
        response = client.get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/")


def test_form_without_its_token_is_refused_in_plain_words(caseload) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a", "password": "b"})
    assert response.status_code == 403
    assert "The form could not be sent" in response.content.decode()


def test_fault_of_ours_is_told_in_plain_words_and_without_a_trace(signed_in, monkeypatch) -> None:
    from openmappa.front.home import presenters

    monkeypatch.setattr(presenters, "people_at_each_level", lambda viewer: 1 / 0)
    client = signed_in("co_ordinator")
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Sorry, something went wrong" in response.content.decode()
    assert "ZeroDivision" not in response.content.decode()


def test_sign_in_leads_on_to_our_own_pages_only(client, caseload) -> None:
    for wanted, reached in ((PEOPLE, PEOPLE), ("https://elsewhere.test/", "/")):
        client.logout()
        typed = {"email": "co_ordinator@example.test", "password": PASSWORD, "next": wanted}
        assert client.post("/sign-in/", typed)["Location"] == reached


def test_every_url_name_in_templates_exists() -> None:
    made = environment()
    known = {
        f"{namespace}:{name}"
        for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }
    used = set()
    for name in made.list_templates(filter_func=lambda each: each.endswith(".jinja")):
        source = made.loader.get_source(made, name)[0]  # type: ignore[union-attr]
        used |= set(re.findall(r"""url\(["']([\w:]+)["']""", source))
    assert len(used) > 5
    assert used <= known


def test_a_demonstration_answers_as_of_its_own_day_and_says_so(signed_in, settings) -> None:
    client = signed_in("co_ordinator")
    assert b"Its day is" not in client.get("/").content
    settings.DEMONSTRATION_DAY = date(2024, 4, 10)
    assert b"Its day is 10 April 2024" in client.get("/").content
    with CaptureQueriesContext(connection) as asked:
        client.get("/duties/")
    assert any("'openmappa.day', '2024-04-10'" in query["sql"] for query in asked)
